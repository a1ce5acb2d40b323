// `npm run check`: everything that is checked without starting the product; the slowest check runs beside the others.
// `npm run check -- --static` leaves the tests out.
import { binary, ensureInstalled, run } from './lib/steps.mjs'

await ensureInstalled()
// Files that have not changed are not looked at again; a fresh clone, as in CI, looks at all of them.
const cache = (name) => ['--cache', '--cache-strategy', 'content', '--cache-location', `build/.${name}-cache`]
const slowest = [['eslint', '.', '--max-warnings', '0', ...cache('eslint')]]
const others = [
  ['tsc', '-p', 'tsconfig.test.json'],
  ['tsc', '-p', 'src/web/tsconfig.json'],
  ['prettier', '--check', '.', '--log-level', 'warn', ...cache('prettier')],
  ['depcruise', 'src', 'test', 'bench', '--config', '.dependency-cruiser.js'],
  ['knip', '--no-config-hints'],
]
const tests = [['mocha', 'test/unit/**/*.spec.ts', 'test/contract/**/*.spec.ts']]

/** One after the other, to the first fault. */
async function runAll(checks) {
  for (const [name, ...args] of checks) {
    process.stdout.write(`• ${[name, ...args].join(' ')}\n`)
    await run(binary(name), args, { linePrefix: `  ${name} │ ` })
  }
}

const results = await Promise.allSettled([runAll(slowest), runAll(others)])
if (!process.argv.includes('--static') && results.every(({ status }) => status === 'fulfilled'))
  results.push(...(await Promise.allSettled([runAll(tests)])))
for (const { reason } of results.filter(({ status }) => status === 'rejected')) {
  process.stderr.write(`${reason.message}\n`)
  process.exitCode = 1
}
