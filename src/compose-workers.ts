import { randomUUID } from 'node:crypto'
import { hostname } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { findWalls, namesOfWalls, type Walls } from './adapters/child-pool/walls.ts'
import { chooseEngine } from './compose-engine.ts'
import { startMailWork } from './compose-mail.ts'
import { openDocumentReader, readerCount } from './compose-readers.ts'
import type { Platform } from './compose.ts'
import type { Config } from './config/config.ts'
import { AWAITED } from './domain/intake/job.ts'
import { describeChoice, type OcrEngine } from './domain/recognition/engine-choice.ts'
import { createClassifierMemory } from './pipeline/classifier-memory.ts'
import { createPipeline } from './pipeline/pipeline.ts'
import { createProposeSplit } from './pipeline/propose-split.ts'
import type { SearchIndex } from './ports/search-index.ts'
import { createScanFolders } from './adapters/filesystem/scan-folders.ts'
import { createBell } from './adapters/system/bell.ts'
import { createPace } from './adapters/system/pace.ts'
import { createSliceRunner } from './adapters/system/slice-runner.ts'
import { createMoveUnitWork } from './usecases/access/move-unit-work.ts'
import { createReceiveFromFolder } from './usecases/batches/receive-from-folder.ts'
import { createFinishRun } from './usecases/disposal/destroy-run.ts'
import { createRequestScan } from './usecases/integrity/request-scan.ts'
import { createRunScan } from './usecases/integrity/run-scan.ts'
import { createRecoverIntakes } from './usecases/intake/recover-intakes.ts'
import { createDivideStack } from './usecases/stacks/divide-stack.ts'
import { anchorAudit } from './workers/anchor-audit.ts'
import { feedWebhooks } from './workers/feed-webhooks.ts'
import { sendWebhooks } from './workers/send-webhooks.ts'
import { feedSearch } from './workers/feed-search.ts'
import { finishDisposals } from './workers/finish-disposals.ts'
import { followEngine } from './workers/follow-engine.ts'
import { createPulse, type Pulse } from './workers/pulse.ts'
import { requestTimeStamps } from './workers/request-time-stamps.ts'
import { recoverInterrupted } from './workers/recover-intakes.ts'
import { moveEndedUnits } from './workers/move-ended-units.ts'
import { runJobs } from './workers/run-jobs.ts'
import { createFolderWatch, watchFolders } from './workers/watch-folders.ts'
import { scanIntegrity } from './workers/scan-integrity.ts'

const LAST_ANCHOR_MS = 5_000
const HOUR_MS = 60 * 60 * 1_000
/** A start is busy enough. */
const FIRST_SCAN_AFTER_MS = 10 * 60 * 1_000

/** Work that goes on beside requests. */
export interface RunningWorkers {
  /** Hands running jobs back and waits for the end. */
  close(): Promise<void>
}

export interface JobWorkers extends RunningWorkers {
  /**
   * Fails when a lane has hung: nothing but a restart mends that.
   *
   * @returns the walls around what reads foreign bytes
   */
  health(): Promise<string>
  /** As the record of a page names it; undefined until it is chosen. */
  engineName(): string | undefined
}

/** One lane, with a child of its own, is kept free for what a person waits for. */
const AWAITED_LANES = 1
/** A lane that works gives a sign with each heartbeat of its lease, an idle one each second. */
const SILENT_LIMIT_MS = 60_000

