// `npm run check`: everything that is checked without starting the product, one after the other; stops at the first fault.
import { binary, ensureInstalled, run } from './lib/steps.mjs'

await ensureInstalled()
const checks = [
  ['tsc', '-p', 'tsconfig.test.json'],
  ['tsc', '-p', 'src/web/tsconfig.json'],
  ['eslint', '.', '--max-warnings', '0'],
  ['prettier', '--check', '.', '--log-level', 'warn'],
  ['depcruise', 'src', 'test', '--config', '.dependency-cruiser.js'],
  ['knip', '--no-config-hints'],
  ['mocha', 'test/unit/**/*.spec.ts', 'test/contract/**/*.spec.ts'],
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
