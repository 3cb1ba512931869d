/** Providers that give anyone an address, by the part of the domain before its ending. */
const ANY_ENDING =
  /^(?:gmail|googlemail|outlook|hotmail|live|msn|yahoo|ymail|gmx|icloud|aol|proton|protonmail|yandex|zoho)\.[a-z.]+$/
const DOMAINS = new Set(
  '126.com 163.com bluewin.ch btinternet.com comcast.net fastmail.com free.fr freenet.de inbox.ru laposte.net libero.it mac.com mail.com mail.ru me.com naver.com o2.pl onet.pl orange.fr pm.me posteo.de qq.com rambler.ru seznam.cz sfr.fr sky.com t-online.de telenet.be tiscali.it verizon.net virgilio.it wanadoo.fr web.de wp.pl'.split(
    ' ',
  ),
)

/** Whether addresses of a domain say nothing of whom one works for. */
export function isFreemail(domain: string): boolean {
  return DOMAINS.has(domain) || ANY_ENDING.test(domain)
}
