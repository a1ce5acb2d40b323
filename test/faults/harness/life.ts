import { join } from 'node:path'
import { start, type Running } from './installation.ts'
import { openLedger, type Ledger } from './ledger.ts'
import { NOTHING_WRONG, type Verdict } from './oracle.ts'
import { acknowledgedIn, comeBack, conclude, merged } from './recover.ts'
import type { RunContext, RunResult } from './scenario.ts'

/**
 * One life of the data with several crashes in it. The server that comes back after one is what the next one hits: it meets
 * what all before have left, letters that are still being read among them, and each crash costs one start and not two.
 * Disposed of, it leaves no server behind, whatever has gone wrong.
 */
export interface Life extends AsyncDisposable {
  readonly storageDir: string
  readonly ledger: Ledger
  /** The server as it runs now. */
  readonly running: Running
  /** After a crash: starts it again, judges what it finds, and repeats what nobody got an answer to. */
  goOn(): Promise<void>
  /** Waits until everything is read, judges all letters once more, and stops the server well. */
  end(options?: { readonly read?: number }): Promise<Omit<RunResult, 'hits'>>
}

export async function beginLife({
  directory,
  template,
}: Pick<RunContext, 'directory' | 'template'>): Promise<Life> {
  const storageDir = join(directory, 'storage')
  template.copyTo(storageDir)
  const ledger = openLedger(join(directory, 'ledger.jsonl'))
  const known = new Set<string>()
  const broken: string[] = []
  const recoveriesMs: number[] = []
  let verdict: Verdict = NOTHING_WRONG
  let running = await start(storageDir)
  let repeated = 0
  return {
    storageDir,
    ledger,
    get running() {
      return running
    },
    async goOn() {
      const acknowledged = ledger.entries().filter(({ itemId }) => itemId !== undefined)
      const back = await comeBack({ storageDir, ledger }, known)
      for (const { letter } of acknowledged) known.add(letter.key)
      running = back.running
      verdict = merged(verdict, back.verdict)
      broken.push(...back.broken)
      repeated += back.repeated
      recoveriesMs.push(running.readyMs)
    },
    async end(options = {}) {
      const end = await conclude(running, { storageDir, ledger, ...options })
      return {
        verdict: merged(verdict, end.verdict),
        broken: [...broken, ...end.broken],
        recoveriesMs,
        facts: { acknowledged: acknowledgedIn(ledger), repeated },
      }
    },
    async [Symbol.asyncDispose]() {
      await running.product.kill()
      ledger.close()
    },
  }
}
