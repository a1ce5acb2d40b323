import { findDates } from '../extraction/dates.ts'
import { isoDate } from '../extraction/calendar.ts'
import { findIbans } from '../extraction/ibans.ts'
import { labelledReferences } from '../extraction/references.ts'
import { pageTextOf, type PageText } from '../extraction/reading.ts'
import { addressGroups, closingOf, isInAddressField, salutationOf } from '../extraction/zones.ts'
import { wordsOf, type RecognizedPage } from '../recognition/page.ts'
import { layoutOf, type PageLayout } from './page-layout.ts'
import { printedNumber, saysMore, type PrintedNumber } from './page-numbers.ts'

/** What one page shows by itself of the letter that it belongs to. */
export interface PageClues {
  readonly number: PrintedNumber | undefined
  readonly saysMore: boolean
  readonly hasAddressField: boolean
  readonly hasSenderLine: boolean
  readonly hasSalutation: boolean
  readonly hasClosing: boolean
  readonly hasTitle: boolean
  readonly isEnclosure: boolean
  readonly isContinued: boolean
  /** Dates in short lines of the upper half, where letters bear theirs, as `YYYY-MM-DD`. */
  readonly headDates: ReadonlySet<string>
  /** "kind:value" of labelled numbers: file numbers, numbers of invoices. */
  readonly references: ReadonlyMap<string, string>
  /** Mail domains, accounts, telephone and register numbers: whose letter it is. */
  readonly contacts: ReadonlySet<string>
  /** Words with digits in them that are no dates or amounts. */
  readonly codes: ReadonlySet<string>
  /** Longer words, lower case. */
  readonly vocabulary: ReadonlySet<string>
  readonly head: ReadonlySet<string>
  readonly foot: ReadonlySet<string>
  readonly language: string | undefined
  readonly beginsLower: boolean
  readonly endsOpen: boolean
  readonly wordCount: number
  /** Enough was read to say anything of the page. */
  readonly isReadable: boolean
  readonly layout: PageLayout
}

/** Pages with fewer words that recognition is sure of were not read. */
const MIN_SURE_WORDS = 3
const SURE_CONFIDENCE = 0.5
/** Two-digit years are read as of this one; only sameness counts here. */
const PIVOT_YEAR = 2030
const UPPER_HALF = 0.5
/** Lines of running text have so many letters at least. */
const RUNNING_TEXT = 40
/** Zones in which letter heads and feet stand. */
const HEAD_SHARE = 0.16
const FOOT_SHARE = 0.86
const MIN_WORD_LENGTH = 4
const MAX_TITLE_LENGTH = 60
/** Dates of letters stand alone, or behind a place or a label. */
const MAX_DATE_LINE = 40

/** What letters are called where they begin. */
const TITLE =
  /^(?:\p{L}*(?:rechnung|gutschrift|mahnung|bescheid|bestätigung|mitteilung|antrag|widerspruch|einspruch|kündigung|vollmacht|angebot|lieferschein|beschwerde|anfrage|einladung|abrechnung|bescheinigung|erklärung|vertrag|protokoll|bewerbung|stellungnahme|niederschrift|meldung|auszug|quittung|erinnerung|ladung|beschluss|urteil|formular|merkblatt|hinweisblatt|klage|korrektur|invoice)(?![\p{L}])|betreff?\s*:|betr\.)/iu
const ENCLOSURE =
  /^(?:anlagen?|beilagen?|anhang|enclosure|appendix)\s*(?:\d|[ivx]+\b|[a-z]\b|zu[rm]?\b|:|$)/iu
const CONTINUED = /^(?:fortsetzung|übertrag(?!ung)|zwischensumme übertrag|carried forward)/iu
const SENDER_WORDS =
  /(?:^|[^\p{L}])(?:tel(?:efon)?|fax|telefax|e-?mail|www|https?|sprechzeiten|öffnungszeiten|auskunft erteilt|durchwahl|zimmer|ust-?id)/iu
