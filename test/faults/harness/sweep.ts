import type { Running } from './installation.ts'
import type { Ledger } from './ledger.ts'
import { shortLetter } from './letters.ts'
import type { RunResult } from './scenario.ts'
import { sendRecorded } from './send.ts'

export interface Sweep {
  readonly running: Running
  readonly ledger: Ledger
  /** Begins the names of its letters. */
  readonly name: string
  /** An upload that makes more calls than this is a fault of its own. */
  readonly most: number
  /** Lets the call of this number fail. Tells afterwards whether it was made. */
  readonly failAt: (call: number) => () => boolean
}

/** Uploads that pass in a row before a sweep ends: work beside them may have made the call that failed. */
const PASSES = 3

/** The Nth call of an upload fails, for N = 1 until uploads need no more calls. Each is acknowledged or refused with 503. */
export async function sweep(options: Sweep): Promise<Pick<RunResult, 'broken' | 'facts'>> {
  const { running, ledger, name, most, failAt } = options
  const { url } = running.product
  const broken: string[] = []
  const count = { failed: 0, refused: 0, passed: 0 }
  let call = 1
  for (; count.passed < PASSES && call <= most; call += 1) {
    const hasFailed = failAt(call)
    const letter = shortLetter(`${name}-${call}`)
    const { status, code } = await sendRecorded({ url, cookie: running.client.cookie, letter }, ledger)
    if (status === 503) count.refused += 1
    else if (status !== 201) broken.push(`${letter.key} was answered ${status} ${code ?? ''}`)
    if (hasFailed()) count.failed += 1
    else count.passed += 1
  }
  if (count.passed < PASSES) broken.push(`an upload needs more than ${most} calls`)
  return { broken, facts: { 'calls failed': count.failed, refused: count.refused } }
}
