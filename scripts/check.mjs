// `npm run check`: everything that is checked without starting the product, one after the other; stops at the first fault.
// `npm run check -- --static` leaves the tests out.
import { binary, ensureInstalled, run } from './lib/steps.mjs'

await ensureInstalled()
// Files that have not changed are not looked at again; a fresh clone, as in CI, looks at all of them.
const cache = (name) => ['--cache', '--cache-strategy', 'content', '--cache-location', `build/.${name}-cache`]
const tests = ['mocha', 'test/unit/**/*.spec.ts', 'test/contract/**/*.spec.ts']
const checks = [
  ['tsc', '-p', 'tsconfig.test.json'],
  ['tsc', '-p', 'src/web/tsconfig.json'],
  ['eslint', '.', '--max-warnings', '0', ...cache('eslint')],
  ['prettier', '--check', '.', '--log-level', 'warn', ...cache('prettier')],
  ['depcruise', 'src', 'test', '--config', '.dependency-cruiser.js'],
  ['knip', '--no-config-hints'],
  ...(process.argv.includes('--static') ? [] : [tests]),
]
try {
  for (const [name, ...args] of checks) {
    process.stdout.write(`\n• ${[name, ...args].join(' ')}\n`)
    await run(binary(name), args)
  }
} catch (error) {
  process.stderr.write(`${error.message}\n`)
  process.exitCode = 1
}
