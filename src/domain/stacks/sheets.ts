import { parseCoverSheet, type CoverSheet } from '../barcodes/cover-sheet.ts'
import type { PageBarcode } from '../barcodes/page-barcode.ts'
import { PATCH_FORMAT } from '../recognition/patch-codes.ts'
import { wordsOf, type RecognizedPage, type Word } from '../recognition/page.ts'
import { editDistance } from '../retrieval/edit-distance.ts'

/** What a page is beside a page of a letter. */
export type SheetVerdict =
  /** Parts letters; `cover` where it says something of the letter behind it. */
  | { readonly kind: 'separator'; readonly text: string; readonly cover?: CoverSheet }
  /** The code of a sheet on a page that has text of its own: a label, or a sheet that covers half of a letter. */
  | { readonly kind: 'code-on-letter'; readonly text: string; readonly cover?: CoverSheet }
  /** Looks like a sheet and cannot be read. */
  | { readonly kind: 'unreadable'; readonly text: string }

/** What separator codes say, whatever kind of code they are printed as. */
const SEPARATOR_TEXT = /^\*?(?:patch[ _-]?(?:t|2|ii|3)|trennblatt|separator)\*?$/iu
/** Patch codes that mean something else to scanners, such as a change of colour. */
const SPARE_PATCH = /^PATCH[14]$/u
/** Printed on sheets of ours and on the commonest others. */
const COVER_WORD = 'deckblatt'
const SHEET_WORDS = [
  'trennblatt',
  'trennseite',
  'patcht',
  COVER_WORD,
  'separator',
  'poststelle1',
  'patchcode',
]
/** Sheets explain themselves in so many words at most; letters have more, but for very short ones. */
const MAX_SHEET_WORDS = 70
/** Whoever reads a sheet's name on a page with so few words believes it. */
const MAX_NAMED_WORDS = 40
/** A page with fewer words that looks like a code is no letter for sure. */
const MAX_CODE_PAGE_WORDS = 45
/** With so few words beside a code that names no separator it may be a sheet of another house. */
const MAX_STRANGE_SHEET_WORDS = 10
/** Words that recognition is sure of, so that garbage read from bars is not counted. */
const SURE = { confidence: 0.5, letters: 3 }
/** Of the letters of a word so many may be misread. */
const MISREAD_SHARE = 0.25

export function sheetVerdict(page: RecognizedPage): SheetVerdict | undefined {
  const words = wordsOf(page)
  const sure = words.filter((word) => isSure(word)).length
  return (
    lostCover(page, words) ??
    codedSheet(page.barcodes ?? [], sure) ??
    namedSheet(words, sure) ??
    unreadSheet(page, sure)
  )
}

function isSure({ text, confidence }: Word): boolean {
  return confidence >= SURE.confidence && (text.match(/\p{L}/gu)?.length ?? 0) >= SURE.letters
}

function codedSheet(barcodes: readonly PageBarcode[], words: number): SheetVerdict | undefined {
  const covers = barcodes.flatMap(({ text }) => parseCoverSheet(text) ?? [])
  const isSeparator = covers.length > 0 || barcodes.some(({ text }) => SEPARATOR_TEXT.test(text.trim()))
  // Bars that are read as several codes are those of something else.
  if (!isSeparator || (covers.length === 0 && hasSparePatch(barcodes))) return sparePatch(barcodes, words)
  const cover = sameCover(covers)
  if (cover === 'differ') {
    const text = 'Auf dem Blatt stehen Codes, die einander widersprechen.'
    return { kind: 'unreadable', text }
  }
  const said = cover === undefined || Object.keys(cover).length === 0 ? {} : { cover }
  return words > MAX_SHEET_WORDS
    ? {
        kind: 'code-on-letter',
        text: 'Der Code eines Trennblatts steht auf einer beschriebenen Seite.',
        ...said,
      }
    : { kind: 'separator', text: 'Ein Trennblatt, sein Code ist gelesen.', ...said }
}

/** Bars alone part letters; whatever a code beside them said of the letter would be lost without anybody knowing. */
function lostCover(
  { barcodes = [], unreadCodes = [] }: RecognizedPage,
  words: readonly Word[],
): SheetVerdict | undefined {
  const separators = barcodes.filter(({ text }) => SEPARATOR_TEXT.test(text.trim()))
  const isBarsOnly = separators.length > 0 && separators.every(({ format }) => format === PATCH_FORMAT)
  if (!isBarsOnly || barcodes.some(({ text }) => parseCoverSheet(text) !== undefined)) return undefined
  const isCover = words.some(({ text }) => isNamed(text, [COVER_WORD]))
  if (!isCover && unreadCodes.length === 0) return undefined
  return {
    kind: 'unreadable',
    text: 'Ein Trennblatt, aber was sein Code vom Schreiben sagt, ist nicht lesbar.',
  }
}

/** Sheets carry their code several times; a plain separator code beside a cover code says nothing else. */
function sameCover(covers: readonly CoverSheet[]): CoverSheet | 'differ' | undefined {
  const [first] = covers
  if (first === undefined) return undefined
  const key = JSON.stringify(first)
  return covers.every((cover) => JSON.stringify(cover) === key) ? first : 'differ'
}

function hasSparePatch(barcodes: readonly PageBarcode[]): boolean {
  return barcodes.some(({ format, text }) => format === PATCH_FORMAT && SPARE_PATCH.test(text))
}

function sparePatch(barcodes: readonly PageBarcode[], words: number): SheetVerdict | undefined {
  if (!hasSparePatch(barcodes) || words > MAX_SHEET_WORDS) return undefined
  const text =
    'Die Streifen auf dem Blatt sind ein Steuercode, der kein Trennblatt bedeutet, oder sie sind verzerrt.'
  return { kind: 'unreadable', text }
}

/** Its name is printed on it, but no code could be read. */
function namedSheet(words: readonly Word[], sure: number): SheetVerdict | undefined {
  if (sure > MAX_NAMED_WORDS || !words.some(({ text }) => isNamed(text, SHEET_WORDS))) return undefined
  return {
    kind: 'unreadable',
    text: 'Auf dem Blatt steht, dass es ein Trennblatt ist, aber sein Code ist nicht lesbar.',
  }
}

function isNamed(text: string, names: readonly string[]): boolean {
  const letters = text.toLowerCase().replace(/[^\p{L}\d]/gu, '')
  return names.some((word) => {
    const misread = Math.floor(word.length * MISREAD_SHARE)
    return editDistance(letters, word, misread) <= misread
  })
}

function unreadSheet(
  { barcodes = [], unreadCodes = [] }: RecognizedPage,
  sure: number,
): SheetVerdict | undefined {
  if (sure > MAX_CODE_PAGE_WORDS) return undefined
  if (unreadCodes.length > 0)
    return { kind: 'unreadable', text: 'Auf dem Blatt ist fast nichts als ein Code, der nicht lesbar ist.' }
  return barcodes.length === 0 || sure > MAX_STRANGE_SHEET_WORDS
    ? undefined
    : { kind: 'unreadable', text: 'Auf dem Blatt ist fast nichts als ein Code, der kein Trennblatt benennt.' }
}
