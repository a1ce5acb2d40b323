import { createPinoLogger } from './adapters/pino/log.ts'
import { composeJobWorkers } from './compose-workers.ts'
import { openPlatform } from './compose.ts'
import { readConfig } from './config/config.ts'
import { runUntilStopped } from './main-process.ts'

/** The workers alone: any number of these, on any number of machines. Logs to standard output. */
await runUntilStopped(async ({ fail }) => {
  const config = readConfig(process.env)
  if (config.database.kind === 'embedded') {
    throw new Error('A worker of its own needs a database that it can share: set MONGODB_URI.')
  }
  const logger = createPinoLogger({ level: config.logLevel })
  const platform = await openPlatform(config, logger, fail)
  const workers = await composeJobWorkers(config, platform)
  logger.info({}, 'worker-ready')
  return async () => {
    await workers.close()
    await platform.close()
  }
})
