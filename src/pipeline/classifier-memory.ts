import type { Actor } from '../domain/access/actor.ts'
import { createClassifier, type Classifier } from '../domain/classification/classifier.ts'
import { applyExample, TRAINING_TASKS, type TrainingTask } from '../domain/classification/training.ts'
import type { TrainingJournal } from '../ports/training-journal.ts'

/** What the machine has learnt so far, up to date with the journal at each call. */
export interface ClassifierMemory {
  classifiers(actor: Actor, signal: AbortSignal): Promise<Readonly<Record<TrainingTask, Classifier>>>
}

interface TenantMemory {
  readonly classifiers: Readonly<Record<TrainingTask, Classifier>>
  seq: number
  /** Ends when the last call has caught up; calls of one tenant follow each other. */
  busy: Promise<void>
}

const LINES_A_READ = 500

/** Keeps the models of each tenant in memory and follows the training journal, so that a lesson counts at once. */
export function createClassifierMemory(journal: TrainingJournal): ClassifierMemory {
  const tenants = new Map<string, TenantMemory>()

  async function catchUp(memory: TenantMemory, actor: Actor, signal: AbortSignal): Promise<void> {
    for (;;) {
      const lines = await journal.readSince(actor, memory.seq, LINES_A_READ, signal)
      for (const line of lines) {
        for (const task of TRAINING_TASKS) applyExample(memory.classifiers[task], line)
        memory.seq = line.seq
      }
      if (lines.length < LINES_A_READ) return
    }
  }

  return {
    async classifiers(actor, signal) {
      const memory = tenants.get(actor.tenantId) ?? emptyMemory()
      tenants.set(actor.tenantId, memory)
      const turn = memory.busy.then(() => catchUp(memory, actor, signal))
      // A failed turn must not fail the next one, which starts from where this one came to.
      memory.busy = turn.catch(() => undefined)
      await turn
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
    busy: Promise.resolve(),
  }
}
