import type { Actor } from '../domain/access/actor.ts'
import { createClassifier, type Classifier } from '../domain/classification/classifier.ts'
import { areFeaturesReadable } from '../domain/classification/feature-codec.ts'
import { TRAINING_TASKS, type TrainingTask } from '../domain/classification/training.ts'
import type { Log } from '../ports/log.ts'
import type { SliceRunner } from '../ports/slice-runner.ts'
import type { TrainingJournal } from '../ports/training-journal.ts'

/**
 * What the machine has learnt so far. It is brought up to date with the journal at each call, within milliseconds after a lesson or two. When much
 * has changed, the models are fitted anew aside; letters are answered and lessons learnt meanwhile. Only the first call of a tenant waits for
 * that: before it nothing is learnt.
 */
export interface ClassifierMemory {
  classifiers(actor: Actor, signal: AbortSignal): Promise<Readonly<Record<TrainingTask, Classifier>>>
}

interface TenantMemory {
  readonly classifiers: Readonly<Record<TrainingTask, Classifier>>
  seq: number
  /** Whether everything has been learnt once, so that there is something to answer from. */
  hasLearnt: boolean
  /** Ends when the last call has caught up; calls of one tenant follow each other. */
  busy: Promise<void>
  /** Fits the models anew; at most one at a time. */
  isRefreshing: boolean
}

const LINES_A_READ = 100
/** A slow database must not hold up the letters. */
const PATIENCE_MS = 2_000

/** Keeps the models of each tenant in memory and follows the training journal, so that a lesson counts at once. */
export function createClassifierMemory(
  {
    trainingJournal,
    log,
    sliceRunner,
  }: {
    readonly trainingJournal: TrainingJournal
    readonly log: Log
    readonly sliceRunner: SliceRunner
  },
  patienceMs = PATIENCE_MS,
): ClassifierMemory {
  const tenants = new Map<string, TenantMemory>()

  async function catchUp(memory: TenantMemory, actor: Actor, signal: AbortSignal): Promise<void> {
    for (;;) {
      const lines = await trainingJournal.readSince(actor, memory.seq, LINES_A_READ, signal)
      // A damaged line must not stop the mail: it teaches nothing.
      const readable = lines.filter(({ features }) => areFeaturesReadable(features))
      if (readable.length < lines.length) {
        const facts = { tenantId: actor.tenantId, damaged: lines.length - readable.length, after: memory.seq }
        log.warn('training-lines-damaged', facts)
      }
      for (const task of TRAINING_TASKS) {
        memory.classifiers[task].takeIn(readable.filter((line) => line.task === task))
      }
      memory.seq = lines.at(-1)?.seq ?? memory.seq
      if (lines.length < LINES_A_READ) break
    }
    for (const task of TRAINING_TASKS) await sliceRunner.run(memory.classifiers[task].absorb(), signal)
    if (!memory.hasLearnt) await refresh(memory, signal)
    memory.hasLearnt = true
    if (TRAINING_TASKS.some((task) => memory.classifiers[task].isStale)) refreshAside(memory, actor, signal)
  }

  async function refresh({ classifiers }: TenantMemory, signal: AbortSignal): Promise<void> {
    for (const task of TRAINING_TASKS) await sliceRunner.run(classifiers[task].refresh(), signal)
  }

  /** What fails or is cut short is tried again after the next call. */
  function refreshAside(memory: TenantMemory, actor: Actor, signal: AbortSignal): void {
    if (memory.isRefreshing) return
    memory.isRefreshing = true
    refresh(memory, signal)
      .catch((error: unknown) => {
        log.warn('training-not-refreshed', { tenantId: actor.tenantId, cause: String(error) })
      })
      .finally(() => {
        memory.isRefreshing = false
      })
  }

  return {
    async classifiers(actor, signal) {
      const memory = tenants.get(actor.tenantId) ?? emptyMemory()
      tenants.set(actor.tenantId, memory)
      const turn = memory.busy.then(() => catchUp(memory, actor, signal))
      // A failed turn must not fail the next one, which starts from where this one came to.
      memory.busy = turn.catch((error: unknown) => {
        log.warn('training-not-caught-up', { tenantId: actor.tenantId, cause: String(error) })
      })
      await (memory.hasLearnt ? sliceRunner.waitFor(turn, patienceMs) : turn)
      return memory.classifiers
    },
  }
}

function emptyMemory(): TenantMemory {
  return {
    classifiers: {
      documentType: createClassifier({ task: 'documentType' }),
      orgUnit: createClassifier({ task: 'orgUnit' }),
    },
    seq: 0,
    hasLearnt: false,
    busy: Promise.resolve(),
    isRefreshing: false,
  }
}
