import type { PageClues } from './page-clues.ts'
import type { PrintedNumber } from './page-numbers.ts'

/** What speaks for or against a boundary between two pages; each sign is weighed by `boundary-weights.ts`. */
export const SIGNS = [
  'first-number',
  'next-number',
  'later-number',
  'last-before',
  'more-before',
  'address-field',
  'letterhead',
  'salutation',
  'title',
  'own-date',
  'closing-before',
  'closing-only',
  'short-before',
  'text-goes-on',
  'reference-same',
  'reference-other',
  'date-same',
  'contacts-other',
  'head-known',
  'words-same',
  'size-other',
  'language-other',
  'enclosure',
  'continued',
  'back-side',
  'blank-between',
  'sheets-elsewhere',
] as const
export type Sign = (typeof SIGNS)[number]
/** 0..1: how clearly the sign is there. */
export type Signs = Readonly<Record<Sign, number>>

/** Where the page lies in the stack. */
export interface PageStanding {
  /** The scan has both sides of each sheet, and this one is a back. */
  readonly isBack: boolean
  /** An empty side lies between the two pages. */
  readonly isAfterBlank: boolean
  /** Sheets lie between letters of this stack, and none here. */
  readonly hasSheetsElsewhere: boolean
}

/** Text ends this early where no more of it follows. */
const SHORT_PAGE_END = 0.6

export function signsBetween(before: PageClues, page: PageClues, standing: PageStanding): Signs {
  return {
    ...numberSigns(before, page),
    ...openingSigns(page),
    ...closingSigns(before, page),
    ...sameSigns(before, page),
    'size-other': is(isOtherSize(before, page)),
    'back-side': is(standing.isBack),
    'blank-between': is(standing.isAfterBlank),
    'sheets-elsewhere': is(standing.hasSheetsElsewhere),
  }
}

function is(condition: boolean): 0 | 1 {
  return condition ? 1 : 0
}

function numberSigns({ number: last, saysMore }: PageClues, { number }: PageClues): Pick<Signs, NumberSign> {
  const left = last?.of === undefined ? undefined : last.of - last.page
  const ending = { 'last-before': is(left === 0), 'more-before': is(saysMore || (left ?? 0) > 0) }
  const none = { 'first-number': 0, 'next-number': 0, 'later-number': 0, ...ending }
  if (number === undefined) return none
  if (number.page === 1) return { ...none, 'first-number': 1 }
  if (last === undefined) return { ...none, 'later-number': 1 }
  return isNextOf(last, number) ? { ...none, 'next-number': 1 } : none
}

function isNextOf(last: PrintedNumber, number: PrintedNumber): boolean {
  const isOfSame = number.of === undefined || last.of === undefined || number.of === last.of
  return number.page === last.page + 1 && isOfSame
}

type NumberSign = 'first-number' | 'next-number' | 'later-number' | 'last-before' | 'more-before'

function openingSigns(page: PageClues): Pick<Signs, OpeningSign> {
  return {
    'address-field': is(page.hasAddressField),
    letterhead: is(page.hasSenderLine),
    salutation: is(page.hasSalutation),
    title: is(page.hasTitle),
    'own-date': is(page.headDates.size > 0),
    enclosure: is(page.isEnclosure),
    continued: is(page.isContinued),
  }
}
type OpeningSign =
  'address-field' | 'letterhead' | 'salutation' | 'title' | 'own-date' | 'enclosure' | 'continued'

function closingSigns(before: PageClues, page: PageClues): Pick<Signs, ClosingSign> {
  return {
    'closing-before': is(before.hasClosing),
    'closing-only': is(page.hasClosing && !page.hasSalutation && !before.hasClosing),
    'short-before': is(before.layout.textEnd < SHORT_PAGE_END && !before.endsOpen),
    'text-goes-on': (is(before.endsOpen) + is(page.beginsLower)) / 2,
  }
}
type ClosingSign = 'closing-before' | 'closing-only' | 'short-before' | 'text-goes-on'

function sameSigns(before: PageClues, page: PageClues): Pick<Signs, SameSign> {
  const contacts = shareOf(before.contacts, page.contacts)
  return {
    'reference-same': is(referencesAgree(before, page) > 0),
    'reference-other': is(referencesAgree(before, page) < 0),
    'date-same': is(common(before.headDates, page.headDates) > 0),
    'contacts-other': contacts === undefined ? 0 : 1 - contacts,
    'head-known': knownShare(page.head, before.vocabulary),
    'words-same': shareOf(before.vocabulary, page.vocabulary) ?? 0,
    'language-other': is(
      before.language !== undefined && page.language !== undefined && before.language !== page.language,
    ),
  }
}
type SameSign =
  | 'reference-same'
  | 'reference-other'
  | 'date-same'
  | 'contacts-other'
  | 'head-known'
  | 'words-same'
  | 'language-other'

function common(a: ReadonlySet<string>, b: ReadonlySet<string>): number {
  let count = 0
  for (const one of a) if (b.has(one)) count++
  return count
}

/** Share of the smaller set that is in the larger one; nothing where one of them is empty. */
function shareOf(a: ReadonlySet<string>, b: ReadonlySet<string>): number | undefined {
  const smaller = Math.min(a.size, b.size)
  return smaller === 0 ? undefined : common(a, b) / smaller
}

function knownShare(words: ReadonlySet<string>, known: ReadonlySet<string>): number {
  return words.size === 0 ? 0 : common(words, known) / words.size
}

/** Above zero when a number of one kind is the same on both pages, below when it differs and none is the same. */
function referencesAgree(before: PageClues, page: PageClues): number {
  let sum = 0
  for (const [kind, value] of page.references) {
    const other = before.references.get(kind)
    if (other === value) return 1
    if (other !== undefined) sum = -1
  }
  return sum
}

/** Sides of the paper differ by more than skew and trimming make. */
const SAME_SIZE = 1.04

function isOtherSize({ layout: before }: PageClues, { layout: page }: PageClues): boolean {
  const ratio = (a: number, b: number): number => Math.max(a, b) / Math.min(a, b)
  return ratio(before.widthPt, page.widthPt) > SAME_SIZE || ratio(before.heightPt, page.heightPt) > SAME_SIZE
}