const DOMAIN = /(?:@|www\.)([\w-]+(?:\.[\w-]+)*\.[a-z]{2,})/giu
const PHONE = /(?:tel|fax|telefon|telefax|mobil|durchwahl)\p{L}*[.:]*\s*((?:[+(]?\d[\d\s()/.-]{5,20}\d))/giu
const REGISTER = /(?:hr[ab]|de)\s?(\d{4,9})(?!\d)/giu
const CODE = /^(?=(?:\D*\d){3})[\p{L}\d][\p{L}\d/_.-]{3,30}$/u
const DATE_OR_AMOUNT =
  /^(?:\d{1,2}[./-]\d{1,2}[./-]\d{2,4}|\d{4}-\d{2}-\d{2}|[\d.]+,\d{2}|\d{1,3}(?:\.\d{3})+|\d{4,5})$/u

export function cluesOf(recognized: RecognizedPage): PageClues {
  const page = pageTextOf(recognized)
  const words = wordsOf(recognized)
  const lines = page.cells.map(({ text }) => text.trim())
  return {
    number: printedNumber(page),
    saysMore: saysMore(page),
    hasAddressField: hasAddress(page),
    hasSenderLine: page.cells.some(({ text, box }) => box[3] < 0.3 && SENDER_WORDS.test(text)),
    hasSalutation: salutationOf(page) !== undefined,
    hasClosing: closingOf(page) !== undefined,
    hasTitle: hasTitle(page),
    isEnclosure: page.cells.some(({ text, box }) => box[1] < 0.25 && ENCLOSURE.test(text.trim())),
    isContinued: lines.some((line) => CONTINUED.test(line)),
    headDates: headDates(page),
    references: new Map(labelledReferences(page).map(({ kind, value }) => [kind, value])),
    contacts: contactsOf(page.text),
    codes: codesOf(words.map(({ text }) => text)),
    vocabulary: longWords(words.map(({ text }) => text)),
    head: zoneWords(page, (top) => top < HEAD_SHARE),
    foot: zoneWords(page, (top) => top > FOOT_SHARE),
    language: recognized.languages[0],
    ...bodyEnds(page),
    wordCount: words.length,
    isReadable: words.filter(({ confidence }) => confidence >= SURE_CONFIDENCE).length >= MIN_SURE_WORDS,
    layout: layoutOf(recognized, page),
  }
}

function hasAddress(page: PageText): boolean {
  return addressGroups(page).some(({ box, isOneLine }) => !isOneLine && isInAddressField(box))
}

function hasTitle(page: PageText): boolean {
  return page.cells.some(
    ({ text, box }) => box[1] < UPPER_HALF && text.length <= MAX_TITLE_LENGTH && TITLE.test(text.trim()),
  )
}

function headDates(page: PageText): ReadonlySet<string> {
  const upper = page.cells
    .filter(({ text, box }) => box[1] < UPPER_HALF && text.length <= MAX_DATE_LINE)
    .map(({ text }) => text)
  return new Set(findDates(upper.join('\n'), PIVOT_YEAR).map(({ date }) => isoDate(date)))
}

function contactsOf(text: string): ReadonlySet<string> {
  const found = (pattern: RegExp): string[] =>
    [...text.matchAll(pattern)].map((match) => (match[1] ?? '').toLowerCase().replace(/[^\p{L}\d.]/gu, ''))
  const ibans = findIbans(text).map(({ iban }) => iban)
  return new Set([...found(DOMAIN), ...found(PHONE), ...found(REGISTER), ...ibans])
}

function codesOf(words: readonly string[]): ReadonlySet<string> {
  const bare = words.map((word) => word.replace(/^[^\p{L}\d]+|[^\p{L}\d]+$/gu, ''))
  return new Set(bare.filter((word) => CODE.test(word) && !DATE_OR_AMOUNT.test(word)))
}

function longWords(words: readonly string[]): ReadonlySet<string> {
  const lower = words.map((word) => word.toLowerCase().replace(/[^\p{L}]/gu, ''))
  return new Set(lower.filter((word) => word.length >= MIN_WORD_LENGTH))
}

function zoneWords(page: PageText, isIn: (top: number) => boolean): ReadonlySet<string> {
  const cells = page.cells.filter(({ box }) => isIn(box[1]))
  return longWords(cells.flatMap(({ text }) => text.split(' ')))
}

/** Whether the text between head and foot begins in the middle of a sentence, and ends there. */
function bodyEnds(page: PageText): { readonly beginsLower: boolean; readonly endsOpen: boolean } {
  const body = page.rows
    .flatMap((row) => row[0] ?? [])
    .filter(({ box, text }) => box[1] > 0.05 && box[3] < 0.93 && text.length >= RUNNING_TEXT)
  const first = body[0]?.text ?? ''
  const last = body.at(-1)?.text ?? ''
  return { beginsLower: /^\p{Ll}/u.test(first), endsOpen: /[\p{Ll},-]$/u.test(last) }
}
