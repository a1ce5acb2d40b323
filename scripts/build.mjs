// `npm run build`: what the container image and the start script need.
import { ensureBuilt, ensureInstalled } from './lib/steps.mjs'

await ensureInstalled()
await ensureBuilt()
