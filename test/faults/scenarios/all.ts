import type { Scenario } from '../harness/scenario.ts'
import { countedCalls } from './counted-calls.ts'
import { databaseLine } from './database-line.ts'
import { failedCalls } from './failed-calls.ts'
import { fullDisk } from './full-disk.ts'
import { kill } from './kill.ts'
import { stop } from './stop.ts'
import { storeLine } from './store-line.ts'

/** In the order in which they run; a new one goes to the end, so that the numbers of the others stay. */
export const SCENARIOS: readonly Scenario[] = [
  kill,
  databaseLine,
  storeLine,
  stop,
  countedCalls,
  fullDisk,
  failedCalls,
]
