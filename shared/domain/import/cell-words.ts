import type { Stage } from '../funnel/stages.ts'
import { foldText } from '../leads/fold-text.ts'

const PLACEHOLDERS = new Set(
  '-|--|---|–|—|.|..|...|?|??|select|select one|please select|choose|nan|null|nil|none|n/a|na|n.a.|n. a.|n.a|#n/a|#ref!|#value!|#div/0!|#name?|#null!|#num!|undefined|(empty)|(blank)|(none)|(null)|empty|blank|k.a.|k. a.|keine angabe|ohne|non renseigné|non renseigne|non specifie|sin datos|n/d|nd|não informado|nao informado|brak|nvt|n.v.t.|0000-00-00|00/00/0000'.split(
    '|',
  ),
)
const FIRST_SIGNS = new Uint8Array(128)
for (const sign of [
  ' ',
  '\t',
  ...[...PLACEHOLDERS].flatMap((word) => [word.charAt(0), word.charAt(0).toUpperCase()]),
]) {
  if (sign.charCodeAt(0) < 128) FIRST_SIGNS[sign.charCodeAt(0)] = 1
}
/** What no person is called; "Na", "Null" and "Nan" are names. */
const NAME_PLACEHOLDERS = new Set(
  '-|--|---|–|—|.|..|...|?|??|select|please select|n/a|n.a.|#n/a|undefined|(empty)|(blank)|(none)|(null)|[blank]'.split(
    '|',
  ),
)

/** Whether a cell holds a word for "nothing" and no value, such as `n/a`, `Select` or `-`. */
export function isPlaceholder(text: string): boolean {
  if (text.length > 20) return false
  const first = text.charCodeAt(0)
  // Nearly every cell is told apart by its first letter alone, and this is asked for each of millions.
  if (first < 128 && FIRST_SIGNS[first] === 0) return false
  return PLACEHOLDERS.has(text.trim().toLowerCase())
}

export function isNamePlaceholder(text: string): boolean {
  return text.length <= 20 && NAME_PLACEHOLDERS.has(text.trim().toLowerCase())
}

const YES = words('yes y true t 1 x ✓ ✔ ☑ on ja j wahr oui o vrai si s verdadero sim verdadeiro vero tak prawda نعم صح')
const NO = words('no n false f 0 off nein falsch non faux nao falso nee nie falsz لا ☐ ✗ ✘')

/** A yes or no in any of the languages, or undefined. */
export function readYesNo(text: string): boolean | undefined {
  const word = foldText(text)
  if (YES.has(word)) return true
  return NO.has(word) ? false : undefined
}

const WARM = words(
  'warm hot heiss chaud chaude tiede caliente templado tibio quente morno caldo tiepido heet lauw goracy ciepły ciepla دافي ساخن',
)
const COLD = words('cold kalt froid froide frio fria freddo fredda koud zimny zimna بارد')

/** The temperature a word names; hot is warm, since hot is computed. A word such as "Hot Lead" or "🔥 warm" counts too. */
export function readTemperature(text: string): 'cold' | 'warm' | undefined {
  const word = foldText(text)
    .replace(/[^\p{L}\p{N} ]+/gu, ' ')
    .replace(/\b(leads?|kontakt|prospect|contact)\b/g, ' ')
    .replace(/\s+/g, ' ')
    .trim()
  if (WARM.has(word)) return 'warm'
  return COLD.has(word) ? 'cold' : undefined
}

const MAYBE = phrases(
  'maybe|perhaps|unsure|not sure|possibly|vielleicht|evtl|eventuell|unklar|peut etre|quiza|quizas|tal vez|talvez|forse|misschien|moze|byc moze|ربما',
)

/**
 * What a cell under a question such as "Warm?" or "Interested?" says: a temperature by its word, warm for a yes, `none` for a no
 * or a maybe, since neither makes a lead cold.
 */
export function readTemperatureAnswer(text: string): 'cold' | 'warm' | 'none' | undefined {
  const named = readTemperature(text)
  if (named !== undefined) return named
  const answer = readYesNo(text)
  if (answer !== undefined) return answer ? 'warm' : 'none'
  return MAYBE.has(statusWord(text)) ? 'none' : undefined
}

/** What a stage word says: a stage, or that the deal is lost. */
export type StageReading = { readonly stage: Stage } | { readonly isLost: true }

const STAGE_WORDS: readonly (readonly [Stage, ReadonlySet<string>])[] = [
  ['lead', phrases('lead|new|new lead|open|subscriber|neu|neuer lead|nouveau|nuevo|novo|nuovo|nieuw|nowy|جديد')],
  ['mql', phrases('mql|marketing qualified|marketing qualified lead')],
  ['sal', phrases('sal|sales accepted|sales accepted lead')],
  [
    'sql',
    phrases(
      'sql|sales qualified|sales qualified lead|opportunity|verkaufschance|opportunite|oportunidad|oportunidade|opportunita',
    ),
  ],
  [
    'proposal',
    phrases(
      'proposal|proposal sent|proposal made|quote|quoted|quote sent|offer|offer sent|negotiation|contract sent|angebot|angebot gesendet|angebot versendet|verhandlung|devis|devis envoye|proposition|propuesta|presupuesto|presupuesto enviado|proposta|proposta enviada|orcamento|preventivo|offerte|offerte verstuurd|oferta|oferta wyslana|عرض سعر',
    ),
  ],
  [
    'won',
    phrases(
      'won|closed won|deal won|win|customer|client|kunde|kundin|gewonnen|gagne|gagnee|ganado|ganada|ganho|ganha|vinto|vinta|wygrana|wygrany|cliente|klant|klient|ربح|عميل',
    ),
  ],
]
const LOST_WORDS = phrases(
  'lost|closed lost|deal lost|verloren|perdu|perdue|perdido|perdida|perso|persa|przegrana|przegrany|خسارة',
)