/** Reads and understands documents, and clears away what interrupted intakes have left. */
export async function composeJobWorkers(config: Config, platform: Platform): Promise<JobWorkers> {
  const walls = findWalls()
  const wallNames = namesOfWalls(walls).join(', ')
  platform.log.info('walls-of-readers', { walls: wallNames })
  const stopper = new AbortController()
  const pulse = createPulse()
  let engine = 'being measured'
  let engineName: string | undefined
  let isBroken = false
  const onEnd = (error: unknown): void => {
    if (stopper.signal.aborted) return
    isBroken = true
    platform.log.error('lanes-ended', { cause: String(error) })
  }
  const lanes = followEngine(
    {
      async choose(isFirst, signal) {
        const { choice, name } = await chooseEngine({ config, walls, log: platform.log, isFirst }, signal)
        engine = describeChoice(choice)
        engineName = name
        return choice
      },
      pause: (ms, signal) => sleep(ms, undefined, { signal }),
      work: (name, signal) =>
        runLanes({ config, platform, walls, pulse }, name, signal).catch((error: unknown) => {
          if (!signal.aborted) onEnd(error)
        }),
    },
    stopper.signal,
  )
  const mailWork = startMailWork(config, platform, stopper.signal)
  const running = Promise.all([
    mailWork.running,
    feedWebhooks(platform, stopper.signal),
    sendWebhooks(platform, stopper.signal),
    lanes.catch(onEnd),
    watchScanFolders(config, platform, stopper.signal),
    moveEndedUnits({ ...platform, moveUnitWork: createMoveUnitWork(platform) }, stopper.signal),
    stampScans(platform, stopper.signal),
    finishDisposals({ ...platform, finishRun: createFinishRun(platform) }, stopper.signal),
    recoverInterrupted(platform.log, createRecoverIntakes(platform), stopper.signal),
    scanIntegrity(
      {
        ...platform,
        requestScan: createRequestScan(platform),
        runScan: createRunScan({ ...platform, pace: createPace() }),
      },
      { everyMs: config.scanEveryHours * HOUR_MS, firstAfterMs: FIRST_SCAN_AFTER_MS },
      stopper.signal,
    ),
  ])
  return {
    async health() {
      if (isBroken) throw new Error('The lanes of the workers have ended.')
      if (pulse.silentMs() > SILENT_LIMIT_MS) throw new Error('A lane of the workers has hung.')
      return `ok; readers behind: ${wallNames}; engine: ${engine}; ${mailWork.summary()}`
    },
    engineName: () => engineName,
    async close() {
      stopper.abort()
      await running
    },
  }
}

/** Where the operator has named an authority. */
async function stampScans(platform: Platform, signal: AbortSignal): Promise<void> {
  const { timeStampAuthority } = platform
  if (timeStampAuthority !== undefined) await requestTimeStamps({ ...platform, timeStampAuthority }, signal)
}

/** What scanners put into their folders below the storage directory. */
function watchScanFolders(config: Config, platform: Platform, signal: AbortSignal): Promise<void> {
  const scanFolders = createScanFolders({ directory: join(config.storageDir, 'inbox') })
  const receiveFromFolder = createReceiveFromFolder(platform)
  const watch = createFolderWatch({ ...platform, scanFolders, receiveFromFolder }, config)
  return watchFolders(watch, { bell: createBell(), log: platform.log }, signal)
}

interface LaneParts {
  readonly config: Config
  readonly platform: Platform
  readonly walls: Walls
  readonly pulse: Pulse
}

/** Works on jobs until the signal ends it. */
async function runLanes(parts: LaneParts, engine: OcrEngine, signal: AbortSignal): Promise<void> {
  const { config, platform, walls, pulse } = parts
  const lanes = readerCount(config)
  await using reader = openDocumentReader(config, engine, lanes, walls)
  await using awaitedReader = openDocumentReader(config, engine, AWAITED_LANES, walls)
  const memory = createClassifierMemory({ ...platform, sliceRunner: createSliceRunner() })
  const pipeline = createPipeline({ ...platform, reader }, memory)
  const awaitedPipeline = createPipeline({ ...platform, reader: awaitedReader }, memory)
  const proposeSplit = createProposeSplit(platform)
  const ports = { ...platform, pulse, proposeSplit }
  const divideStack = createDivideStack({ ...platform, reader })
  const divideAwaited = createDivideStack({ ...platform, reader: awaitedReader })
  const workerId = `${hostname()}/${process.pid}/${randomUUID()}`
  const awaited = { workerId, lanes: AWAITED_LANES, atMostPriority: AWAITED }
  await Promise.all([
    runJobs({ ...ports, pipeline, divideStack }, { workerId, lanes }, signal),
    runJobs({ ...ports, pipeline: awaitedPipeline, divideStack: divideAwaited }, awaited, signal),
  ])
}

/** Keeps the audit chains in a second place; what was committed last is anchored before the end. */
export function composeAuditAnchoring(platform: Platform): RunningWorkers {
  const { catchUp, contradicted } = platform.anchoring
  const stopper = new AbortController()
  const running = anchorAudit(platform, catchUp, stopper.signal)
  return {
    async close() {
      stopper.abort()
      await running
      await catchUp(AbortSignal.timeout(LAST_ANCHOR_MS)).catch((error: unknown) => {
        platform.log.error('audit-not-anchored', { cause: String(error), contradicted: contradicted() })
      })
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
