import type { SignalKind } from '../temperature/signal-kinds.ts'
import { type ColumnFacts, type Guess, guessColumn, share } from './guess-column.ts'
import { normalizeHeader } from './normalize-header.ts'
import type { LeadTarget, Target } from './targets.ts'

/** What a row of signals may say of the lead it belongs to; anything else of a lead is kept as a custom field. */
const LEAD_TARGETS: ReadonlySet<Target> = new Set<LeadTarget>([
  'fullName',
  'firstName',
  'lastName',
  'company',
  'title',
  'email',
  'phone',
  'street',
  'city',
  'region',
  'postalCode',
  'country',
  'sourceId',
  'optOut',
  'doNotContact',
  'ignore',
])

/** Headers of signals in the nine languages; first come, first taken. */
const HEADERS: readonly (readonly [Target, string])[] = [
  [
    'signalKind',
    'signal|signal type|signal kind|event type|activity|activity type|action|action type|interaction|interaction type|engagement|engagement type|type|kind|event action|attendance|attendance status|attended status|attendee status|approval status|participation|rsvp|rsvp status|outcome|response|ereignistyp|ereignis|aktivitat|aktivitatstyp|aktion|art|teilnahme|teilnahmestatus|teilnehmerstatus|anwesenheit|type devenement|activite|type dactivite|presence|participation statut|tipo|tipo de evento|tipo de actividad|actividad|asistencia|participacion|tipo de atividade|atividade|presenca|participacao|tipo di evento|attivita|tipo di attivita|presenza|partecipazione|soort|activiteit|type activiteit|aanwezigheid|deelname|rodzaj|typ|aktywnosc|typ aktywnosci|obecnosc|udzial|نوع|نوع النشاط|النشاط|الحضور|المشاركة',
  ],
  [
    'signalOn',
    'date|day|when|event date|activity date|activity time|action date|date time|datetime|time|timestamp|occurred at|occurred on|event time|opened at|open time|open date|clicked at|click time|click date|downloaded at|download date|visited at|visit date|replied at|reply date|check in time|check in date|checked in at|join time|joined at|attended on|registration date|registration time|registered at|order date|submitted at|submit date|created at|created on|last activity|last event|datum|tag|zeitpunkt|zeitstempel|wann|geoffnet am|geklickt am|heruntergeladen am|besucht am|teilgenommen am|anmeldedatum|anmeldezeit|date evenement|date de levenement|date devenement|date dactivite|horodatage|ouvert le|clique le|telecharge le|date dinscription|fecha|fecha del evento|fecha de actividad|fecha y hora|abierto el|fecha de registro|data|data do evento|data da atividade|data e hora|data evento|data attivita|data e ora|aperto il|tijdstip|datum activiteit|geopend op|geklikt op|data zdarzenia|data aktywnosci|data i godzina|التاريخ|تاريخ|تاريخ النشاط|الوقت',
  ],
  [
    'signalTopic',
    'topic|subject|campaign|campaign name|campaign title|email name|email subject|event|event name|event title|webinar|webinar name|webinar title|webinar topic|meeting topic|resource|resource name|asset|asset name|content|content name|file|file name|document|download name|form|form name|page|page title|page url|link|link clicked|clicked link|url|clicked url|url clicked|ticket type|ticket name|ticket|session|session name|product|thema|betreff|kampagne|kampagnenname|veranstaltung|veranstaltungsname|ressource|inhalt|datei|dokument|formular|seite|ticketart|tickettyp|sujet|objet|campagne|nom de la campagne|evenement|nom de levenement|ressource telechargee|contenu|fichier|formulaire|page visitee|lien|tema|asunto|campana|nombre de la campana|evento|nombre del evento|recurso|contenido|archivo|formulario|pagina|enlace|assunto|campanha|nome do evento|conteudo|arquivo|argomento|oggetto|campagna|nome campagna|nome evento|risorsa|contenuto|modulo|onderwerp|evenement|bron|inhoud|bestand|formulier|temat|kampania|nazwa kampanii|wydarzenie|nazwa wydarzenia|zasob|tresc|plik|formularz|strona|الموضوع|الحملة|الفعالية|الملف|الصفحة|الرابط',
  ],
]

const COUNT_WORDS =
  /\b(total|totals|unique|count|number of|no of|times|first|last|at|on|date|time|email|emails|link|links|campaign|anzahl|nombre de|numero de|numero di|aantal|liczba|am|le|el|il|op|has|was|did|is|webinar|event)\b/g

