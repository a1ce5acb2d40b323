import type { CoverSheet } from '../barcodes/cover-sheet.ts'
import type { QuarterTurn } from '../recognition/page.ts'

/**
 * What becomes of a page when the stack is divided: it goes into a letter, or it is left out as an empty side, as a
 * separator or cover sheet of ours, or because a person removed it. Nothing is lost: the scan itself is kept.
 */
export const PAGE_ROLES = ['page', 'blank', 'separator', 'removed'] as const
export type PageRole = (typeof PAGE_ROLES)[number]

export interface PlannedPage {
  /** Its number in the scan, 1-based; the order of the list is the order in the letters. */
  readonly page: number
  readonly role: PageRole
  /** Clockwise, on top of the turn that recognition found. */
  readonly turn: QuarterTurn
  /** How sure the role is, 0..1; 1 when a person gave it. */
  readonly certainty: number
  /** Of the picture that the role was decided by, hexadecimal SHA-256; absent when none was stored of the page. */
  readonly sha256?: string
}

export interface BoundaryReason {
  /** A stable word, such as `separator-sheet`, `letterhead`, `page-numbers`. */
  readonly kind: string
  /** For people, in German. */
  readonly text: string
  /** Signed: below zero it speaks against a boundary. */
  readonly weight: number
}

/** A place where a letter may begin. */
export interface Boundary {
  /** The page with which the letter begins; where that is left out, with the next one that is kept. */
  readonly before: number
  /** 0..1; from `CUT_FROM` on the stack is cut here. */
  readonly probability: number
  readonly cause: 'start' | 'sheet' | 'content' | 'person'
  readonly reasons: readonly BoundaryReason[]
}

export const STOP_KINDS = ['unreadable-sheet', 'half-sheet', 'uncertain-boundary', 'uncertain-blank'] as const
export type StopKind = (typeof STOP_KINDS)[number]

/** Something that a person must look at before the stack is divided. */
export interface Stop {
  readonly page: number
  readonly kind: StopKind
  /** For people, in German. */
  readonly text: string
  /** Set once a person has looked at it. */
  readonly settled?: boolean
}

/** What a cover sheet says of the letter behind it. */
export interface PlannedCover {
  /** The page with which that letter begins, as in `Boundary`; `NO_LETTER` once its letter is part of another one. */
  readonly before: number
  /** The page that is the sheet. */
  readonly sheet: number
  readonly cover: CoverSheet
}

/** How a stack is to be divided: what the machine proposes, and what people made of it. */
export interface SplitProposal {
  readonly pages: readonly PlannedPage[]
  readonly boundaries: readonly Boundary[]
  readonly stops: readonly Stop[]
  readonly covers: readonly PlannedCover[]
}

/** A letter of the stack. */
export interface Segment {
  readonly pages: readonly { readonly page: number; readonly turn: QuarterTurn }[]
  readonly cover?: CoverSheet
}

/** Where a cover sheet lies whose letter is gone; moves can be taken back, so it is not forgotten. */
export const NO_LETTER = 0
/** The stack is cut where a boundary is at least as likely as not. */
export const CUT_FROM = 0.5
/** Between these two a boundary is in doubt, and a person looks. */
const DOUBT_FROM = 0.1
const DOUBT_TO = 0.9

export function isCut({ probability }: Pick<Boundary, 'probability'>): boolean {
  return probability >= CUT_FROM
}

export function isInDoubt({ probability }: Pick<Boundary, 'probability'>): boolean {
  return probability > DOUBT_FROM && probability < DOUBT_TO
}

export function openStops(plan: Pick<SplitProposal, 'stops'>): readonly Stop[] {
  return plan.stops.filter(({ settled }) => settled !== true)
}

/** Everything in it is certain, so that it could go on without a person. */
export function isCertain(plan: SplitProposal): boolean {
  return openStops(plan).length === 0 && !plan.boundaries.some(isInDoubt) && segmentsOf(plan).length > 0
}

/** The letters of the stack in order; a page of any role on which a boundary lies passes it on to the next kept one. */
export function segmentsOf(plan: SplitProposal): Segment[] {
  const cuts = new Set(plan.boundaries.filter(isCut).map(({ before }) => before))
  const coverAt = new Map(plan.covers.map(({ before, cover }) => [before, cover]))
  const segments: { pages: { page: number; turn: QuarterTurn }[]; cover?: CoverSheet }[] = []
  let isNew = true
  let cover: CoverSheet | undefined
  for (const { page, role, turn } of plan.pages) {
    isNew ||= cuts.has(page)
    cover = coverAt.get(page) ?? cover
    if (role !== 'page') continue
    const open = segments.at(-1)
    if (isNew || open === undefined)
      segments.push({ pages: [{ page, turn }], ...(cover === undefined ? {} : { cover }) })
    else open.pages.push({ page, turn })
    isNew = false
    cover = undefined
  }
  return segments
}

/** How many pages have which role. */
export function countRoles(pages: readonly Pick<PlannedPage, 'role'>[]): Readonly<Record<PageRole, number>> {
  const counts = { page: 0, blank: 0, separator: 0, removed: 0 }
  for (const { role } of pages) counts[role] += 1
  return counts
}
