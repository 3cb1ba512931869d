import { foldText } from '../../../../shared/domain/leads/fold-text.ts'
import type { SeededRandom } from './seeded-random.ts'

/** A person who does not exist, with an address at `.example` and a number from a range kept for films and books, or none. */
export type Person = {
  givenName: string
  familyName: string
  company: string
  jobTitle: string
  email: string
  phone: { raw: string; e164: string } | null
  city: string
  country: string
}

type Land = {
  country: string
  given: readonly string[]
  family: readonly string[]
  cities: readonly string[]
  trades: readonly string[]
  /** Invents a number; null where the country keeps none for fiction. */
  phone: ((random: SeededRandom) => { raw: string; e164: string }) | null
}

const digits = (value: number, length: number) => String(value).padStart(length, '0')

/** Numbers that the regulator keeps free. Sources: BNetzA, Ofcom, ComReg, ARCEP, PTS, the North American plan, ACMA. */
const phones = {
  germany: (random: SeededRandom) => {
    const [area, exchange] = random.pick([
      ['30', '23125'],
      ['69', '90009'],
      ['40', '66969'],
      ['221', '4710'],
      ['89', '99998'],
    ] as const)
    const line = digits(random.between(0, 999), 3)
    return { raw: `0${area} ${exchange} ${line}`, e164: `+49${area}${exchange}${line}` }
  },
  britain: (random: SeededRandom) => {
    const [area, exchange] = random.pick([
      ['20', '7946 0'],
      ['161', '496 0'],
      ['121', '496 0'],
      ['131', '496 0'],
      ['1632', '960'],
    ] as const)
    const line = digits(random.between(0, 999), 3)
    return { raw: `0${area} ${exchange}${line}`, e164: `+44${area}${exchange.replace(' ', '')}${line}` }
  },
  ireland: (random: SeededRandom) => {
    const line = digits(random.between(0, 9999), 4)
    const exchange = `91${random.between(0, 9)}`
    return { raw: `020 ${exchange} ${line}`, e164: `+35320${exchange}${line}` }
  },
  france: (random: SeededRandom) => {
    const start = random.pick(['1 99 00', '2 61 91', '3 53 01', '4 65 71', '5 36 49'])
    const line = `${digits(random.between(0, 99), 2)} ${digits(random.between(0, 99), 2)}`
    return { raw: `0${start} ${line}`, e164: `+33${start}${line}`.replaceAll(' ', '') }
  },
  sweden: (random: SeededRandom) => {
    const line = digits(random.between(5, 99), 2)
    return random.chance(0.5)
      ? { raw: `070-174 06 ${line}`, e164: `+467017406${line}` }
      : { raw: `031-390 06 ${line}`, e164: `+463139006${line}` }
  },
  america: (random: SeededRandom) => {
    const area = random.pick(['212', '312', '415', '617', '206'])
    const line = digits(random.between(100, 199), 4)
    return { raw: `(${area}) 555-${line}`, e164: `+1${area}555${line}` }
  },
  australia: (random: SeededRandom) => {
    const line = digits(random.between(0, 9999), 4)
    return { raw: `(02) 5550 ${line}`, e164: `+6125550${line}` }
  },
}

