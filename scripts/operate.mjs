// `npm run backup -- DIR` and its sisters: builds what is missing or stale, then runs the command.
import { spawn } from 'node:child_process'
import { join } from 'node:path'
import { ensureBuilt, ensureInstalled, root } from './lib/steps.mjs'

await ensureInstalled()
await ensureBuilt()
const child = spawn(process.execPath, [join(root, 'build', 'main-operate.js'), ...process.argv.slice(2)], {
  stdio: 'inherit',
  cwd: process.env.INIT_CWD ?? process.cwd(),
  env: { ...process.env, STORAGE_DIR: process.env.STORAGE_DIR ?? join(root, 'storage') },
})
child.on('exit', (code) => process.exit(code ?? 2))
