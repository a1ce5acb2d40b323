/**
 * Tells those who follow the records in this process that something was committed, so that they need not wait for their
 * next look. Only a hint: other processes do not hear it, and who was not waiting has missed nothing but time.
 */
export interface Bell {
  ring(): void
  /** Returns after the next ring, after the time, or when the signal ends the wait, whichever is first; never fails. */
  wait(atMostMs: number, signal: AbortSignal): Promise<void>
}
