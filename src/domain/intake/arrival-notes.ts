import type { Person } from '../access/actor.ts'

/** Night letter boxes keep apart what was thrown in before midnight and after it. */
export const NIGHT_BOX_PARTS = ['before-midnight', 'after-midnight'] as const
export type NightBoxPart = (typeof NIGHT_BOX_PARTS)[number]

/** By what the time of arrival of electronic post is known. */
export interface ArrivalEvidence {
  /** Our own clock when the upload was complete, or what the transport says of it. */
  readonly kind: 'own-clock' | 'transport'
  /** As it came: a `Received` line, an event token, a delivery report. */
  readonly text?: string
}

export interface ArrivalCorrection {
  /** What counted before. */
  readonly from: string
  readonly at: string
  readonly by: Person
  readonly reason: string
}

/** What is known of an arrival besides its time. */
export interface ArrivalNotes {
  readonly nightBox?: NightBoxPart
  /** Was in the box when it was emptied before opening (Frühleerung): said of letters with a deadline. */
  readonly earlyCollection?: boolean
  readonly evidence?: ArrivalEvidence
  /** The last one; all of them stand in the history. */
  readonly correction?: ArrivalCorrection
}
