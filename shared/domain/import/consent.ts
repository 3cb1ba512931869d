import { foldText } from '../leads/fold-text.ts'
import { readStatus, readYesNo } from './cell-words.ts'
import { looksLikeDay } from './days.ts'
import { normalizeHeader } from './normalize-header.ts'

/** Headers under which a yes is permission to write, in the nine languages; a no is an opt-out. */
const CONSENT_HEADERS = new Set(
  (
    'consent|email consent|marketing consent|email marketing consent|marketing email consent|email marketing status|email marketing|consent status|consent given|consent to marketing|gdpr consent|accepts marketing|accepts email marketing|accepts marketing email|marketing opt in|' +
    'opt in|optin|opted in|email opt in|email optin|email opted in|double opt in|double optin|newsletter|newsletter consent|newsletter opt in|newsletter subscription|newsletter subscriber|newsletter signup|receives newsletter|wants newsletter|subscribed|is subscribed|email subscribed|subscribed to newsletter|subscription status|email status|' +
    'einwilligung|einverstandnis|werbeeinwilligung|marketing einwilligung|email einwilligung|newsletter abonniert|newsletter abonnent|newsletter anmeldung|newsletter ja nein|dsgvo einwilligung|dsgvo|' +
    'consentement|consentement marketing|accord marketing|accepte le marketing|accepte la newsletter|abonne|abonne newsletter|inscrit newsletter|inscription newsletter|optin email|rgpd|' +
    'consentimiento|consentimiento marketing|acepta marketing|acepta publicidad|acepta newsletter|suscrito|suscrito al boletin|boletin|rgpd consentimiento|' +
    'consentimento|consentimento marketing|aceita marketing|aceita newsletter|inscrito|inscrito na newsletter|lgpd|' +
    'consenso|consenso marketing|consenso newsletter|accetta marketing|iscritto|iscritto alla newsletter|iscrizione newsletter|' +
    'toestemming|marketing toestemming|nieuwsbrief|nieuwsbrief ontvangen|aangemeld voor nieuwsbrief|ingeschreven nieuwsbrief|' +
    'zgoda|zgoda marketingowa|zgoda na newsletter|zgoda na marketing|rodo|zapisany na newsletter|' +
    'الموافقة|موافقة|الموافقة على التسويق|النشرة البريدية'
  )
    .split('|')
    .map(normalizeHeader),
)
const OTHER_CHANNEL = /\b(sms|text|whatsapp|phone|call|telefon|post|mail post|fax)\b/
const CONSENT_PHRASE =
  /\b(marketing consent|consent to (?:receive|be contacted)|opt in|opted in|agree to receive|would you like to receive|subscribe to our|newsletter abonnieren|einwilligung|consentement|consentimiento|consentimento|toestemming|zgoda)\b/

const DENIED = wordsOf(
  'denied|declined|refused|revoked|withdrawn|rejected|not granted|not given|not subscribed|non subscribed|never subscribed|not opted in|opted out|opt out|unsubscribed|suppressed|abgelehnt|verweigert|widerrufen|nicht erteilt|nicht abonniert|abgemeldet|refuse|non accorde|retire|non abonne|denegado|rechazado|revocado|no suscrito|negado|recusado|revogado|nao inscrito|negato|rifiutato|revocato|non iscritto|geweigerd|ingetrokken|niet ingeschreven|odmowa|odmowiono|cofnieta|brak zgody|مرفوض',
)
const GRANTED = wordsOf(
  'granted|given|accepted|agreed|subscribed|opted in|opt in|single opt in|double opt in|confirmed opt in|explicit|confirmed|allowed|erteilt|eingewilligt|zugestimmt|abonniert|angemeldet|bestatigt|accorde|accepte|abonne|inscrit|concedido|aceptado|suscrito|aceito|inscrito|concesso|accettato|iscritto|gegeven|akkoord|ingeschreven|aangemeld|udzielona|wyrazona|zapisany|موافق',
)

/** Whether a header asks for permission to write, so that its "yes" is the opposite of an opt-out. */
export function isConsentHeader(header: string): boolean {
  const words = normalizeHeader(header)
  if (OTHER_CHANNEL.test(words)) return false
  return (
    CONSENT_HEADERS.has(words) || (CONSENT_PHRASE.test(words) && !/\b(date|time|ip|source|text|at|on)\b/.test(words))
  )
}

/**
 * Whether a cell of an opt-out column says that the lead opted out, by what its header asks: "Newsletter: yes" is permission,
 * "Unsubscribed: yes" an opt-out. A day says yes to the header. Undefined where the cell says neither.
 */
export function readOptOut(header: string, cell: string): boolean | undefined {
  const words = wordOf(cell)
  if (DENIED.has(words) || readStatus(cell)?.kind === 'optOut') return true
  if (GRANTED.has(words)) return false
  const answer = readYesNo(cell) ?? (looksLikeDay(cell) ? true : undefined)
  if (answer === undefined) return undefined
  return isConsentHeader(header) ? !answer : answer
}

function wordOf(text: string): string {
  return foldText(text.replace(/[_\-–/]+/g, ' ')).trim()
}

function wordsOf(list: string): ReadonlySet<string> {
  return new Set(list.split('|').map(wordOf))
}