const lands: readonly Land[] = [
  {
    country: 'DE',
    given: [
      'Marta',
      'Jonas',
      'Luise',
      'Hanna',
      'Feodor',
      'Beatrice',
      'Maren',
      'Yusuf',
      'Ansgar',
      'Thea',
      'Korbinian',
      'Selin',
      'Ruben',
      'Wiebke',
      'Mirko',
      'Annegret',
    ],
    family: [
      'Vogel',
      'Falk',
      'Kramer',
      'Reuter',
      'Braun',
      'Lang',
      'Dietz',
      'Demir',
      'Ohlsen',
      'Brandt',
      'Wiesinger',
      'Köhler',
      'Stahl',
      'Petersen',
      'Grünwald',
      'Nestler',
    ],
    cities: ['Hamburg', 'Köln', 'München', 'Leipzig', 'Kassel', 'Bremen'],
    trades: [
      'Medientechnik',
      'Fensterbau',
      'Verlag',
      'Optik',
      'Akustik',
      'Logistik',
      'Prüftechnik',
      'Yachtbau',
      'Gartenbau',
      'Steuerberatung',
      'Möbel',
    ],
    phone: phones.germany,
  },
  {
    country: 'AT',
    given: ['Leopold', 'Katharina', 'Veronika', 'Matthias', 'Johanna', 'Florian', 'Resi', 'Benedikt'],
    family: ['Hofer', 'Steindl', 'Moser', 'Aigner', 'Leitgeb', 'Pichler', 'Zangerl', 'Kofler'],
    cities: ['Graz', 'Linz', 'Wien', 'Salzburg', 'Villach'],
    trades: ['Weinbau', 'Tischlerei', 'Holzbau', 'Apotheke', 'Hotel', 'Bergsport', 'Druckerei', 'Architektur'],
    phone: null,
  },
  {
    country: 'CH',
    given: ['Reto', 'Ursina', 'Flurin', 'Noëlle', 'Corsin', 'Annina'],
    family: ['Zürcher', 'Bärtschi', 'Caflisch', 'Ammann', 'Rüegg', 'Favre'],
    cities: ['Bern', 'Chur', 'Basel', 'Lausanne'],
    trades: ['Uhren', 'Treuhand', 'Käserei', 'Feinmechanik', 'Seilbahnen'],
    phone: null,
  },
  {
    country: 'GB',
    given: [
      'Daniel',
      'Grace',
      'Ruth',
      'Priya',
      'Owen',
      'Imogen',
      'Callum',
      'Adaeze',
      'Rupert',
      'Meera',
      'Fergus',
      'Zainab',
    ],
    family: [
      'Okafor',
      'Whitlock',
      'Abrams',
      'Nair',
      'Pritchard',
      'Ashdown',
      'Mackay',
      'Bello',
      'Thackeray',
      'Desai',
      'Holloway',
      'Sinclair',
    ],
    cities: ['Manchester', 'London', 'Edinburgh', 'Birmingham', 'Newcastle'],
    trades: [
      'Housing',
      'Seeds',
      'Notaries',
      'Clinics',
      'Joinery',
      'Ceramics',
      'Cycles',
      'Brewing',
      'Theatre',
      'Surveyors',
    ],
    phone: phones.britain,
  },
  {
    country: 'IE',
    given: ['Aoife', 'Colm', 'Niamh', 'Eoin', 'Sadhbh', 'Diarmuid'],
    family: ['Brennan', 'Gallagher', 'Ní Dhomhnaill', 'O’Sullivan', 'Keane', 'Mac Cárthaigh'],
    cities: ['Cork', 'Galway', 'Dublin'],
    trades: ['Timber', 'Bakery', 'Linen', 'Ferries', 'Books'],
    phone: phones.ireland,
  },
  {
    country: 'FR',
    given: ['Étienne', 'Claire', 'Amélie', 'Baptiste', 'Inès', 'Gaëtan', 'Solène', 'Mathis'],
    family: ['Marchal', 'Dufresne', 'Lefèvre', 'Garnier', 'Benali', 'Roussel', 'Morvan', 'Perrin'],
    cities: ['Lyon', 'Nantes', 'Lille', 'Strasbourg'],
    trades: ['Presses', 'Ateliers', 'Menuiserie', 'Traiteur', 'Cosmétiques', 'Paysages'],
    phone: phones.france,
  },
  {
    country: 'SE',
    given: ['Henrik', 'Astrid', 'Linnéa', 'Göran', 'Saga', 'Måns'],
    family: ['Sjöberg', 'Lindqvist', 'Åkesson', 'Holm', 'Engström', 'Nyström'],
    cities: ['Göteborg', 'Malmö', 'Uppsala'],
    trades: ['Outdoor', 'Snickeri', 'Energi', 'Förlag', 'Keramik'],
    phone: phones.sweden,
  },
  {
    country: 'NO',
    given: ['Ingrid', 'Eirik', 'Solveig', 'Øyvind'],
    family: ['Solheim', 'Bakken', 'Fjeld', 'Størksen'],
    cities: ['Bergen', 'Trondheim'],
    trades: ['Energi', 'Fiskeri', 'Båter'],
    phone: null,
  },
  {
    country: 'PL',
    given: ['Tomasz', 'Agnieszka', 'Łukasz', 'Małgorzata', 'Zofia', 'Paweł'],
    family: ['Wójcik', 'Kamińska', 'Żak', 'Dąbrowski', 'Sokołowska', 'Błaszczyk'],
    cities: ['Gdańsk', 'Kraków', 'Wrocław'],
    trades: ['Meble', 'Druk', 'Okna', 'Logistyka'],
    phone: null,
  },
  {
    country: 'IT',
    given: ['Giulia', 'Lorenzo', 'Chiara', 'Niccolò', 'Alessia', 'Dario'],
    family: ['Bianchi', 'Ferraro', 'De Luca', 'Conti', 'Zanetti', 'Moretti'],
    cities: ['Udine', 'Bolzano', 'Torino'],
    trades: ['Ceramiche', 'Vini', 'Arredi', 'Tessuti'],
    phone: null,
  },
  {
    country: 'US',
    given: ['Naomi', 'Caleb', 'Renée', 'Marcus', 'Hazel', 'Diego'],
    family: ['Whitfield', 'Alvarez', 'Nakamura', 'Brooks', 'Lindgren', 'Castillo'],
    cities: ['Chicago', 'Seattle', 'Boston'],
    trades: ['Robotics', 'Orchards', 'Coffee', 'Law', 'Museum'],
    phone: phones.america,
  },
  {
    country: 'AU',
    given: ['Lachlan', 'Matilda', 'Kiri', 'Angus'],
    family: ['Fairweather', 'Nguyen', 'Sutherland', 'Barlow'],
    cities: ['Sydney', 'Hobart'],
    trades: ['Surf', 'Wool', 'Tours'],
    phone: phones.australia,
  },
]

