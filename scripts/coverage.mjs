// `npm run coverage`: coverage of unit and contract tests by folder, measured on compiled code because a loader blurs branches.
import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { binary, ensureInstalled, root, run } from './lib/steps.mjs'

const output = join('build', 'coverage')

await ensureInstalled()
mkdirSync(join(root, output), { recursive: true })
await run(binary('tsc'), [
  '-p',
  'tsconfig.test.json',
  '--noEmit',
  'false',
  '--outDir',
  output,
  '--incremental',
  'false',
])
await run(binary('c8'), [
  '--include',
  'src/**',
  '--exclude-after-remap',
  '--reporter',
  'text-summary',
  '--reporter',
  'text',
  binary('mocha'),
  '--no-config',
  '--timeout',
  '20000',
  `${output}/test/unit/**/*.spec.js`,
  `${output}/test/contract/**/*.spec.js`,
])
