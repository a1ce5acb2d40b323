import type { Scenario } from '../harness/scenario.ts'
import { databaseLine } from './database-line.ts'
import { kill } from './kill.ts'
import { storeLine } from './store-line.ts'

/** In the order in which they run; a new one goes to the end, so that the numbers of the others stay. */
export const SCENARIOS: readonly Scenario[] = [kill, databaseLine, storeLine]