/** Headers of columns that say whether, how often or when the lead did one thing; count words are left out before. */
const KIND_HEADERS: readonly (readonly [SignalKind, RegExp])[] = [
  ['looked_at_prices', /^(pricing page (?:views?|visits?)|pricing visits?|preisseite|preise angesehen)$/],
  [
    'asked_for_offer',
    /^(demo requested|requested demo|quote requested|price requested|angebot angefragt|devis demande)$/,
  ],
  [
    'opened',
    /^(opens?|opened|geoffnet|offnungen|ouvertures?|ouvert|aperturas?|abierto|aberturas?|aberto|aperture|aperto|geopend|openingen|otwarcia|otwarto|فتح|مرات الفتح)$/,
  ],
  [
    'clicked',
    /^(clicks?|clicked|klicks?|geklickt|clics?|clique|cliques|clicado|cliccato|kliks|geklikt|klikniecia|kliknieto|نقرات|النقرات)$/,
  ],
  [
    'attended',
    /^(attended|attendance|checked in|check in|checkin|joined|participated|showed up|teilgenommen|anwesend|eingecheckt|present|a participe|asistio|compareceu|participou|ha partecipato|presente|aanwezig|deelgenomen|obecny|uczestniczyl|حضر)$/,
  ],
  [
    'downloaded',
    /^(downloads?|downloaded|registered|signed up|heruntergeladen|registriert|angemeldet|telechargements?|telecharge|inscrit|descargas?|descargado|registrado|baixou|downloads? feitos|scaricato|iscritto|gedownload|aangemeld|pobrano|pobrania|zarejestrowany|تحميل)$/,
  ],
  [
    'replied',
    /^(repl(?:y|ies)|replied|responded|answered|antworten|geantwortet|reponses?|repondu|respuestas?|respondio|respostas?|respondeu|risposte|ha risposto|antwoorden|beantwoord|odpowiedzi|odpowiedzial|ردود|رد)$/,
  ],
  [
    'visited',
    /^((?:website |web |site )?visits?|visited|page ?views?|website besuche|seitenaufrufe|besuche|visites?|visitas?|visite|bezoeken|paginaweergaven|wizyty|odwiedziny|زيارات)$/,
  ],
  [
    'liked',
    /^(likes?|liked|reactions?|comments|gefallt mir|jaime|me gusta|curtidas|mi piace|vind ik leuks|polubienia|اعجابات)$/,
  ],
  [
    'conversation',
    /^(meetings?|calls?|met|meeting held|gesprach|anruf|treffen|rendez vous|reunion|llamada|riunione|afspraak|spotkanie)$/,
  ],
  ['not_now', /^(not now|nicht jetzt|pas maintenant|ahora no|agora nao|non ora|niet nu|nie teraz)$/],
]

const TARGET_OF_HEADER: ReadonlyMap<string, Target> = new Map(
  [...HEADERS]
    .reverse()
    .flatMap(([target, words]) => words.split('|').map((word): [string, Target] => [normalizeHeader(word), target])),
)

/** The target of a column in a file whose rows tell what leads did; lead fields serve to find the lead. */
export function guessSignalColumn(header: string, facts: ColumnFacts): Guess {
  const { counts } = facts
  const asLead = guessColumn(facts)
  if (asLead.target === 'email' || asLead.target === 'phone' || asLead.reason === 'about_others') return asLead
  const target = signalTargetOf(header)
  if (target !== undefined && (counts.filled === 0 || isBorneOut(target, facts)))
    return { target, reason: counts.filled === 0 ? 'empty' : 'header' }
  const isWords = counts.filled > 0 && share(counts, counts.signalWords) >= 0.6
  if (isWords && (asLead.target === undefined || ['status', 'stage'].includes(asLead.target)))
    return { target: 'signalKind', reason: asLead.target === undefined ? 'values' : 'values_over_header' }
  if (asLead.target === 'createdOn') return { ...asLead, target: 'signalOn' }
  if (asLead.target === 'notes') return { ...asLead, target: 'signalNote' }
  if (asLead.target === undefined || LEAD_TARGETS.has(asLead.target)) return asLead
  return { target: undefined, reason: asLead.reason === 'empty' ? 'empty' : 'unknown' }
}

function signalTargetOf(header: string): Target | undefined {
  const words = normalizeHeader(header)
  const bare = words.replace(COUNT_WORDS, ' ').replace(/\s+/g, ' ').trim()
  const kindOf = (text: string): SignalKind | undefined => KIND_HEADERS.find(([, pattern]) => pattern.test(text))?.[0]
  const exact = TARGET_OF_HEADER.get(words)
  if (exact !== undefined && exact !== 'signalOn') return exact
  const kind = kindOf(words) ?? kindOf(bare)
  // "Clicked at" alone gives day and kind at once; so does "Opens" or "Attended".
  return kind === undefined ? exact : `signal:${kind}`
}

function isBorneOut(target: Target, { counts, spreadsheetDays }: ColumnFacts): boolean {
  const hasDays = counts.dayShaped > 0 || spreadsheetDays > 0 || counts.serialShaped > 0
  if (target === 'signalOn') return hasDays
  if (target === 'signalKind') return share(counts, counts.signalWords) >= 0.5
  if (target === 'signalTopic') return share(counts, counts.dayShaped) < 0.5
  return hasDays || share(counts, counts.yesNoWords + counts.numbers) >= 0.5 || share(counts, counts.signalWords) >= 0.5
}
