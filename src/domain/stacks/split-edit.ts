import { MailroomError } from '../errors.ts'
import type { QuarterTurn } from '../recognition/page.ts'
import {
  isCut,
  type Boundary,
  NO_LETTER,
  type PageRole,
  type PlannedCover,
  type PlannedPage,
  type SplitProposal,
  type Stop,
} from './split-plan.ts'

/** One thing a person does to a plan. Every edit settles the stops of the pages that it names. */
export type SplitEdit =
  /** A letter begins with this page. */
  | { readonly kind: 'split'; readonly before: number }
  /** The letter that begins with this page belongs to the one before it. */
  | { readonly kind: 'merge'; readonly before: number }
  /** Right behind another page, and into its letter; 0 puts it in front of all. */
  | { readonly kind: 'move'; readonly page: number; readonly behind: number }
  /** Clockwise, on top of what recognition found; replaces an earlier turn. */
  | { readonly kind: 'turn'; readonly page: number; readonly turn: QuarterTurn }
  | { readonly kind: 'mark'; readonly page: number; readonly role: PageRole }
  /** Order of all pages, those with which a letter begins, and whose letter the cover sheets lie on: takes a move back. */
  | {
      readonly kind: 'arrange'
      readonly pages: readonly number[]
      readonly cuts: readonly number[]
      /** Those that are not named stay where they lie. */
      readonly covers?: readonly Omit<PlannedCover, 'cover'>[] | undefined
    }
  /** Looked at, and right as it is. */
  | { readonly kind: 'settle'; readonly page: number }
  /** To be looked at again: takes back what has settled it. */
  | { readonly kind: 'reopen'; readonly page: number }

/**
 * The plan after an edit. An edit that changes nothing gives an equal plan, so that a repeated request does no harm.
 *
 * @throws {MailroomError} `validation-failed` when it names a page that the scan does not have
 */
export function withEdit(plan: SplitProposal, edit: SplitEdit): SplitProposal {
  const settled = { ...plan, stops: plan.stops.map((stop) => settledBy(stop, edit)) }
  switch (edit.kind) {
    case 'split':
      return withBoundary(settled, requirePage(plan, edit.before), 1)
    case 'merge':
      return withBoundary(settled, requireNotFirst(plan, edit.before), 0)
    case 'move':
      return moved(settled, edit)
    case 'turn':
      return withPage(settled, edit.page, { turn: edit.turn })
    case 'mark':
      return marked(settled, edit)
    case 'arrange':
      return arranged(settled, edit)
    case 'settle':
      requirePage(plan, edit.page)
      return { ...settled, boundaries: settled.boundaries.map((one) => trusted(one, edit.page)) }
    case 'reopen':
      requirePage(plan, edit.page)
      return settled
  }
}

/** What takes an edit back, to be applied in this order to the plan that came out of it. */
export function undoOf(plan: SplitProposal, edit: SplitEdit): SplitEdit[] {
  const page = namedBy(edit)
  const stops = plan.stops.filter((stop) => stop.page === page)
  const back = edit.kind === 'settle' || edit.kind === 'reopen' ? [] : takenBack(plan, edit)
  if (page === undefined || stops.length === 0) return back
  const wasOpen = stops.some(({ settled }) => settled !== true)
  // Last, because what takes the edit back names the page too.
  return [...back, { kind: wasOpen ? 'reopen' : 'settle', page }]
}

function takenBack(
  plan: SplitProposal,
  edit: Exclude<SplitEdit, { readonly kind: 'settle' | 'reopen' }>,
): SplitEdit[] {
  switch (edit.kind) {
    case 'split':
      return hasCut(plan, edit.before) ? [] : [{ kind: 'merge', before: edit.before }]
    case 'merge':
      return hasCut(plan, edit.before) ? [{ kind: 'split', before: edit.before }] : []
    case 'move':
    case 'arrange':
      return [arrangementOf(plan)]
    case 'turn':
      return [{ kind: 'turn', page: edit.page, turn: pageOf(plan, edit.page).turn }]
    case 'mark':
      return markedBack(plan, edit)
  }
}

