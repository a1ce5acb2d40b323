import type { Context } from 'mocha'

/** Set where everything that tests need is installed: what is missing there is a failure and no excuse. */
const NO_SKIP = process.env['POSTSTELLE_NO_SKIP'] === '1'

/** Goes on only when the condition holds. Else the test is left out, or fails where nothing may be left out. */
export function skipUnless(context: Context, condition: boolean, reason: string): asserts condition {
  if (condition) return
  if (NO_SKIP) throw new Error(`Nothing may be left out here: ${reason}`)
  process.stdout.write(`      left out: ${reason}\n`)
  context.skip()
}