/** The stage a word names, or undefined: words such as "contacted" or "qualified" mean something else in every program. */
export function readStage(text: string): StageReading | undefined {
  const word = statusWord(text)
  if (LOST_WORDS.has(word)) return { isLost: true }
  const found = STAGE_WORDS.find(([, known]) => known.has(word))
  return found === undefined ? undefined : { stage: found[0] }
}

/** What a status word says. `isWordKept`: it says more than the status, so the word itself is worth keeping. */
export type StatusReading =
  | {
      readonly kind: 'status'
      readonly status: 'active' | 'customer' | 'lost' | 'disqualified'
      readonly isWordKept: boolean
    }
  | { readonly kind: 'formerCustomer' }
  | { readonly kind: 'doNotContact' }
  | { readonly kind: 'optOut' }

const FORMER =
  /^(former|ex|past|lapsed|previous|ehemaliger?|ehemalige|fruherer?|altkunde|ancien|ancienne|antiguo|antigua|antigo|antiga|voormalige?|oud|byly|byla)\b|^(altkunde|exkunde|oud klant)$/
const CUSTOMER = phrases(
  'customer|client|existing customer|existing client|current customer|active customer|kunde|kundin|bestandskunde|bestandskundin|stammkunde|client actuel|cliente|cliente actual|cliente attivo|cliente ativo|klant|bestaande klant|klient|klientka|عميل|زبون|won|closed won|paying customer|paying',
)
const ACTIVE = phrases('active|aktiv|actif|active lead|subscribed|subscriber|activo|ativo|attivo|actief|aktywny|نشط')
const OPEN = phrases(
  'lead|open|new|prospect|interested|in progress|working|contacted|not contacted|attempted to contact|open not contacted|working contacted|nurturing|connected|interessent|interessentin|neu|offen|in bearbeitung|kontaktiert|nouveau|ouvert|en cours|contacte|nuevo|abierto|en curso|contactado|interesado|novo|aberto|em andamento|nuovo|aperto|contattato|in corso|nieuw|lopend|gecontacteerd|nowy|otwarty|w toku|جديد|مهتم|open deal|just browsing',
)
const LOST = phrases(
  'lost|closed lost|verloren|perdu|perdue|perdido|perdida|perso|persa|przegrany|przegrana|closed not converted',
)
const DISQUALIFIED = phrases(
  'disqualified|unqualified|not qualified|junk|junk lead|disqualifiziert|unqualifiziert|disqualifie|non qualifie|descalificado|no calificado|desqualificado|non qualificato|squalificato|gediskwalificeerd|zdyskwalifikowany|غير موهل',
)
const NO_CONTACT = phrases(
  'do not contact|do not call|dnc|blacklisted|blocked|nicht kontaktieren|gesperrt|ne pas contacter|no contactar|nao contatar|non contattare|niet contacteren|nie kontaktowac',
)
const OPTED_OUT = phrases(
  'unsubscribed|opted out|opt out|optout|cleaned|bounced|hard bounced|hard bounce|bounce|complained|complaint|spam complaint|marked as spam|suppressed|non subscribed|not subscribed|abgemeldet|unzustellbar|abbestellt|ausgetragen|desabonne|desabonnee|desinscrit|desinscrite|dado de baja|dada de baja|desuscrito|descadastrado|descadastrada|disiscritto|disiscritta|uitgeschreven|afgemeld|wypisany|wypisana|الغى الاشتراك|غير مشترك',
)

/** What a status word means for the lead, or undefined where it is not known. */
export function readStatus(text: string): StatusReading | undefined {
  const word = statusWord(text)
  if (word === '') return undefined
  if (FORMER.test(word))
    return CUSTOMER.has(word.replace(FORMER, '').trim()) || /^(altkunde|exkunde|oud klant)$/.test(word)
      ? { kind: 'formerCustomer' }
      : undefined
  if (NO_CONTACT.has(word)) return { kind: 'doNotContact' }
  if (OPTED_OUT.has(word)) return { kind: 'optOut' }
  if (CUSTOMER.has(word)) return { kind: 'status', status: 'customer', isWordKept: false }
  if (ACTIVE.has(word)) return { kind: 'status', status: 'active', isWordKept: false }
  if (OPEN.has(word)) return { kind: 'status', status: 'active', isWordKept: true }
  if (LOST.has(word)) return { kind: 'status', status: 'lost', isWordKept: false }
  return DISQUALIFIED.has(word) ? { kind: 'status', status: 'disqualified', isWordKept: false } : undefined
}

function statusWord(text: string): string {
  return foldText(text.replace(/[_\-–/]+/g, ' '))
    .replace(/[^\p{L}\p{N} ]+/gu, ' ')
    .replace(/\s+/g, ' ')
    .trim()
}

function words(list: string): ReadonlySet<string> {
  return new Set(list.split(' ').map(foldText))
}

function phrases(list: string): ReadonlySet<string> {
  return new Set(list.split('|').map(foldText))
}
