import type { Context } from 'mocha'

/** Set where everything that tests need can be installed: what is missing there is a failure and no excuse. */
const NO_SKIP = process.env['POSTSTELLE_NO_SKIP'] === '1'

/** Goes on only when the condition holds. Else the test is left out and says why, or fails where nothing may be left out. */
export function skipUnless(context: Context, condition: boolean, reason: string): asserts condition {
  if (condition) return
  if (NO_SKIP) throw new Error(`Nothing may be left out here: ${reason}`)
  leaveOut(context, reason)
}

/** Leaves the test out wherever it runs: for what nobody can install, such as a corpus that is not free to pass on. */
export function leaveOut(context: Context, reason: string): never {
  process.stdout.write(`      left out: ${reason}\n`)
  return context.skip()
}
