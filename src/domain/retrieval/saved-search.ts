import type { ItemState } from '../intake/incoming-item.ts'

/** What a person searches for again and again; only he knows of it. */
export interface SavedSearch {
  readonly id: string
  readonly name: string
  /** As typed. */
  readonly text: string
  readonly filter: {
    readonly documentType?: string
    readonly orgUnitId?: string
    readonly sender?: string
    readonly state?: ItemState
    /** First and last day of arrival, `YYYY-MM-DD`. */
    readonly from?: string
    readonly to?: string
  }
  readonly createdAt: string
  /**
   * Documents that it found when the person last looked. Times would not do: a letter is new to a unit on the day on which
   * it is sent there, whenever it came in and was read.
   */
  readonly knownIds: readonly string[]
}

export const MOST_SAVED_SEARCHES = 10
