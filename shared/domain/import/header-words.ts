import { foldText } from '../leads/fold-text.ts'
import type { LeadTarget } from './targets.ts'

/**
 * What a column's header is compared by: folded, camel case and signs split into words, numbers dropped, "e mail" written
 * "email". `E-mail 1 - Value` → `email value`.
 */
export function normalizeHeader(header: string): string {
  return foldText(header.replace(/(\p{Ll})(\p{Lu})/gu, '$1 $2'))
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .replace(/\b\d+\b/g, ' ')
    .replace(/\b(e) (mail|posta)\b/g, '$1$2')
    .replace(/\s+/g, ' ')
    .trim()
}

/** Header words in English, German, French, Spanish, Portuguese, Italian, Dutch, Polish and Arabic; first come, first taken. */
const WORDS: Readonly<Partial<Record<LeadTarget, string>>> = {
  fullName:
    'full name|name|contact name|lead name|client name|customer name|person name|display name|person|contact|contact person|attendee name|invitee name|' +
    'vollstandiger name|kontakt|ansprechpartner|ansprechpartnerin|kontaktperson|vor und nachname|name vorname|nom complet|nom et prenom|nom prenom|interlocuteur|' +
    'nombre completo|nombre y apellidos|contacto|nome completo|nome e cognome|contatto|contato|volledige naam|naam|contactpersoon|imie i nazwisko|kontakt osoba|osoba kontaktowa|' +
    'الاسم|الاسم الكامل|اسم العميل|اسم',
  firstName:
    'first name|firstname|given name|givenname|fname|forename|first|vorname|prenom|nombre|nombres|nombre de pila|primer nombre|nome proprio|primeiro nome|nome|voornaam|imie|الاسم الاول',
  lastName:
    'last name|lastname|family name|familyname|surname|lname|last|nachname|familienname|zuname|nom de famille|nom|apellido|apellidos|sobrenome|apelido|ultimo nome|cognome|achternaam|familienaam|nazwisko|اسم العايلة|اللقب|الكنية',
  company:
    'company|company name|organization|organisation|organization name|organisation name|account|account name|business|business name|employer|associated company|company organization|firm|' +
    'firma|unternehmen|firmenname|unternehmensname|betrieb|organisationsname|entreprise|societe|raison sociale|nom de lentreprise|organisme|empresa|compania|nombre de la empresa|organizacion|companhia|nome da empresa|' +
    'azienda|ditta|societa|ragione sociale|bedrijf|bedrijfsnaam|organisatie|nazwa firmy|przedsiebiorstwo|الشركة|شركة|اسم الشركة|المؤسسة',
  title:
    'title|job title|position|role|occupation|function|job|organization title|organisation title|job role|stelle|beruf|funktion|jobtitel|berufsbezeichnung|rolle|fonction|poste|metier|intitule du poste|' +
    'cargo|puesto|profesion|funcao|ruolo|qualifica|posizione|mansione|functie|functietitel|stanowisko|rola|المسمى الوظيفي|المنصب|الوظيفة',
  email:
    'email|mail|email address|emailaddress|email value|primary email|secondary email|work email|business email|personal email|email primary|address email|adresse email|adresse mail|emailadresse|mailadresse|courriel|adresse de messagerie|' +
    'correo|correo electronico|direccion de correo|direccion de correo electronico|endereco de email|correio eletronico|correio electronico|indirizzo email|posta elettronica|eposta|emailadres|adres email|البريد|البريد الالكتروني|بريد|ايميل|الايميل',
  phone:
    'phone|phone number|telephone|tel|tel no|mobile|mobile phone|mobile number|mobile phone number|cell|cell phone|cellphone|phone value|work phone|home phone|business phone|direct phone|direct line|sms|whatsapp|whatsapp number|contact number|' +
    'telefon|telefonnummer|telefonnr|rufnummer|handy|handynummer|mobil|mobilnummer|mobiltelefon|festnetz|durchwahl|telephone portable|portable|numero de telephone|tel portable|tel fixe|fixe|' +
    'telefono|telefono movil|movil|celular|numero de telefono|telefone|telemovel|numero de telefone|cellulare|numero di telefono|telefono cellulare|telefoon|telefoonnummer|mobiel|mobiele telefoon|gsm|numer telefonu|komorka|telefon komorkowy|nr telefonu|' +
    'الهاتف|هاتف|رقم الهاتف|جوال|الجوال|موبايل|رقم الجوال',
  website:
    'website|web site|url|web|homepage|home page|website url|website value|web page|webpage|domain|company website|webseite|internetseite|internet|site web|site internet|site|sitio web|pagina web|sito web|sito|strona www|strona internetowa|الموقع|الموقع الالكتروني',
  street:
    'street|street address|address|address street|address line|mailing street|billing street|home address|work address|person address|mailing address|street name|strasse|strasse und hausnummer|strasse hausnummer|str|anschrift|adresse|adresse postale|rue|voie|' +
    'direccion|calle|domicilio|endereco|morada|rua|logradouro|indirizzo|via|straat|adres|straatnaam|ulica|العنوان|الشارع',
  city: 'city|town|city town|mailing city|billing city|address city|home city|work city|stadt|ort|wohnort|ville|commune|localite|ciudad|poblacion|localidad|municipio|cidade|localidade|citta|comune|localita|stad|plaats|woonplaats|miasto|miejscowosc|المدينة|مدينة',
  region:
    'region|state|province|st|county|state region|state province|mailing state|mailing state province|billing state|address region|home state|work state|bundesland|kanton|land region|departement|provincia|estado|comunidad autonoma|distrito|regione|provincie|wojewodztwo|المنطقة|المحافظة|الولاية',
  postalCode:
    'postal code|postcode|post code|zip|zip code|zipcode|zip postal code|mailing zip|mailing zip postal code|billing zip|address postal code|home zip code|work zip code|plz|postleitzahl|code postal|cp|codigo postal|cep|cap|codice postale|kod pocztowy|الرمز البريدي',
  country:
    'country|country region|mailing country|billing country|address country|home country|work country|nation|land|staat|pays|pais|paese|nazione|stato|kraj|panstwo|الدولة|البلد|دولة',
  source:
    'source|lead source|original source|original traffic source|traffic source|origin|channel|acquisition channel|how did you hear about us|referral source|quelle|herkunft|leadquelle|kanal|source du lead|origine|provenance|canal|fuente|origen|procedencia|fonte|origem|fonte do lead|canale|bron|leadbron|herkomst|zrodlo|المصدر|مصدر',
  tags: 'tags|tag|labels|label|categories|category|group membership|groups|segments|schlagworter|schlagworte|kategorien|kategorie|etiquettes|etiquette|categorie|etiquetas|etiqueta|categoria|etichette|etichetta|etykiety|tagi|kategorien tags|الوسوم|التصنيف',
  notes:
    'notes|note|comment|comments|remarks|remark|description|memo|anything else we should know|notiz|notizen|bemerkung|bemerkungen|kommentar|kommentare|anmerkung|anmerkungen|beschreibung|remarque|remarques|commentaire|commentaires|notas|nota|comentario|comentarios|observaciones|observacoes|descricao|' +
    'annotazioni|commento|commenti|notities|notitie|opmerking|opmerkingen|notatki|notatka|uwagi|komentarz|ملاحظات|ملاحظة',
  temperature:
    'temperature|lead temperature|warmth|lead rating|cold warm|warm cold|temp|interest level|temperatur|leadtemperatur|warm kalt|kalt warm|chaleur|temperatura|temperatuur|الحرارة',
  stage:
    'stage|lead stage|deal stage|lifecycle stage|pipeline stage|sales stage|funnel stage|phase|stufe|verkaufsphase|vertriebsphase|etape|etape du pipeline|phase de vente|etapa|fase|etapa del embudo|fase di vendita|verkoopfase|etap|المرحلة',
  status:
    'status|lead status|contact status|customer status|account status|response status|statut|etat|estado del lead|situacao|stato lead|stan|الحالة|حالة',
  createdOn:
    'created|created at|created on|create date|created date|date created|created time|creation date|date added|added|added on|added time|added at|date registered|registered|registered at|registered on|registration date|signup date|sign up date|signed up|subscribed at|optin time|' +
    'timestamp|submitted at|submit date|submit date utc|connected on|order date|deal created|person created|lead created|date|first contact|first contact date|entry date|erstellt|erstellt am|erstelldatum|angelegt|angelegt am|anlagedatum|datum|erfasst am|erstkontakt|eingangsdatum|' +
    'date de creation|cree le|date dajout|date dinscription|fecha de creacion|creado|creado el|fecha|fecha de alta|data de criacao|criado em|data|data creazione|data di creazione|creato il|aangemaakt|aangemaakt op|aanmaakdatum|utworzono|data utworzenia|data dodania|تاريخ الانشاء|التاريخ|تاريخ',
  wonOn:
    'won on|won date|date won|won time|closed won date|gewonnen am|gewonnen|abschlussdatum|kunde seit|customer since|client since|client depuis|gagne le|date de gain|ganado el|fecha de cierre ganado|cliente desde|ganho em|vinto il|cliente dal|gewonnen op|klant sinds|data wygranej|klient od',
  lostOn:
    'lost on|lost date|date lost|lost time|verloren am|perdu le|date de perte|perdido el|perdido em|perso il|verloren op|data utraty',
  lostReason:
    'lost reason|loss reason|reason lost|reason for loss|verlustgrund|grund des verlusts|raison de la perte|motif de perte|motivo de perdida|razon de perdida|motivo da perda|motivo della perdita|reden verlies|powod utraty',
  value:
    'value|deal value|deal amount|amount|lead value|opportunity value|estimated value|expected revenue|deal size|wert|betrag|auftragswert|dealwert|summe|montant|valeur|valor|importe|monto|valor do negocio|valore|importo|bedrag|waarde|dealwaarde|wartosc|kwota|القيمة|المبلغ',
  nextAction:
    'next action|next step|next task|follow up action|next activity|nachste aktion|nachster schritt|nachste aufgabe|prochaine action|prochaine etape|proxima accion|siguiente paso|proximo paso|proxima acao|prossima azione|prossimo passo|volgende actie|volgende stap|nastepny krok|nastepne dzialanie|الاجراء التالي|الخطوة التالية',
  nextActionOn:
    'next action on|next action date|next step date|follow up|follow up date|follow up on|followup|followup date|next contact|next contact date|next activity date|next follow up|wiedervorlage|wiedervorlage am|nachster kontakt|nachfassen am|relance|date de relance|prochaine relance|prochain contact|proximo contacto|fecha de seguimiento|seguimiento|proximo contato|data de seguimento|prossimo contatto|data follow up|volgend contact|opvolgdatum|nastepny kontakt|data kontaktu|المتابعة|تاريخ المتابعة',
  doNotContact:
    'do not contact|dnc|do not call|no contact|blocked|nicht kontaktieren|kontaktsperre|gesperrt|ne pas contacter|no contactar|nao contactar|nao contatar|non contattare|niet contacteren|niet benaderen|nie kontaktowac|عدم الاتصال|لا تتصل',
  optOut:
    'opt out|opted out|optout|email opt out|email opted out|has opted out of email|opted out of email|unsubscribed|unsubscribe|unsubscribed at|unsubscribed on|unsub time|unsubscribe time|email blacklisted|unsubscribed from all email|abgemeldet|abbestellt|abgemeldet am|desabonne|desinscrit|desinscription|baja|dado de baja|descadastrado|disiscritto|cancellato|uitgeschreven|afgemeld|wypisany|wypisal sie|الغاء الاشتراك',
  sourceId:
    'record id|contact id|lead id|person id|customer id|client id|kundennummer|kundennr|kunden nr|kunden id|kontakt id|numero client|numero de cliente|numero do cliente|codice cliente|klantnummer|numer klienta|رقم العميل',
  // What a program keeps for itself and nobody will miss.
  ignore:
    'ip|ip address|optin ip|confirm ip|leid|euid|member rating|photo|photo url|avatar|email type|email label|phone type|phone label|address type|address label|website type|website label|organization type|yomi name|given name yomi|family name yomi|additional name yomi|phonetic first name|phonetic middle name|phonetic last name|organization yomi name|gmtoff|dstoff|latitude|longitude|timezone|user agent',
}

