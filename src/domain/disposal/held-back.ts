import type { RetentionClock } from '../filing/retention-clock.ts'

/**
 * Why a case file is not disposed of: somebody claims it (`hold`), something of it is still to be seen to (`open-entries`,
 * `open-mail`), another disposal run has it (`in-run`), or its time says no (`open`, `no-class`, `endless`, `clock-running`).
 */
export type HeldBackReason =
  'hold' | 'open-entries' | 'open-mail' | 'in-run' | 'open' | 'no-class' | 'endless' | 'clock-running'

export interface DisposalFacts {
  readonly holds: number
  /** Deadlines and resubmissions. */
  readonly openEntries: number
  /** Mail that was sent to the file and does not lie in it yet. */
  readonly openMail: number
  readonly isInOtherRun: boolean
  readonly clock: RetentionClock
}

const BY_CLOCK: Readonly<Record<RetentionClock['state'], HeldBackReason | undefined>> = {
  unset: 'no-class',
  'not-started': 'open',
  running: 'clock-running',
  endless: 'endless',
  over: undefined,
}

/** Every reason at once, the weightiest first; none when the file may be disposed of. */
export function heldBackReasons({
  holds,
  openEntries,
  openMail,
  isInOtherRun,
  clock,
}: DisposalFacts): readonly HeldBackReason[] {
  const byClock = BY_CLOCK[clock.state]
  return [
    ...(holds > 0 ? (['hold'] as const) : []),
    ...(openEntries > 0 ? (['open-entries'] as const) : []),
    ...(openMail > 0 ? (['open-mail'] as const) : []),
    ...(isInOtherRun ? (['in-run'] as const) : []),
    ...(byClock === undefined ? [] : [byClock]),
  ]
}
