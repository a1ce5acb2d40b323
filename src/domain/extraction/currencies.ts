/** Signs, codes and names by ISO 4217 code: Europe and the world's most traded. */
const CURRENCIES: Readonly<Record<string, readonly string[]>> = {
  EUR: ['€', 'EUR', 'Euro', 'Euros'],
  USD: ['US$', 'USD$', 'US-Dollar', 'US Dollar', 'US Dollars', 'USD', '$', 'Dollar', 'Dollars'],
  GBP: ['£', 'GBP', 'Pfund', 'Pfund Sterling', 'Pounds'],
  CHF: ['CHF', 'SFr.', 'Fr.', 'Franken', 'Schweizer Franken'],
  JPY: ['¥', 'JPY', 'Yen'],
  CNY: ['CNY', 'Yuan', 'RMB', '元'],
  PLN: ['PLN', 'Zloty', 'Złoty', 'zł'],
  CZK: ['CZK', 'Kč', 'Tschechische Kronen'],
  DKK: ['DKK', 'Dänische Kronen'],
  SEK: ['SEK', 'Schwedische Kronen'],
  NOK: ['NOK', 'Norwegische Kronen'],
  HUF: ['HUF', 'Forint'],
  RON: ['RON', 'Lei'],
  TRY: ['TRY', '₺', 'Türkische Lira'],
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

/** Hundredths by name. */
const HUNDREDTHS: Readonly<Record<string, string>> = {
  cent: 'EUR',
  cents: 'EUR',
  ct: 'EUR',
  rappen: 'CHF',
  pence: 'GBP',
}

const CODE_BY_NAME = new Map(
  Object.entries(CURRENCIES).flatMap(([code, names]) =>
    names.map((name) => [name.toLowerCase(), code] as const),
  ),
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
