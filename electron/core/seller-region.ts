/** Countries that are paid in another currency than the US dollar, by currency (ISO 4217, ISO 3166). */
const countriesByCurrency: Record<string, string> = {
  AED: 'AE',
  ALL: 'AL',
  AMD: 'AM',
  ARS: 'AR',
  AUD: 'AU KI NR TV',
  AZN: 'AZ',
  BAM: 'BA',
  BDT: 'BD',
  BHD: 'BH',
  BOB: 'BO',
  BRL: 'BR',
  BYN: 'BY',
  CAD: 'CA',
  CHF: 'CH LI',
  CLP: 'CL',
  CNY: 'CN',
  COP: 'CO',
  CRC: 'CR',
  CZK: 'CZ',
  DKK: 'DK FO GL',
  DOP: 'DO',
  DZD: 'DZ',
  EGP: 'EG',
  EUR: 'AD AT AX BE BG BL CY DE EE ES FI FR GF GP GR HR IE IT LT LU LV MC ME MF MQ MT NL PM PT RE SI SK SM TF VA XK YT',
  GBP: 'GB GG IM JE',
  GEL: 'GE',
  GHS: 'GH',
  GTQ: 'GT',
  HKD: 'HK',
  HUF: 'HU',
  IDR: 'ID',
  ILS: 'IL PS',
  INR: 'IN',
  ISK: 'IS',
  JMD: 'JM',
  JOD: 'JO',
  JPY: 'JP',
  KES: 'KE',
  KRW: 'KR',
  KWD: 'KW',
  KZT: 'KZ',
  LBP: 'LB',
  LKR: 'LK',
  MAD: 'MA EH',
  MDL: 'MD',
  MKD: 'MK',
  MUR: 'MU',
  MXN: 'MX',
  MYR: 'MY',
  NGN: 'NG',
  NOK: 'NO SJ',
  NPR: 'NP',
  NZD: 'NZ CK NU PN TK',
  OMR: 'OM',
  PEN: 'PE',
  PHP: 'PH',
  PKR: 'PK',
  PLN: 'PL',
  PYG: 'PY',
  QAR: 'QA',
  RON: 'RO',
  RSD: 'RS',
  RUB: 'RU',
  SAR: 'SA',
  SEK: 'SE',
  SGD: 'SG',
  THB: 'TH',
  TND: 'TN',
  TRY: 'TR',
  TWD: 'TW',
  TZS: 'TZ',
  UAH: 'UA',
  UGX: 'UG',
  UYU: 'UY',
  UZS: 'UZ',
  VND: 'VN',
  XAF: 'CM CF CG GA GQ TD',
  XOF: 'BF BJ CI GW ML NE SN TG',
  ZAR: 'ZA',
}

/** Currency and country of a new workbook by the computer's locale (BCP 47); a locale without a country is taken where most speak it. */
export function sellerRegion(locale: string): { currency: string; country: string } {
  const country = countryOf(locale)
  const found = Object.entries(countriesByCurrency).find(([, countries]) => countries.split(' ').includes(country))
  return { currency: found?.[0] ?? 'USD', country }
}

function countryOf(locale: string): string {
  try {
    const region = new Intl.Locale(locale).maximize().region
    // A region may be a number, as 419 for Latin America.
    return region !== undefined && /^[A-Z]{2}$/.test(region) ? region : 'US'
  } catch {
    return 'US'
  }
}

/** The first of these that is a locale (BCP 47), as a system may name none, or one by another rule (`C`); English of the USA where none is. */
export function firstLocale(candidates: readonly string[]): string {
  for (const candidate of candidates) {
    try {
      return new Intl.Locale(candidate).toString()
    } catch {
      // Not a locale: the next one.
    }
  }
  return 'en-US'
}
