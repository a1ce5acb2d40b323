import { systemActor, type Actor } from '../../domain/access/actor.ts'
import { requirePermission } from '../../domain/access/policy.ts'
import { requireState, type DisposalRun } from '../../domain/disposal/disposal-run.ts'
import type { BlobStore, StoreProtection } from '../../ports/blob-store.ts'
import type { DisposalRuns } from '../../ports/disposal-runs.ts'
import { withHeldBack, type DueFile, type DuePorts } from '../shared/due-files.ts'
import type { Ledger } from '../shared/ledger.ts'
import { releaseFiles } from '../shared/released-files.ts'
import { readRetentionPlan } from '../shared/retention-plan.ts'
import { required } from '../shared/required.ts'

/** Newest first. @throws {MailroomError} `forbidden` */
export type ListRuns = (actor: Actor, signal: AbortSignal) => Promise<readonly DisposalRun[]>

/** A run, and what holds its files back as they are now. */
export interface ShownRun {
  readonly run: DisposalRun
  /** By id of the case file; absent for what is gone. */
  readonly now: ReadonlyMap<string, DueFile>
  /** What the object store does with old bytes. */
  readonly store: StoreProtection
}

/** @throws {MailroomError} `forbidden`, `not-found` */
export type ShowRun = (actor: Actor, runId: string, signal: AbortSignal) => Promise<ShownRun>

/** Ends a run; the files of it that are still there are free again. @throws {MailroomError} `not-found`, `state-conflict` */
export type CancelRun = (
  actor: Actor,
  input: { readonly runId: string; readonly reason: string },
  signal: AbortSignal,
) => Promise<DisposalRun>

type Ports = DuePorts & { readonly disposalRuns: DisposalRuns }

/** More runs than an archive sees in many years. */
const MAX_RUNS = 500

export function createListRuns({ disposalRuns }: Pick<Ports, 'disposalRuns'>): ListRuns {
  return async function listRuns(actor, signal) {
    requirePermission(actor, 'disposal:manage')
    return disposalRuns.list(actor, MAX_RUNS, signal)
  }
}

export function createShowRun(ports: Ports & { readonly blobStore: BlobStore }): ShowRun {
  return async function showRun(actor, runId, signal) {
    requirePermission(actor, 'disposal:manage')
    const run = required(await ports.disposalRuns.find(actor, runId, signal))
    const machine = systemActor(actor.tenantId, actor.requestId)
    const plan = await readRetentionPlan(ports, machine, signal)
    const now = new Map<string, DueFile>()
    for (const { caseFileId } of run.files) {
      const caseFile = await ports.caseFiles.find(machine, caseFileId, signal)
      if (caseFile === undefined) continue
      const known = { caseFile, retention: plan.retentionOf(caseFile), runId }
      now.set(caseFileId, await withHeldBack(ports, machine, known, signal))
    }
    return { run, now, store: await ports.blobStore.protection(signal) }
  }
}

export function createCancelRun(ports: Ports & { readonly ledger: Ledger }): CancelRun {
  return async function cancelRun(actor, { runId, reason }, signal) {
    requirePermission(actor, 'disposal:manage')
    return ports.ledger.change(
      actor,
      async () => {
        const run = required(await ports.disposalRuns.find(actor, runId, signal))
        requireState(run, 'prepared', 'offered', 'decided', 'transferred', 'requested')
        const changed = await releaseFiles(ports, run, signal)
        const after = await ports.disposalRuns.save(actor, { ...run, state: 'ended' }, signal)
        const event = {
          action: 'disposal.cancelled',
          object: { kind: 'disposal-run', id: runId },
          reason,
        } as const
        return { result: after, events: [event], changed }
      },
      signal,
    )
  }
}
