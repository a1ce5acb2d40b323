// `node scripts/ask-health.mjs URL`: the health check of the containers; exit code 0 when the answer is a good one.
import { get } from 'node:http'

const TIMEOUT_MS = 6_000

const request = get(process.argv[2], { timeout: TIMEOUT_MS }, (response) => {
  process.exitCode = response.statusCode === 200 ? 0 : 1
  response.pipe(process.stdout)
})
request.on('timeout', () => request.destroy(new Error('no answer in time')))
request.on('error', (error) => {
  process.stdout.write(`${error.message}\n`)
  process.exitCode = 1
})