const TARGET_OF_WORD: ReadonlyMap<string, LeadTarget> = new Map(
  (Object.entries(WORDS) as [LeadTarget, string][]).flatMap(([target, words]) =>
    words.split('|').map((word): [string, LeadTarget] => [normalizeHeader(word), target]),
  ),
)

/** Words that say whose or of which kind a field is, without changing what it is. */
const QUALIFIERS =
  /\b(person|persons|contact|contacts|lead|leads|customer|client|kontakt|kunde|kunden|primary|main|your|my|the|ihr|ihre|votre|work|home|business|mailing|billing|private|privat|geschaftlich|value|prospect|attendee|guest|deal|invitee|required|optional|utc|mandatory|pflichtfeld)\b/g

/** People other than the lead whose address or number a column may hold. */
const OTHER_PEOPLE =
  /\b(owner|owners|owner id|rep|reps|agent|assigned|assignee|assistant|manager|created by|modified by|updated by|salesperson|sales rep|sales|parent|parents|emergency|referrer|referred by|spouse|recruiter|fax|pager|besitzer|inhaber des|zustandig|zustandiger|betreuer|bearbeiter|vertreter|proprietaire|responsable du compte|commercial|charge de compte|propietario|responsavel|proprietario|eigenaar|wlasciciel|opiekun|المالك|المسوول)\b/u

