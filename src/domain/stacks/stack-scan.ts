import type { Person } from '../access/actor.ts'
import type { CoverSheet } from '../barcodes/cover-sheet.ts'
import type { SampleDraw } from '../quality/sample.ts'
import type { QuarterTurn } from '../recognition/page.ts'
import type { SplitProposal } from './split-plan.ts'

/** A page of a scan as it lies in a letter. */
export interface OriginPage {
  /** Its number in the scan. */
  readonly page: number
  /** Clockwise, on top of what recognition found in the scan. */
  readonly turn: QuarterTurn
}

/** Where a letter that was cut out of a stack comes from. */
export interface StackOrigin {
  readonly stackItemId: string
  /** Document of the scan. */
  readonly stackDocumentId: string
  /** Number of the scan, such as `ST-2026-000012/3`. */
  readonly stackNumber: string
  /** In the order of the letter. */
  readonly pages: readonly OriginPage[]
  /** What the cover sheet said that lay on it. */
  readonly cover?: CoverSheet
}

/** A letter that was cut out of a scan. */
export interface StackPart {
  /** Place among the letters of the scan, from 0. */
  readonly segment: number
  readonly itemId: string
  readonly receiptNumber: string
  /** Pages of the scan. */
  readonly pages: readonly number[]
}

/** What an incoming item has in addition when it is a scan of several letters. */
export interface StackScan {
  /** Of the file, hexadecimal SHA-256: the same file is taken into a batch once. */
  readonly sha256: string
  readonly plan?: SplitProposal
  /** Set when it is to be divided as the plan says. */
  readonly confirmed?: {
    readonly at: string
    readonly by: Person
  }
  readonly parts: readonly StackPart[]
  /** Which of its letters are looked at; set when it is divided. Scans from before that was kept have none. */
  readonly draw?: SampleDraw
}