/** What the separator has cut grows together again. */
function markedBack(
  plan: SplitProposal,
  { page, role }: Extract<SplitEdit, { readonly kind: 'mark' }>,
): SplitEdit[] {
  const back: SplitEdit = { kind: 'mark', page, role: pageOf(plan, page).role }
  const hasCutAnew = role === 'separator' && !hasCut(plan, page) && !isFirst(plan, page)
  return hasCutAnew ? [back, { kind: 'merge', before: page }] : [back]
}

function arrangementOf({ pages, boundaries, covers }: SplitProposal): SplitEdit {
  const cuts = boundaries.filter(isCut).map(({ before }) => before)
  const lying = covers.map(({ before, sheet }) => ({ before, sheet }))
  return {
    kind: 'arrange',
    pages: pages.map(({ page }) => page),
    cuts,
    ...(lying.length === 0 ? {} : { covers: lying }),
  }
}

function hasCut(plan: SplitProposal, page: number): boolean {
  return plan.boundaries.some((boundary) => boundary.before === page && isCut(boundary))
}

function isFirst(plan: SplitProposal, page: number): boolean {
  return plan.pages[0]?.page === page
}

function pageOf(plan: SplitProposal, page: number): PlannedPage {
  const found = plan.pages.find((one) => one.page === page)
  if (found !== undefined) return found
  throw fault(`Die Seite ${page} gibt es in diesem Scan nicht.`)
}

function requirePage(plan: SplitProposal, page: number): number {
  return pageOf(plan, page).page
}

function requireNotFirst(plan: SplitProposal, page: number): number {
  if (!isFirst(plan, requirePage(plan, page))) return page
  throw fault('Vor der ersten Seite gibt es nichts, wozu sie gehören könnte.')
}

function fault(message: string): MailroomError {
  return new MailroomError('validation-failed', 'The edit does not fit the plan.', {
    faults: [{ path: 'edits', message }],
  })
}

function settledBy(stop: Stop, edit: SplitEdit): Stop {
  return stop.page === namedBy(edit) ? { ...stop, settled: edit.kind !== 'reopen' } : stop
}

function namedBy(edit: SplitEdit): number | undefined {
  if (edit.kind === 'arrange') return undefined
  return edit.kind === 'split' || edit.kind === 'merge' ? edit.before : edit.page
}

/** Whoever settles a page has looked at the boundary before it, too. */
function trusted(boundary: Boundary, page: number): Boundary {
  if (boundary.before !== page || boundary.cause === 'start') return boundary
  return { ...boundary, cause: 'person', probability: isCut(boundary) ? 1 : 0 }
}

function withBoundary(plan: SplitProposal, before: number, probability: 0 | 1): SplitProposal {
  const known = plan.boundaries.find((boundary) => boundary.before === before)
  if (known === undefined && probability === 0) return plan
  // The first page begins a letter whatever people say.
  if (known?.cause === 'start') return plan
  const boundary: Boundary = { before, probability, cause: 'person', reasons: known?.reasons ?? [] }
  return inOrder({ ...plan, boundaries: [...plan.boundaries.filter((one) => one !== known), boundary] })
}

function withPage(plan: SplitProposal, page: number, change: Partial<PlannedPage>): SplitProposal {
  const changed = { ...pageOf(plan, page), ...change }
  return { ...plan, pages: plan.pages.map((one) => (one.page === page ? changed : one)) }
}

/** A separator cuts where it lies. */
function marked(
  plan: SplitProposal,
  { page, role }: Extract<SplitEdit, { readonly kind: 'mark' }>,
): SplitProposal {
  const after = withPage(plan, page, { role, certainty: 1 })
  return role === 'separator' ? withBoundary(after, page, 1) : after
}

