import type { RecognizedPage } from '../recognition/page.ts'
import { contentBoundary } from './content-boundary.ts'
import type { PageStanding } from './boundary-signs.ts'
import { cluesOf, isReadable, type PageClues } from './page-clues.ts'
import { isTwoSided } from './page-sides.ts'
import { sheetVerdict, type SheetVerdict } from './sheets.ts'
import type { Boundary, PlannedCover, PlannedPage, SplitProposal, Stop } from './split-plan.ts'

/** What the operator chose for a batch. */
export interface SplitSettings {
  /** Whether letters may be told apart by what is on them, or only by sheets between them. */
  readonly byContent: boolean
}

/** What is as unlikely or as likely as that is believed; everything between is shown to a person. */
export const DOUBT = { from: 0.08, to: 0.93 }

/** Boundaries that are less likely are not worth a line. */
const MIN_TOLD = 0.02
const SHEET_PROBABILITY = 0.99
/** A sheet that cannot be read parts letters more likely than not, and a person says so. */
const UNREADABLE_PROBABILITY = 0.6
const CODE_ON_LETTER_PROBABILITY = 0.8
const CERTAINTY = { page: 0.95, blank: 0.9, separator: 0.98, unreadable: 0.5 }

/**
 * Where letters begin in a stack, which pages are empty or sheets of ours, and what a person must look at. Pure: the same
 * pages and settings give the same proposal. Nothing is left out that could not be read: a page stays a page until its
 * sheet was read or a person says otherwise.
 */
export function proposeSplit(pages: readonly RecognizedPage[], { byContent }: SplitSettings): SplitProposal {
  const looked = pages.map((page): LookedAt => ({ page, sheet: page.blank ? undefined : sheetVerdict(page) }))
  const found = [...sheetFindings(looked), ...(byContent ? contentFindings(looked) : unreadFindings(looked))]
  const first = pages[0]
  const start: Boundary[] =
    first === undefined ? [] : [{ before: first.number, probability: 1, cause: 'start', reasons: [] }]
  const boundaries = found.flatMap(({ boundary }) => boundary ?? [])
  return {
    pages: looked.map((one) => plannedPage(one)),
    boundaries: [...start, ...boundaries.filter(({ before }) => before !== first?.number)].sort(
      (a, b) => a.before - b.before,
    ),
    stops: found.flatMap(({ stop }) => stop ?? []).sort((a, b) => a.page - b.page),
    covers: coversOf(looked),
  }
}

interface LookedAt {
  readonly page: RecognizedPage
  readonly sheet: SheetVerdict | undefined
}

interface Finding {
  readonly boundary?: Boundary
  readonly stop?: Stop
}

function plannedPage({ page, sheet }: LookedAt): PlannedPage {
  const role = roleOf(page, sheet)
  const certainty = sheet?.kind === 'unreadable' ? CERTAINTY.unreadable : CERTAINTY[role]
  return { page: page.number, role, turn: 0, certainty }
}

function roleOf({ blank }: RecognizedPage, sheet: SheetVerdict | undefined): 'page' | 'blank' | 'separator' {
  if (blank) return 'blank'
  return sheet?.kind === 'separator' ? 'separator' : 'page'
}

function coversOf(looked: readonly LookedAt[]): PlannedCover[] {
  return looked.flatMap(({ page: { number }, sheet }) =>
    sheet === undefined || sheet.kind === 'unreadable' || sheet.cover === undefined
      ? []
      : [{ before: number, sheet: number, cover: sheet.cover }],
  )
}

function sheetFindings(looked: readonly LookedAt[]): Finding[] {
  return looked.flatMap(({ page: { number }, sheet }) =>
    sheet === undefined ? [] : [sheetFinding(number, sheet)],
  )
}

function sheetFinding(page: number, { kind, text }: SheetVerdict): Finding {
  const boundary = (probability: number, weight: number): Boundary => ({
    before: page,
    probability,
    cause: 'sheet',
    reasons: [{ kind: 'separator-sheet', text, weight }],
  })
  switch (kind) {
    case 'separator':
      return { boundary: boundary(SHEET_PROBABILITY, 5) }
    case 'code-on-letter':
      return {
        boundary: boundary(CODE_ON_LETTER_PROBABILITY, 1.5),
        stop: { page, kind: 'half-sheet', text },
      }
    case 'unreadable':
      return {
        boundary: boundary(UNREADABLE_PROBABILITY, 0.4),
        stop: { page, kind: 'unreadable-sheet', text },
      }
  }
}

/** Between pages that follow one another but for empty ones; a sheet between them has said all there is to say. */
function contentFindings(looked: readonly LookedAt[]): Finding[] {
  const twoSided = isTwoSided(looked.map(({ page }) => page))
  const hasSheetsElsewhere = usesSheets(looked)
  const findings: Finding[] = []
  let before: PageClues | undefined
  let isAfterBlank = false
  looked.forEach(({ page, sheet }, index) => {
    if (!page.blank) {
      const clues = cluesOf(page)
      const standing = { isBack: twoSided && index % 2 === 1, isAfterBlank, hasSheetsElsewhere }
      if (before !== undefined && sheet === undefined)
        findings.push(findingBetween(before, clues, page.number, standing))
      before = lastOfLetter(before, clues, sheet)
    }
    isAfterBlank = page.blank
  })
  return findings
}

function findingBetween(
  before: PageClues,
  clues: PageClues,
  number: number,
  standing: PageStanding,
): Finding {
  const boundary = contentBoundary(number, before, clues, standing)
  return clues.isReadable ? contentFinding(boundary) : unreadFinding(boundary)
}

/** A page that may be a sheet is passed over: what follows is compared with the last page of a letter. */
function lastOfLetter(
  before: PageClues | undefined,
  clues: PageClues,
  sheet: SheetVerdict | undefined,
): PageClues | undefined {
  if (sheet?.kind === 'separator') return undefined
  return sheet?.kind === 'unreadable' ? before : clues
}

/** One sheet may be left over from elsewhere; who parts letters by sheets uses several. */
const MIN_SHEETS = 2
/** Letters are rarely longer. */
const MAX_PAGES_A_SHEET = 15

function usesSheets(looked: readonly LookedAt[]): boolean {
  const sheets = looked.filter(({ sheet }) => sheet?.kind === 'separator').length
  return sheets >= MIN_SHEETS && looked.length <= sheets * MAX_PAGES_A_SHEET
}

/** Where sheets alone part letters: a page on which nothing was read may be what is left of one. */
function unreadFindings(looked: readonly LookedAt[]): Finding[] {
  return looked
    .slice(1)
    .filter(({ page, sheet }) => !page.blank && sheet === undefined && !isReadable(page))
    .map(({ page }) => ({ stop: unreadStop(page.number) }))
}

/** A drawing, handwriting, or a sheet of which nothing is left: what nobody has read is not put to a letter unseen. */
function unreadFinding(boundary: Boundary): Finding {
  return { boundary, stop: unreadStop(boundary.before) }
}

function unreadStop(page: number): Stop {
  const text = 'Auf der Seite ist kein Text lesbar. Gehört sie zum Schreiben davor?'
  return { page, kind: 'uncertain-boundary', text }
}

function contentFinding(boundary: Boundary): Finding {
  const { before, probability } = boundary
  if (probability < MIN_TOLD) return {}
  if (probability <= DOUBT.from || probability >= DOUBT.to) return { boundary }
  const percent = Math.round(probability * 100)
  const text = `Ob hier ein neues Schreiben beginnt, ist nicht sicher (${percent} %).`
  return { boundary, stop: { page: before, kind: 'uncertain-boundary', text } }
}
