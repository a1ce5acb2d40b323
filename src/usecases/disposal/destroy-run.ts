import { systemActor, type Actor } from '../../domain/access/actor.ts'
import { personOf } from '../../domain/access/actor-of-user.ts'
import { requirePermission } from '../../domain/access/policy.ts'
import {
  mayBeDestroyed,
  requireApproved,
  requireState,
  type DisposalRun,
} from '../../domain/disposal/disposal-run.ts'
import { MailroomError } from '../../domain/errors.ts'
import type { BlobStore } from '../../ports/blob-store.ts'
import type { DisposalRuns } from '../../ports/disposal-runs.ts'
import { destroyFile, type DestroyFilePorts } from '../shared/destroyed-file.ts'
import { eraseObjects } from '../shared/erased-objects.ts'
import { releaseFiles } from '../shared/released-files.ts'
import { required } from '../shared/required.ts'

/**
 * Asks for the destruction of what the archive has let go or has itself. Destroys nothing.
 *
 * @throws {MailroomError} `forbidden`, `not-found`, `state-conflict` when the archive has said nothing that allows it
 */
export type RequestDestruction = (actor: Actor, runId: string, signal: AbortSignal) => Promise<DisposalRun>

/**
 * Destroys what was asked for by somebody else. Each file is looked at again in the transaction that destroys it; what is
 * held back then, or is not what the archive was told of, stays. An interruption is made up for by the machine (`FinishRun`).
 *
 * @throws {MailroomError} `forbidden` for who asked for it, `not-found`, `state-conflict`, `retention-locked`
 */
export type ApproveDestruction = (actor: Actor, runId: string, signal: AbortSignal) => Promise<DisposalRun>

/** Erases the objects that an interruption has left. @throws {MailroomError} `not-found`, `retention-locked` */
export type EraseObjects = (actor: Actor, runId: string, signal: AbortSignal) => Promise<DisposalRun>

/** @throws {MailroomError} `retention-locked` */
export type FinishRun = (
  run: Pick<DisposalRun, 'id' | 'tenantId'>,
  requestId: string,
  signal: AbortSignal,
) => Promise<DisposalRun>

export interface DestructionPorts extends DestroyFilePorts {
  readonly disposalRuns: DisposalRuns
  readonly blobStore: BlobStore
}

export function createRequestDestruction(ports: DestructionPorts): RequestDestruction {
  return async function requestDestruction(actor, runId, signal) {
    requirePermission(actor, 'disposal:manage')
    return ports.ledger.change(
      actor,
      async () => {
        const run = required(await ports.disposalRuns.find(actor, runId, signal))
        requireState(run, 'decided', 'transferred')
        if (!run.files.some(mayBeDestroyed)) throw undecided(run)
        const requested = { at: ports.clock.now().toISOString(), by: personOf(actor) }
        const after = await ports.disposalRuns.save(actor, { ...run, state: 'requested', requested }, signal)
        return { result: after, events: [runEvent(run, 'disposal.destruction-requested')], changed: [] }
      },
      signal,
    )
  }
}

function undecided({ id }: DisposalRun): MailroomError {
  return new MailroomError('state-conflict', 'The archive has not let go of any file of the run.', {
    facts: { runId: id },
  })
}

export function createApproveDestruction(ports: DestructionPorts): ApproveDestruction {
  return async function approveDestruction(actor, runId, signal) {
    requirePermission(actor, 'disposal:manage')
    await approve(ports, actor, runId, signal)
    return carryOut(ports, actor, runId, signal)
  }
}

/** Goes on where an interruption has ended what two persons have decided. The machine does that by itself. */
export function createFinishRun(ports: DestructionPorts): FinishRun {
  return async function finishRun({ id, tenantId }, requestId, signal) {
    return carryOut(ports, systemActor(tenantId, requestId), id, signal)
  }
}

async function carryOut(
  ports: DestructionPorts,
  actor: Actor,
  runId: string,
  signal: AbortSignal,
): Promise<DisposalRun> {
  const run = required(await ports.disposalRuns.find(actor, runId, signal))
  if (run.state === 'requested' && run.approved !== undefined) {
    for (const file of run.files) await destroyFile(ports, actor, { runId, file }, signal)
    await end(ports, actor, runId, signal)
  }
  return eraseObjects(ports, actor, runId, signal)
}

function approve(
  ports: DestructionPorts,
  actor: Actor,
  runId: string,
  signal: AbortSignal,
): Promise<DisposalRun> {
  return ports.ledger.change(
    actor,
    async () => {
      const run = required(await ports.disposalRuns.find(actor, runId, signal))
      requireState(run, 'requested')
      if (run.requested?.by.userId === actor.userId)
        throw new MailroomError('forbidden', 'Whoever asks for a destruction does not approve it.', {
          facts: { runId },
        })
      if (run.approved !== undefined) return { result: run, events: [], changed: [] }
      const approved = { at: ports.clock.now().toISOString(), by: personOf(actor) }
      const after = await ports.disposalRuns.save(actor, { ...run, approved }, signal)
      return { result: after, events: [runEvent(run, 'disposal.destruction-approved')], changed: [] }
    },
    signal,
  )
}

function end(
  ports: DestructionPorts,
  actor: Actor,
  runId: string,
  signal: AbortSignal,
): Promise<DisposalRun> {
  return ports.ledger.change(
    actor,
    async () => {
      const run = required(await ports.disposalRuns.find(actor, runId, signal))
      if (run.state === 'ended') return { result: run, events: [], changed: [] }
      requireApproved(run)
      const changed = await releaseFiles(ports, run, signal)
      const after = await ports.disposalRuns.save(actor, { ...run, state: 'ended' }, signal)
      const destroyed = after.files.filter((file) => file.destroyed !== undefined).length
      const event = { ...runEvent(run, 'disposal.ended'), changes: { destroyed: { after: destroyed } } }
      return { result: after, events: [event], changed }
    },
    signal,
  )
}

export function createEraseObjects(ports: DestructionPorts): EraseObjects {
  return async function eraseNow(actor, runId, signal) {
    requirePermission(actor, 'disposal:manage')
    return eraseObjects(ports, actor, runId, signal)
  }
}

function runEvent({ id }: DisposalRun, action: string) {
  return { action, object: { kind: 'disposal-run', id } } as const
}