/** A freelancer in Graz knows people near by best. */
const landWeights = { DE: 34, AT: 20, CH: 7, GB: 11, IE: 5, FR: 7, SE: 4, NO: 2, PL: 4, IT: 4, US: 3, AU: 1 } as const

const jobTitles = [
  'Owner',
  'Managing director',
  'Head of marketing',
  'Marketing manager',
  'Office manager',
  'Head of sales',
  'Communications',
  'Partner',
  'Project lead',
  'Founder',
]
const words = [
  'Nordlicht',
  'Brightwell',
  'Harbour',
  'Lantern',
  'Alpen',
  'Linden',
  'Mühlbach',
  'Kestrel',
  'Fjordlys',
  'Atelier',
  'Blau',
  'Weitblick',
  'Marble',
  'Quarry',
  'Saffron',
  'Beacon',
]

/** So many people, no two with the same name or address. */
export function inventPeople(random: SeededRandom, count: number): Person[] {
  const people = new Map<string, Person>()
  const companies = new Set<string>()
  while (people.size < count) {
    const country = random.weighted(landWeights)
    const land = lands.find((one) => one.country === country) as Land
    const givenName = random.pick(land.given)
    const familyName = random.pick(land.family)
    const company = `${random.chance(0.55) ? familyName : random.pick(words)} ${random.pick(land.trades)}`
    const domain = `${addressPart(company)}.example`
    const email = `${addressPart(givenName)}.${addressPart(familyName)}@${domain}`
    const jobTitle = random.pick(jobTitles)
    const city = random.pick(land.cities)
    const phone = land.phone !== null && random.chance(0.88) ? land.phone(random) : null
    const name = `${givenName} ${familyName}`
    if (people.has(name) || companies.has(company)) continue
    companies.add(company)
    people.set(name, { givenName, familyName, company, jobTitle, email, phone, city, country })
  }
  return [...people.values()]
}

function addressPart(text: string): string {
  return foldText(text)
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-|-$/g, '')
}
