import type { Actor } from '../../domain/access/actor.ts'
import { requirePermission } from '../../domain/access/policy.ts'
import type { AuditEntry } from '../../domain/audit/event.ts'
import type { CaseFile } from '../../domain/filing/case-file.ts'
import { noLongerReferring, referring } from '../../domain/filing/references.ts'
import type { CaseFiles } from '../../ports/case-files.ts'
import { caseFileNotice } from '../shared/case-files.ts'
import { onBehalfOf } from '../shared/deputyships.ts'
import type { Ledger } from '../shared/ledger.ts'
import { viewedCaseFile } from '../shared/opened-records.ts'
import type { ReadLog } from '../shared/read-log.ts'
import { invalid, required } from '../shared/required.ts'

/** The case files with a bearing on one, as far as the actor may read them. @throws {MailroomError} `not-found` */
export type ListReferences = (
  actor: Actor,
  caseFileId: string,
  signal: AbortSignal,
) => Promise<readonly CaseFile[]>

export interface ReferenceInput {
  readonly caseFileId: string
  /** The other one; the actor must be able to read both. */
  readonly otherId: string
}

/** Each of both names the other from then on. @throws {MailroomError} `not-found`, `validation-failed`, `state-conflict` */
export type AddReference = (actor: Actor, input: ReferenceInput, signal: AbortSignal) => Promise<CaseFile>

/** @throws {MailroomError} `not-found`, `validation-failed`, `state-conflict` */
export type RemoveReference = (
  actor: Actor,
  input: ReferenceInput & { readonly reason: string },
  signal: AbortSignal,
) => Promise<CaseFile>

interface ChangePorts {
  readonly caseFiles: CaseFiles
  readonly ledger: Ledger
}

export function createListReferences(ports: {
  readonly caseFiles: CaseFiles
  readonly readLog: ReadLog
}): ListReferences {
  return async function listReferences(actor, caseFileId, signal) {
    requirePermission(actor, 'files:read')
    const { references = [] } = await viewedCaseFile(ports, actor, caseFileId, signal)
    const found: CaseFile[] = []
    for (const id of references) {
      const other = await ports.caseFiles.find(actor, id, signal)
      if (other !== undefined) found.push(other)
    }
    return found
  }
}

export function createAddReference(ports: ChangePorts): AddReference {
  return async function addReference(actor, input, signal) {
    requirePermission(actor, 'files:edit')
    const change = { join: referring, action: 'case-file.reference-added', side: 'after' } as const
    return changeBoth(ports, actor, input, change, signal)
  }
}

export function createRemoveReference(ports: ChangePorts): RemoveReference {
  return async function removeReference(actor, { reason, ...input }, signal) {
    requirePermission(actor, 'files:edit')
    const change = {
      join: noLongerReferring,
      action: 'case-file.reference-removed',
      side: 'before',
      reason,
    } as const
    return changeBoth(ports, actor, input, change, signal)
  }
}

interface Change {
  readonly join: typeof referring
  readonly action: string
  readonly side: 'before' | 'after'
  readonly reason?: string
}

function changeBoth(
  { caseFiles, ledger }: ChangePorts,
  actor: Actor,
  { caseFileId, otherId }: ReferenceInput,
  change: Change,
  signal: AbortSignal,
): Promise<CaseFile> {
  return ledger.change(
    actor,
    async () => {
      const before = required(await caseFiles.find(actor, caseFileId, signal))
      const otherBefore = await caseFiles.find(actor, otherId, signal)
      if (otherBefore === undefined) throw invalid('otherId', 'Diese Akte gibt es nicht.')
      const [wanted, otherWanted] = change.join(before, otherBefore)
      const one = await caseFiles.save(actor, wanted, signal)
      const other = await caseFiles.save(actor, otherWanted, signal)
      return {
        result: one,
        events: [eventOf(actor, one, other, change), eventOf(actor, other, one, change)],
        changed: [caseFileNotice(one), caseFileNotice(other)],
      }
    },
    signal,
  )
}

/** Names the other by its id alone: who may not read that learns nothing of it, see `CaseFileHistory`. */
function eventOf(
  actor: Actor,
  file: CaseFile,
  other: CaseFile,
  { action, side, reason }: Change,
): AuditEntry {
  return {
    action,
    object: { kind: 'case-file', id: file.id },
    ...onBehalfOf(actor, file.readKeys),
    ...(reason === undefined ? {} : { reason }),
    changes: { reference: { [side]: other.id } },
  }
}
