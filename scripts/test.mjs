// `npm test [-- mocha options]`: installs and builds what is missing or stale, then runs the whole suite.
import { ensureBuilt, ensureInstalled, binary, run } from './lib/steps.mjs'

await ensureInstalled()
await ensureBuilt()
await run(binary('mocha'), ['test/**/*.spec.ts', ...process.argv.slice(2)]).catch((error) => {
  process.stderr.write(`${error.message}\n`)
  process.exitCode = 1
})
