import { randomUUID } from 'node:crypto'
import { hostname } from 'node:os'
import { openDocumentReader, openScratchSpace, readerCount, type Platform } from './compose.ts'
import type { Config } from './config/config.ts'
import { createPipeline } from './pipeline/pipeline.ts'
import type { SearchIndex } from './ports/search-index.ts'
import { createRecoverIntakes } from './usecases/intake/recover-intakes.ts'
import { feedSearch } from './workers/feed-search.ts'
import { recoverInterrupted } from './workers/recover-intakes.ts'
import { runJobs } from './workers/run-jobs.ts'

/** Work that goes on beside requests. */
export interface RunningWorkers {
  /** Hands running jobs back and waits for the end. */
  close(): Promise<void>
}

/** Reads and understands documents, and clears away what interrupted intakes have left. */
export async function composeJobWorkers(config: Config, platform: Platform): Promise<RunningWorkers> {
  const reader = openDocumentReader(config)
  const scratch = await openScratchSpace(config)
  const pipeline = createPipeline({ ...platform, reader, scratch })
  const stopper = new AbortController()
  const options = { workerId: `${hostname()}/${process.pid}/${randomUUID()}`, lanes: readerCount(config) }
  const running = Promise.all([
    runJobs({ ...platform, pipeline }, options, stopper.signal),
    recoverInterrupted(platform.log, createRecoverIntakes(platform), stopper.signal),
  ])
  return {
    async close() {
      stopper.abort()
      await running
      await reader[Symbol.asyncDispose]()
    },
  }
}

/** Keeps the search index of this process up to date. */
export function composeSearchFeeder(platform: Platform, searchIndex: SearchIndex): RunningWorkers {
  const stopper = new AbortController()
  const running = feedSearch({ ...platform, searchIndex }, stopper.signal)
  return {
    async close() {
      stopper.abort()
      await running
    },
  }
}
