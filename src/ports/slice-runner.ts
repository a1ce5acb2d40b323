import type { Slices } from '../domain/classification/slices.ts'

/** Runs long computations in a process that has other work too. */
export interface SliceRunner {
  /** Runs all slices; other work gets its turn in between. Ends between two slices when it is cancelled. */
  run<T>(work: Slices<T>, signal: AbortSignal): Promise<T>
  /** Waits for the work, but no longer than this; it goes on by itself then. Fails when the work fails in time. */
  waitFor(work: Promise<void>, atMostMs: number): Promise<void>
}