/** The boundary before a page stays where it was when the page goes away; at its new place the page joins a letter. */
function moved(
  plan: SplitProposal,
  { page, behind }: Extract<SplitEdit, { readonly kind: 'move' }>,
): SplitProposal {
  const moving = pageOf(plan, page)
  if (behind !== 0) requirePage(plan, behind)
  if (behind === page || (behind === 0 && isFirst(plan, page))) return plan
  const rest = plan.pages.filter((one) => one !== moving)
  const next = plan.pages[plan.pages.indexOf(moving) + 1]?.page
  const left = handedOn(plan, page, next)
  const place = rest.findIndex((one) => one.page === behind) + 1
  const pages = [...rest.slice(0, place), moving, ...rest.slice(place)]
  const placed = { ...left, pages }
  return inOrder(behind === 0 ? handedOn(placed, rest[0]?.page ?? page, page) : placed)
}

/** Gives what begins with one page to another one, unless that begins a letter itself: then a cover sheet lies on none any more. */
function handedOn(plan: SplitProposal, from: number, to: number | undefined): SplitProposal {
  const begins = to === undefined || hasCut(plan, to)
  const boundaries = plan.boundaries
    .filter(({ before }) => before !== (begins ? from : to))
    .map((one) => (one.before === from && to !== undefined ? { ...one, before: to } : one))
  const isCovered = begins || plan.covers.some(({ before }) => before === to)
  const covers = plan.covers.map((one) =>
    one.before === from ? { ...one, before: isCovered ? NO_LETTER : to } : one,
  )
  return { ...plan, boundaries, covers }
}

/** Another order and other cuts, all at once; what is known of the boundaries that stay is kept. */
function arranged(
  plan: SplitProposal,
  { pages, cuts, covers = [] }: Extract<SplitEdit, { readonly kind: 'arrange' }>,
): SplitProposal {
  const planned = new Map(plan.pages.map((one) => [one.page, one]))
  const ordered = [...new Set(pages)].flatMap((page) => planned.get(page) ?? [])
  if (pages.length !== plan.pages.length || ordered.length !== pages.length)
    throw fault('Eine Reihenfolge nennt jede Seite des Scans einmal.')
  const wanted = new Set(cuts)
  for (const cut of wanted) if (!planned.has(cut)) requirePage(plan, cut)
  const known = new Map(plan.boundaries.map((boundary) => [boundary.before, boundary]))
  const boundaries = pages.flatMap((page, index) =>
    arrangedBoundary(known.get(page), page, index === 0, wanted.has(page)),
  )
  const lying = new Map(covers.map(({ sheet, before }) => [sheet, before]))
  for (const before of new Set(lying.values()))
    if (before !== NO_LETTER && !planned.has(before)) requirePage(plan, before)
  const laid = plan.covers.map((one) => ({ ...one, before: lying.get(one.sheet) ?? one.before }))
  return { ...plan, pages: ordered, boundaries, covers: laid }
}

function arrangedBoundary(
  known: Boundary | undefined,
  before: number,
  isFirstPage: boolean,
  wantsCut: boolean,
): readonly Boundary[] {
  const reasons = known?.reasons ?? []
  if (isFirstPage) return [{ before, probability: 1, cause: 'start', reasons }]
  if (known === undefined && !wantsCut) return []
  const isSame = known !== undefined && known.cause !== 'start' && isCut(known) === wantsCut
  return isSame ? [known] : [{ before, probability: wantsCut ? 1 : 0, cause: 'person', reasons }]
}

/** Boundaries lie in the order of the pages. */
function inOrder(plan: SplitProposal): SplitProposal {
  const place = new Map(plan.pages.map(({ page }, index) => [page, index]))
  const boundaries = [...plan.boundaries].sort(
    (left, right) => (place.get(left.before) ?? 0) - (place.get(right.before) ?? 0),
  )
  return { ...plan, boundaries }
}
