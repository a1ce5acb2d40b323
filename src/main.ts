import { join } from 'node:path'
import { createPinoLogger } from './adapters/pino/log.ts'
import { composeHttp } from './compose-http.ts'
import { prepareInstallation, type ShownLogin } from './compose-installation.ts'
import { composeAuditAnchoring, composeJobWorkers, composeSearchFeeder } from './compose-workers.ts'
import { openPictureReader } from './compose-readers.ts'
import { openSearchIndex } from './compose-stores.ts'
import { openPlatform } from './compose.ts'
import { readConfig } from './config/config.ts'
import { runUntilStopped } from './main-process.ts'

/** The whole product in one process: what `npm start` runs. */
await runUntilStopped(async ({ stopping, fail }) => {
  const startedMs = performance.now()
  const config = readConfig(process.env)
  const logFile = join(config.storageDir, 'log', 'poststelle.log')
  const logger = createPinoLogger({ level: config.logLevel, file: logFile })
  const platform = await openPlatform(config, logger, { stopping, fail })
  const logins = await prepareInstallation(platform, config, stopping)
  // At once: whatever fails from here on, a fresh password has been seen.
  if (logins.length > 0) print(`${loginTable(logins)}\n`)
  const anchoring = composeAuditAnchoring(platform)
  const searchIndex = await openSearchIndex(config)
  const feeder = composeSearchFeeder(platform, searchIndex)
  const workers = await composeJobWorkers(config, platform)
  const reader = openPictureReader(config)
  const server = composeHttp(config, platform, { searchIndex, reader }, logger, workers)
  const url = await server.start(config.port, config.host)
  print(`Poststelle is ready after ${((performance.now() - startedMs) / 1_000).toFixed(1)} s: ${url}`)
  print(`\n  Data: ${config.storageDir}   Log: ${logFile}`)
  print(`  Next: open ${url}, sign in and drop a scanned letter on "Post erfassen". Ctrl-C stops.`)
  return async () => {
    print('\nStopping: requests and pages under way are finished first …')
    await server.close()
    await reader[Symbol.asyncDispose]()
    await workers.close()
    await feeder.close()
    await anchoring.close()
    await searchIndex[Symbol.asyncDispose]()
    await platform.close()
    print('Stopped.')
  }
})

function print(text: string): void {
  process.stdout.write(`${text}\n`)
}

function loginTable(logins: readonly ShownLogin[]): string {
  const names = Math.max(...logins.map(({ username }) => username.length))
  const rows = logins.map(({ username, password = '(unchanged)', who }) => {
    return `  ${username.padEnd(names)}    ${password}    ${who}`
  })
  return rows.join('\n')
}
