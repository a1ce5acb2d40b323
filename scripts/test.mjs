// `npm test [-- mocha options]`: installs and builds what is missing or stale, then runs the whole suite.
import { availableParallelism } from 'node:os'
import { binary, ensureBuilt, ensureInstalled, run } from './lib/steps.mjs'

const ALL = 'test/**/*.spec.ts'
/** What starts the whole product and mostly waits for it: runs beside the rest. */
const FROM_OUTSIDE = [
  'test/{e2e,faults}/**/*.spec.ts',
  'test/integration/{backup,http,rights,scaled}/**/*.spec.ts',
  'test/integration/mail/product.spec.ts',
]

/** The line after which mocha tells what has failed; repeated at the end, where the other share does not stand between. */
const FAILURES = /^ {2}\d+ failing/

await ensureInstalled()
await ensureBuilt()
// Spec files may take what was built, where sources start slower.
const env = { ...process.env, POSTSTELLE_FRESH_BUILD: '1' }
const shares =
  availableParallelism() === 1
    ? [{ files: [ALL] }]
    : [
        // Named by what it leaves to the other, so that no file is left out by both.
        { linePrefix: '', files: [ALL, ...FROM_OUTSIDE.flatMap((pattern) => ['--ignore', pattern])] },
        { files: FROM_OUTSIDE, linePrefix: '│ ' },
      ]
const results = await Promise.allSettled(
  shares.map(({ files, linePrefix }) =>
    run(binary('mocha'), [...files, ...process.argv.slice(2)], {
      env,
      linePrefix,
      failuresFrom: FAILURES,
    }),
  ),
)
for (const { reason } of results.filter(({ status }) => status === 'rejected')) {
  process.stderr.write(`${reason.message}\n`)
  process.exitCode = 1
}
