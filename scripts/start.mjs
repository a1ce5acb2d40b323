// `npm start`: installs and builds what is missing or stale, then runs the whole product in this process.
import { pathToFileURL } from 'node:url'
import { join } from 'node:path'
import { ensureBuilt, ensureInstalled, root } from './lib/steps.mjs'

process.chdir(root)
await ensureInstalled()
await ensureBuilt()
await import(pathToFileURL(join(root, 'build', 'main.js')).href)
