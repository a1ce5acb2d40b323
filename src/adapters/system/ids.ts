import { randomBytes, randomInt } from 'node:crypto'
import { monotonicFactory } from 'ulid'
import type { Clock, IdGenerator } from '../../ports/clock.ts'

const RANDOM_STEPS = 2 ** 32

/** Names of this process grow with each call, also within one millisecond. */
export function createIdGenerator(clock: Clock): IdGenerator {
  const nextUlid = monotonicFactory(() => randomInt(RANDOM_STEPS) / RANDOM_STEPS)
  return {
    next: () => nextUlid(clock.now().getTime()),
    randomHex: (bytes) => randomBytes(bytes).toString('hex'),
    random: () => Math.random(),
  }
}