const ID_WORDS =
  /(^|\b)(id|ids|uuid|guid|number of|no|nr|barcode|order|attendee|card|iban|vat|tax|ustid|siret|siren|nif|cif|pesel|nip|zip|plz|quantity|count|score|amount)(\b|$)/

const PHRASES: readonly (readonly [RegExp, LeadTarget])[] = [
  [/\b(full name|your name|vollstandiger name|nom complet|nombre completo|nome completo)\b/, 'fullName'],
  [/\b(first name|vorname|prenom)\b/, 'firstName'],
  [/\b(last name|surname|nachname|nom de famille)\b/, 'lastName'],
  [/\b(email|emails|courriel|correo)\b/, 'email'],
  [/\b(phone|telephone|telefon|telefono|telefone|mobile|whatsapp|cell|handy)\b/, 'phone'],
  [/\b(job title|your role|role there|your position)\b/, 'title'],
  [/\b(company|organisation|organization|employer|firma|unternehmen|entreprise|empresa|azienda|bedrijf)\b/, 'company'],
  [/\b(hear about|heard about|find out about us|found us)\b/, 'source'],
  [/\b(anything else|comments|message)\b/, 'notes'],
]

/** Words that make a column of phone-like values one of phone numbers. */
const PHONE_HINT =
  /\b(phone|phones|tel|telephone|telefon|telefono|telefone|telefoon|mobile|mobil|mobiel|movil|cell|handy|whatsapp|call|reach you|contact|kontakt|number|nummer|numero|numer|sms|line)\b|هاتف|جوال/u

