import { isoMod97 } from '../mod97.ts'

/**
 * Structure of the account part by country: `n` digits, `a` capital letters, `c` both, each with its length
 * (SWIFT IBAN registry, ISO 13616).
 */
const ACCOUNT_STRUCTURES: Readonly<Record<string, string>> = {
  AD: 'n8c12',
  AE: 'n19',
  AL: 'n8c16',
  AT: 'n16',
  AZ: 'a4c20',
  BA: 'n16',
  BE: 'n12',
  BG: 'a4n6c8',
  BH: 'a4c14',
  BI: 'n23',
  BR: 'n23a1c1',
  BY: 'c4n4c16',
  CH: 'n5c12',
  CR: 'n18',
  CY: 'n8c16',
  CZ: 'n20',
  DE: 'n18',
  DJ: 'n23',
  DK: 'n14',
  DO: 'c4n20',
  EE: 'n16',
  EG: 'n25',
  ES: 'n20',
  FI: 'n14',
  FK: 'a2n12',
  FO: 'n14',
  FR: 'n10c11n2',
  GB: 'a4n14',
  GE: 'a2n16',
  GI: 'a4c15',
  GL: 'n14',
  GR: 'n7c16',
  GT: 'c24',
  HN: 'a4n20',
  HR: 'n17',
  HU: 'n24',
  IE: 'a4n14',
  IL: 'n19',
  IQ: 'a4n15',
  IS: 'n22',
  IT: 'a1n10c12',
  JO: 'a4n4c18',
  KW: 'a4c22',
  KZ: 'n3c13',
  LB: 'n4c20',
  LC: 'a4c24',
  LI: 'n5c12',
  LT: 'n16',
  LU: 'n3c13',
  LV: 'a4c13',
  LY: 'n21',
  MC: 'n10c11n2',
  MD: 'c20',
  ME: 'n18',
  MK: 'n3c10n2',
  MN: 'n16',
  MR: 'n23',
  MT: 'a4n5c18',
  MU: 'a4n19a3',
  NI: 'a4n20',
  NL: 'a4n10',
  NO: 'n11',
  OM: 'n3c16',
  PK: 'a4c16',
  PL: 'n24',
  PS: 'a4c21',
  PT: 'n21',
  QA: 'a4c21',
  RO: 'a4c16',
  RS: 'n18',
  RU: 'n14c15',
  SA: 'n2c18',
  SC: 'a4n20a3',
  SD: 'n14',
  SE: 'n20',
  SI: 'n15',
  SK: 'n20',
  SM: 'a1n10c12',
  SO: 'n19',
  ST: 'n21',
  SV: 'a4n20',
  TL: 'n19',
  TN: 'n20',
  TR: 'n6c16',
  UA: 'n6c19',
  VA: 'n18',
  VG: 'a4n16',
  XK: 'n16',
  YE: 'a4n4c18',
  // French overseas territories, which banks write with their own codes.
  BL: 'n10c11n2',
  GF: 'n10c11n2',
  GP: 'n10c11n2',
  MF: 'n10c11n2',
  MQ: 'n10c11n2',
  NC: 'n10c11n2',
  PF: 'n10c11n2',
  PM: 'n10c11n2',
  RE: 'n10c11n2',
  TF: 'n10c11n2',
  WF: 'n10c11n2',
  YT: 'n10c11n2',
  // Countries that use the form without being in the registry, as banks there publish it.
  AO: 'n21',
  BF: 'c2n22',
  BJ: 'c2n22',
  CF: 'n23',
  CG: 'n23',
  CI: 'c2n22',
  CM: 'n23',
  CV: 'n21',
  DZ: 'n22',
  GA: 'n23',
  GQ: 'n23',
  GW: 'c2n19',
  IR: 'n22',
  KM: 'n23',
  MA: 'n24',
  MG: 'n23',
  ML: 'c2n22',
  MZ: 'n21',
  NE: 'c2n22',
  SN: 'c2n22',
  TD: 'n23',
  TG: 'c2n22',
}

export type CharacterKind = 'n' | 'a' | 'c'

/** Kind of each character of the account part; undefined for a country without IBANs. */
export function accountKinds(country: string): readonly CharacterKind[] | undefined {
  const structure = Object.hasOwn(ACCOUNT_STRUCTURES, country) ? ACCOUNT_STRUCTURES[country] : undefined
  if (structure === undefined) return undefined
  return [...structure.matchAll(/([nac])(\d+)/g)].flatMap((match) =>
    Array.from({ length: Number(match[2]) }, () => match[1] as CharacterKind),
  )
}

/** Length of a whole IBAN of the country. */
export function ibanLength(country: string): number | undefined {
  const kinds = accountKinds(country)
  return kinds === undefined ? undefined : kinds.length + 4
}

const ALLOWED: Readonly<Record<CharacterKind, RegExp>> = { n: /^\d$/, a: /^[A-Z]$/, c: /^[A-Z\d]$/ }

/** Whether country, length, structure and check digits are right. Takes capitals without blanks. */
export function isValidIban(iban: string): boolean {
  const kinds = accountKinds(iban.slice(0, 2))
  if (kinds?.length !== iban.length - 4 || !/^\d{2}$/.test(iban.slice(2, 4))) return false
  return kinds.every((kind, index) => ALLOWED[kind].test(iban.charAt(index + 4))) && remainder(iban) === 1
}

/** The first four characters count last. */
function remainder(iban: string): number {
  return isoMod97(`${iban.slice(4)}${iban.slice(0, 4)}`)
}

/** Letters that recognition makes of digits. */
const DIGIT_OF_LETTER: Readonly<Record<string, string>> = {
  O: '0',
  Q: '0',
  D: '0',
  I: '1',
  L: '1',
  '|': '1',
  '!': '1',
  Z: '2',
  S: '5',
  G: '6',
  B: '8',
}

/**
 * Puts digits where recognition read letters in places that only take digits. The result counts only when the check digits
 * then hold; digits are never changed into other digits, since many such changes would fit by chance.
 */
export function repairedIban(text: string): string | undefined {
  const country = text.slice(0, 2)
  const kinds = accountKinds(country)
  if (kinds?.length !== text.length - 4) return undefined
  const repaired = Array.from(text, (character, index) => {
    const wantsDigit = index >= 2 && (index < 4 || kinds[index - 4] === 'n')
    return wantsDigit ? (DIGIT_OF_LETTER[character] ?? character) : character
  }).join('')
  return repaired !== text && isValidIban(repaired) ? repaired : undefined
}
