import type { Clock, IdGenerator } from '../../../src/ports/clock.ts'

export interface ManualClock extends Clock {
  advance(milliseconds: number): void
}

/** A clock that stands still until it is moved. */
export function createManualClock(start = '2026-03-02T08:00:00.000Z'): ManualClock {
  let nowMs = Date.parse(start)
  return {
    now: () => new Date(nowMs),
    advance(milliseconds) {
      nowMs += milliseconds
    },
  }
}

/** Names that look like ULIDs, grow with each call and are the same in every run. */
export function createSequentialIds(): IdGenerator {
  let serial = 0
  const next = (): number => (serial += 1)
  return {
    next: () => `01TEST${String(next()).padStart(20, '0')}`,
    randomHex: (bytes) =>
      next()
        .toString(16)
        .padStart(bytes * 2, '0'),
    random: () => 0.5,
  }
}