/** What a header says by itself: a target, `other` where it is about somebody else or an identifier, or nothing. */
export type HeaderReading = {
  readonly target: LeadTarget | undefined
  /** The whole header is a known word, rather than a sentence that holds one. */
  readonly isExact: boolean
  readonly isAboutOthers: boolean
  readonly isIdentifier: boolean
  readonly isPhoneHint: boolean
}

export function readHeader(header: string): HeaderReading {
  const words = normalizeHeader(header)
  const exact = TARGET_OF_WORD.get(words)
  const isAboutOthers = exact === undefined && OTHER_PEOPLE.test(words)
  const isIdentifier = exact === undefined && (ID_WORDS.test(words) || (words === '' && header.trim() !== ''))
  const isPhoneHint = PHONE_HINT.test(words)
  const flags = { isAboutOthers, isIdentifier, isPhoneHint }
  if (exact !== undefined) return { target: exact, isExact: true, ...flags }
  if (isAboutOthers || words === '') return { target: undefined, isExact: false, ...flags }
  const bare = TARGET_OF_WORD.get(words.replace(QUALIFIERS, ' ').replace(/\s+/g, ' ').trim())
  if (bare !== undefined && !isIdentifier) return { target: bare, isExact: true, ...flags }
  // An "e-mail" or "phone" inside a longer header counts; "Email / Phone" is an e-mail column with phones in it.
  const phrase = PHRASES.find(([pattern]) => pattern.test(words))
  const isTooVague =
    /\b(type|label|opt|optin|opt in|status|verified|count|campaign|template|consent|blacklisted|bounced|sent|opened|department|size|industry|revenue|employees)\b/.test(
      words,
    )
  return { target: phrase === undefined || isTooVague ? undefined : phrase[1], isExact: false, ...flags }
}

/** Whether a cell is a word that headers are made of. */
export function isHeaderWord(cell: string): boolean {
  return cell.length <= 80 && readHeader(cell).isExact
}
