import { createPinoLogger } from './adapters/pino/log.ts'
import { composeHttp } from './compose-http.ts'
import { prepareInstallation } from './compose-installation.ts'
import { composeAuditAnchoring, composeSearchFeeder } from './compose-workers.ts'
import { openPictureReader } from './compose-readers.ts'
import { openSearchIndex } from './compose-stores.ts'
import { openPlatform, requireSharedDatabase } from './compose.ts'
import { readConfig } from './config/config.ts'
import { runUntilStopped } from './main-process.ts'

/** The web server alone; logs to standard output. */
await runUntilStopped(async ({ stopping, fail }) => {
  const config = readConfig(process.env)
  requireSharedDatabase(config)
  const logger = createPinoLogger({ level: config.logLevel })
  const platform = await openPlatform(config, logger, { stopping, fail })
  const logins = await prepareInstallation(platform, config, stopping)
  for (const login of logins) process.stdout.write(`First login: ${JSON.stringify(login)}\n`)
  const anchoring = composeAuditAnchoring(platform)
  const searchIndex = await openSearchIndex(config)
  const feeder = composeSearchFeeder(platform, searchIndex)
  const reader = openPictureReader(config)
  const server = composeHttp(config, platform, { searchIndex, reader }, logger)
  logger.info({ url: await server.start(config.port, config.host) }, 'http-ready')
  return async () => {
    await server.close()
    await reader[Symbol.asyncDispose]()
    await feeder.close()
    await anchoring.close()
    await searchIndex[Symbol.asyncDispose]()
    await platform.close()
  }
})
