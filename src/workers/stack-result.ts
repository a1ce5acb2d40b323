import type { Actor } from '../domain/access/actor.ts'
import { personOf } from '../domain/access/actor-of-user.ts'
import type { StoredDocument } from '../domain/intake/document.ts'
import { AWAITED, type Job } from '../domain/intake/job.ts'
import { afterStep } from '../domain/intake/machine-result.ts'
import { processingOf, queuedAgain } from '../domain/intake/processing.ts'
import { isCertain, type SplitProposal } from '../domain/stacks/split-plan.ts'
import {
  asStack,
  confirmedSplit,
  divided,
  planOf,
  proposed,
  type StackItem,
} from '../domain/stacks/stack-moves.ts'
import type { SplitFinding } from '../pipeline/propose-split.ts'
import type { Clock } from '../ports/clock.ts'
import type { JobQueue } from '../ports/job-queue.ts'
import { drawFor, drawTermsOf, insertDrawn, type CheckDrawPorts } from '../usecases/shared/scan-checks.ts'
import { saveMachineChange, type MachineSavePorts } from './machine-save.ts'

export interface StackResultPorts extends MachineSavePorts, CheckDrawPorts {
  readonly jobQueue: JobQueue
  readonly clock: Clock
}

/** The plan, the end of the job and, where everything is certain and the batch allows it, the division. */
export function saveProposal(
  ports: StackResultPorts,
  actor: Actor,
  job: Job,
  { plan, mayDivideAlone }: SplitFinding,
  signal: AbortSignal,
): Promise<void> {
  return saveMachineChange(
    ports,
    actor,
    job,
    (records) => {
      const before = asStack(records.item)
      const planned = proposed(before, plan)
      // What people have begun to change is theirs to confirm.
      const isAlone = before.stack.plan === undefined && mayDivideAlone && isCertain(plan)
      // Confirmed before a quarantine: what is left of the division is done now.
      const isLeft = before.stack.confirmed !== undefined
      const goesOn = planned !== before && (isAlone || isLeft)
      const at = ports.clock.now().toISOString()
      const item = goesOn && !isLeft ? confirmedSplit(planned, { at, by: personOf(actor) }) : planned
      const read = afterStep(records.document, undefined)
      const document = goesOn ? queuedAgain(read, 'divide') : read
      return {
        document,
        item: { ...item, processing: processingOf([document]) },
        notice: 'item',
        async also() {
          await ports.jobQueue.complete(job, signal)
          if (goesOn && !isLeft) await recordConfirmed(ports, actor, item, signal)
          if (goesOn) await queueDivision(ports, actor, job, document, signal)
        },
      }
    },
    signal,
  )
}

async function recordConfirmed(
  { auditLog }: StackResultPorts,
  actor: Actor,
  { id, stack: { confirmed } }: StackItem,
  signal: AbortSignal,
): Promise<void> {
  const object = { kind: 'incoming-item', id } as const
  await auditLog.append(
    actor,
    { action: 'stack.confirmed', object, changes: { confirmed: { after: confirmed } } },
    signal,
  )
}

async function queueDivision(
  { jobQueue }: StackResultPorts,
  actor: Actor,
  { id, documentId, itemId }: Job,
  { original }: StoredDocument,
  signal: AbortSignal,
): Promise<void> {
  const work = { kind: 'divide', documentId, itemId, priority: AWAITED } as const
  await jobQueue.enqueue(actor, { ...work, inputHash: `${original.sha256}/${id}` }, signal)
}

/**
 * Every letter is cut out: the scan ends, what was left out of the letters is written down, and it is drawn which of them a
 * person looks at.
 */
export async function saveDivided(
  ports: StackResultPorts,
  actor: Actor,
  job: Job,
  signal: AbortSignal,
): Promise<void> {
  const known = await ports.incomingItems.find(actor, job.itemId, signal)
  if (known === undefined) return ports.jobQueue.complete(job, signal)
  const terms = await drawTermsOf(ports, actor, known, signal)
  await saveMachineChange(
    ports,
    actor,
    job,
    (records) => {
      const document = afterStep(records.document, undefined)
      const before = asStack(records.item)
      const draw = drawFor(ports, before, terms)
      const item = divided(before, draw)
      return {
        document,
        item: { ...item, processing: processingOf([document]) },
        notice: 'item',
        async also() {
          await ports.jobQueue.complete(job, signal)
          const object = { kind: 'incoming-item', id: item.id } as const
          const changes = { letters: { after: item.stack.parts }, leftOut: { after: leftOut(planOf(item)) } }
          await ports.auditLog.append(actor, { action: 'stack.divided', object, changes }, signal)
          const drawn = { action: 'stack.drawn', object, changes: { draw: { after: draw } } } as const
          await ports.auditLog.append(actor, drawn, signal)
          await insertDrawn(ports, actor, { stack: item, draw, batch: terms.batch }, signal)
        },
      }
    },
    signal,
  )
}

function leftOut({ pages }: SplitProposal): readonly object[] {
  return pages
    .filter(({ role }) => role !== 'page')
    .map(({ page, role, sha256 }) => ({ page, role, ...(sha256 === undefined ? {} : { sha256 }) }))
}
