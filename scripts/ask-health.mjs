// `node scripts/ask-health.mjs URL`: the health check of the containers; exit code 0 when the answer is a good one.
const TIMEOUT_MS = 6_000

try {
  const response = await fetch(process.argv[2], { signal: AbortSignal.timeout(TIMEOUT_MS) })
  process.stdout.write(`${await response.text()}\n`)
  process.exitCode = response.ok ? 0 : 1
} catch (error) {
  process.stdout.write(`${error.message}\n`)
  process.exitCode = 1
}
