import { findDates } from '../extraction/dates.ts'
import { isoDate } from '../calendar/civil-date.ts'
import { findIbans } from '../extraction/ibans.ts'
import { labelledReferences } from '../extraction/references.ts'
import { pageTextOf, type PageText } from '../extraction/reading.ts'
import { addressGroups, closingOf, isInAddressField, salutationOf } from '../extraction/zones.ts'
import { wordsOf, type RecognizedPage } from '../recognition/page.ts'
import { printedNumber, saysMore, type PrintedNumber } from './page-numbers.ts'

export interface PageLayout {
  readonly widthPt: number
  readonly heightPt: number
  /** Where the text between head and foot ends, 0..1. */
  readonly textEnd: number
}

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
  /** Longer words, lower case. */
  readonly vocabulary: ReadonlySet<string>
  readonly head: ReadonlySet<string>
  readonly language: string | undefined
  readonly beginsLower: boolean
  readonly endsOpen: boolean
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
const BODY = { from: 0.05, to: 0.93 }
/** Feet of letters begin here. */
const FOOT_SHARE = 0.88
/** Where heads of letters and of tables stand. */
const HEAD_SHARE = 0.16
const MIN_WORD_LENGTH = 4
const MAX_TITLE_WORDS = 5
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

/** Enough was read to say anything of the page. */
export function isReadable(page: RecognizedPage): boolean {
  return wordsOf(page).filter(({ confidence }) => confidence >= SURE_CONFIDENCE).length >= MIN_SURE_WORDS
}

export function cluesOf(recognized: RecognizedPage): PageClues {
  const page = pageTextOf(recognized)
  const words = wordsOf(recognized)
  const { widthPt, heightPt } = recognized
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
    vocabulary: longWords(words.map(({ text }) => text)),
    head: headWords(page),
    language: recognized.languages[0],
    ...bodyEnds(page),
    isReadable: isReadable(recognized),
    layout: { widthPt, heightPt, textEnd: textEnd(page) },
  }
}

function hasAddress(page: PageText): boolean {
  return addressGroups(page).some(({ box, isOneLine }) => !isOneLine && isInAddressField(box))
}

function hasTitle(page: PageText): boolean {
  return page.cells.some(
    ({ text, box }) =>
      box[1] < UPPER_HALF && text.split(' ').length <= MAX_TITLE_WORDS && TITLE.test(text.trim()),
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

function longWords(words: readonly string[]): ReadonlySet<string> {
  const lower = words.map((word) => word.toLowerCase().replace(/[^\p{L}]/gu, ''))
  return new Set(lower.filter((word) => word.length >= MIN_WORD_LENGTH))
}

function headWords(page: PageText): ReadonlySet<string> {
  const cells = page.cells.filter(({ box }) => box[1] < HEAD_SHARE)
  return longWords(cells.flatMap(({ text }) => text.split(' ')))
}

/** Whether the text between head and foot begins in the middle of a sentence, and ends there. */
function bodyEnds(page: PageText): { readonly beginsLower: boolean; readonly endsOpen: boolean } {
  const body = page.rows
    .flatMap((row) => row[0] ?? [])
    .filter(({ box }) => box[1] > BODY.from && box[3] < BODY.to)
    .map(({ text }) => text.trim())
  const first = body.find((text) => text.length >= RUNNING_TEXT) ?? ''
  const last = body.at(-1) ?? ''
  const isRunning = last.length >= RUNNING_TEXT
  return { beginsLower: /^\p{Ll}/u.test(first), endsOpen: isRunning && /[\p{Ll},-]$/u.test(last) }
}

function textEnd({ cells }: PageText): number {
  return cells
    .filter(({ box }) => box[3] < FOOT_SHARE)
    .reduce((lowest, { box }) => Math.max(lowest, box[3]), 0)
}
