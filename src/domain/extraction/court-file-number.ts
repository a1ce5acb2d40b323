import { withoutOverlaps } from './overlaps.ts'

export interface FoundFileNumber {
  readonly start: number
  readonly end: number
  readonly fileNumber: string
}

/**
 * File numbers of German courts: division, register sign, running number, year of two digits ("12 K 345/19.MZ", "VII ZB 5/20",
 * "L 5 KR 12/15 B ER"); the Federal Administrative Court writes a point for the stroke (AktO; list of register signs).
 */
const DIVISION = String.raw`(?:[BLS] \d{1,3}|\d{1,3}(?: ?[a-z])?|[IVXL]{1,6}(?:-\d{1,2})?(?: ?[a-z])?|Vf\.)`
const SIGN = String.raw`(?:[A-ZÄÖÜ][A-Za-zÄÖÜäöü]{0,5}(?:-[A-Z][A-Za-z]{0,4})?(?: ?\([A-Za-zäöü]{1,7}\.?\))?)`
const NUMBER_AND_YEAR = String.raw`\d{1,5} ?[/.] ?\d{2}(?!\d|[.,/]\d)`
const SUFFIX = String.raw`(?:\.[A-Z]{1,3}(?![a-zäöü])|(?: \([A-Za-zÄÖÜäöü]{1,6}\))|(?: (?:ER|KL|RG|BH|PKH|NZB|R|B|S|U|C|P|K)(?![\p{L}\d])){1,2})?`

const WITH_DIVISION = new RegExp(
  String.raw`(?<![\p{L}\d.,/-])${DIVISION} ${SIGN} ${NUMBER_AND_YEAR}${SUFFIX}`,
  'gu',
)

/** Signs that stand without a division: joint and special senates, constitutional and European courts. */
const WITHOUT_DIVISION =
  /(?<![\p{L}\d.,/-])(?:GrS|GSZ|GSSt|GmS-OGB|VGS|(?:Not|Anw|PatAnw|StbSt|Wp|Ri|RiZ|En|K|EnV|KV|KR)(?:Z|ZR|ZB|R|St|B)?(?: ?\([A-Za-z]{1,6}\))?|StB|AK|VerfGH|VfGH|LVerfG|VGH B|[CTF](?=[-‑–])) ?[-‑–]? ?\d{1,5} ?\/ ?\d{2}(?:-\d{1,3})?(?!\d|[.,/]\d)(?: P(?:PU)?(?!\p{L}))?/gu

/** Words that look like a register sign and are none: journals, gazettes, money, months. */
const NO_SIGN =
  /(?:^| )(?:Abs|Art|Nr|Rn|Rz|Bd|Seite|Jan|Feb|Mai|Juni|Juli|EUR|Euro|DM|Uhr|Tag|Tage|NJW|NVwZ|NV|BGBl|StGB|BGB|ZPO|GG|Heft|Jahr|Jahre|Prozent|Punkt|Ziff)(?: |$)/u

export function findCourtFileNumbers(text: string): readonly FoundFileNumber[] {
  const hits = [WITH_DIVISION, WITHOUT_DIVISION].flatMap((pattern) =>
    [...text.matchAll(pattern)]
      .filter((match) => !NO_SIGN.test(match[0]))
      .map((match) => ({ start: match.index, end: match.index + match[0].length, fileNumber: match[0] })),
  )
  return withoutOverlaps(hits)
}
