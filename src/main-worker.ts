import { createPinoLogger } from './adapters/pino/log.ts'
import { composeHealth } from './compose-http.ts'
import { composeAuditAnchoring, composeJobWorkers } from './compose-workers.ts'
import { openPlatform, requireSharedDatabase } from './compose.ts'
import { readConfig } from './config/config.ts'
import { runUntilStopped } from './main-process.ts'

/** The workers alone: any number of these, on any number of machines. Logs to standard output. */
await runUntilStopped(async ({ stopping, fail }) => {
  const config = readConfig(process.env)
  requireSharedDatabase(config)
  const logger = createPinoLogger({ level: config.logLevel })
  const platform = await openPlatform(config, logger, { stopping, fail })
  const anchoring = composeAuditAnchoring(platform)
  const workers = await composeJobWorkers(config, platform)
  const health = composeHealth(platform, logger, workers)
  const url =
    config.healthPort === undefined ? {} : { url: await health.start(config.healthPort, config.host) }
  logger.info(url, 'worker-ready')
  return async () => {
    await workers.close()
    await anchoring.close()
    if (config.healthPort !== undefined) await health.close()
    await platform.close()
  }
})
