/** Signs, codes and names by ISO 4217 code: Europe and the world's most traded. */
const CURRENCIES: Readonly<Record<string, readonly string[]>> = {
  EUR: ['€', 'EUR', 'Euro', 'Euros'],
  USD: ['US$', 'USD$', 'US-Dollar', 'US Dollar', 'US Dollars', 'USD', '$', 'Dollar', 'Dollars'],
  GBP: ['£', 'GBP', 'Pfund', 'Pfund Sterling', 'Pounds'],
  CHF: ['CHF', 'SFr.', 'Fr.', 'Franken', 'Schweizer Franken'],
  JPY: ['¥', 'JPY', 'Yen'],
  CNY: ['CNY', 'Yuan', 'RMB', '元'],
  PLN: ['PLN', 'Zloty', 'Złoty', 'zł'],
  CZK: ['CZK', 'Kč'],
  DKK: ['DKK'],
  SEK: ['SEK'],
  NOK: ['NOK'],
  HUF: ['HUF', 'Forint'],
  RON: ['RON', 'Lei'],
  TRY: ['TRY', '₺'],
  RUB: ['RUB', 'Rubel', '₽'],
  AUD: ['AUD', 'A$', 'AU$', 'AUD$'],
  CAD: ['CAD', 'C$', 'CA$', 'CAD$'],
  NZD: ['NZD', 'NZ$', 'NZD$'],
  HKD: ['HKD', 'HK$', 'HKD$'],
  SGD: ['SGD', 'S$', 'SGD$'],
  ZAR: ['ZAR'],
  KRW: ['KRW', '₩'],
  UAH: ['UAH', '₴'],
  INR: ['INR', '₹', 'Rupien', 'Rupees'],
  DEM: ['DM', 'DEM', 'D-Mark', 'Deutsche Mark'],
}

interface NationalUnit {
  readonly code: string
  /** Stem of the German adjective, which takes an ending: "australische Dollar", "in Australischen Dollar". */
  readonly german: string
  readonly english: string
  readonly units: readonly string[]
}

const DOLLARS = ['Dollar', 'Dollars']
const CROWNS = ['Krone', 'Kronen', 'Krona', 'Kronor', 'Kroner', 'Crowns']
const POUNDS = ['Pfund', 'Pound', 'Pounds']
const FRANCS = ['Franken', 'Franc', 'Francs']

/** Units that many countries have, so that only the adjective tells which: "Dollar" alone is that of the United States. */
const NATIONAL_UNITS: readonly NationalUnit[] = [
  { code: 'AUD', german: 'australisch', english: 'Australian', units: DOLLARS },
  { code: 'CAD', german: 'kanadisch', english: 'Canadian', units: DOLLARS },
  { code: 'NZD', german: 'neuseeländisch', english: 'New Zealand', units: DOLLARS },
  { code: 'SGD', german: 'singapurisch', english: 'Singapore', units: DOLLARS },
  { code: 'HKD', german: 'hongkonger', english: 'Hong Kong', units: DOLLARS },
  { code: 'USD', german: 'amerikanisch', english: 'American', units: DOLLARS },
  { code: 'DKK', german: 'dänisch', english: 'Danish', units: CROWNS },
  { code: 'NOK', german: 'norwegisch', english: 'Norwegian', units: CROWNS },
  { code: 'SEK', german: 'schwedisch', english: 'Swedish', units: CROWNS },
  { code: 'ISK', german: 'isländisch', english: 'Icelandic', units: CROWNS },
  { code: 'CZK', german: 'tschechisch', english: 'Czech', units: [...CROWNS, 'Koruna', 'Korun'] },
  { code: 'GBP', german: 'britisch', english: 'British', units: POUNDS },
  { code: 'CHF', german: 'schweizerisch', english: 'Swiss', units: FRANCS },
  { code: 'TRY', german: 'türkisch', english: 'Turkish', units: ['Lira', 'Lire', 'Liras'] },
  { code: 'PLN', german: 'polnisch', english: 'Polish', units: ['Zloty', 'Złoty', 'Zlotys'] },
  { code: 'INR', german: 'indisch', english: 'Indian', units: ['Rupien', 'Rupie', 'Rupees', 'Rupee'] },
]

const GERMAN_ENDINGS = ['e', 'er', 'en', '']

function namesOf({ german, english, units }: NationalUnit): readonly string[] {
  const adjectives = [english, ...GERMAN_ENDINGS.map((ending) => `${german}${ending}`)]
  return adjectives.flatMap((adjective) => units.map((unit) => `${adjective} ${unit}`))
}

/** Hundredths by name. */
const HUNDREDTHS: Readonly<Record<string, string>> = {
  cent: 'EUR',
  cents: 'EUR',
  ct: 'EUR',
  rappen: 'CHF',
  pence: 'GBP',
}

const CODE_BY_NAME = new Map(
  [
    ...Object.entries(CURRENCIES),
    ...NATIONAL_UNITS.map((unit): [string, readonly string[]] => [unit.code, namesOf(unit)]),
  ].flatMap(([code, names]) => names.map((name) => [name.toLowerCase(), code] as const)),
)

/** Alternation for a regular expression, longest names first. */
export const CURRENCY = [...CODE_BY_NAME.keys()]
  .toSorted((a, b) => b.length - a.length)
  .map((name) => name.replace(/[$.]/g, '\\$&'))
  .join('|')

export const HUNDREDTH = Object.keys(HUNDREDTHS).join('|')

/** ISO 4217 code of a sign, code or name; undefined for anything else. */
export function currencyCodeOf(name: string | undefined): string | undefined {
  return name === undefined ? undefined : CODE_BY_NAME.get(name.toLowerCase())
}

/** Code of the currency whose hundredth it is. */
export function currencyOfHundredth(name: string | undefined): string | undefined {
  return name === undefined ? undefined : HUNDREDTHS[name.toLowerCase()]
}
