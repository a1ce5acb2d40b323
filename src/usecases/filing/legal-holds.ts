import type { Actor } from '../../domain/access/actor.ts'
import { personOf } from '../../domain/access/actor-of-user.ts'
import { requirePermission } from '../../domain/access/policy.ts'
import type { CaseFile, LegalHold } from '../../domain/filing/case-file.ts'
import type { CaseFiles } from '../../ports/case-files.ts'
import type { Clock, IdGenerator } from '../../ports/clock.ts'
import { caseFileNotice } from '../shared/case-files.ts'
import { onBehalfOf } from '../shared/deputyships.ts'
import type { Ledger } from '../shared/ledger.ts'
import { requireSettling } from '../shared/record-access.ts'
import { invalid, required } from '../shared/required.ts'

export interface PlaceHoldInput {
  readonly caseFileId: string
  /** Who claims that the file is kept. */
  readonly owner: string
  readonly reason: string
}

/** Everybody who works on a file can see to it that it is kept. @throws {MailroomError} `not-found`, `validation-failed` */
export type PlaceHold = (actor: Actor, input: PlaceHoldInput, signal: AbortSignal) => Promise<CaseFile>

export interface LiftHoldInput {
  readonly caseFileId: string
  readonly holdId: string
  readonly reason: string
}

/** For heads of the unit that keeps the file. @throws {MailroomError} `not-found`, `forbidden`, `validation-failed` */
export type LiftHold = (actor: Actor, input: LiftHoldInput, signal: AbortSignal) => Promise<CaseFile>

interface Ports {
  readonly caseFiles: CaseFiles
  readonly ledger: Ledger
}

const MAX_HOLDS = 20

export function createPlaceHold(
  ports: Ports & { readonly clock: Clock; readonly ids: IdGenerator },
): PlaceHold {
  return async function placeHold(actor, { caseFileId, owner, reason }, signal) {
    requirePermission(actor, 'files:edit')
    const change = (before: CaseFile): HoldChange => {
      const placedAt = ports.clock.now().toISOString()
      const hold = { id: ports.ids.next(), owner, reason, placedAt, placedBy: personOf(actor) }
      const holds = [...(before.holds ?? []), hold]
      if (holds.length > MAX_HOLDS)
        throw invalid('owner', `Mehr als ${MAX_HOLDS} Sperren sind nicht möglich.`)
      return { holds, action: 'case-file.hold-placed', reason, told: { after: { id: hold.id, owner } } }
    }
    return changeHolds(ports, actor, caseFileId, change, signal)
  }
}

export function createLiftHold(ports: Ports): LiftHold {
  return async function liftHold(actor, { caseFileId, holdId, reason }, signal) {
    requirePermission(actor, 'access:grant')
    const change = (before: CaseFile): HoldChange => {
      requireSettling(actor, before)
      const lifted = before.holds?.find(({ id }) => id === holdId)
      if (lifted === undefined) throw invalid('holdId', 'Diese Sperre gibt es nicht.')
      const holds = (before.holds ?? []).filter(({ id }) => id !== holdId)
      const told = { before: { id: holdId, owner: lifted.owner } }
      return { holds, action: 'case-file.hold-lifted', reason, told }
    }
    return changeHolds(ports, actor, caseFileId, change, signal)
  }
}

interface HoldChange {
  readonly holds: readonly LegalHold[]
  readonly action: string
  readonly reason: string
  readonly told: { readonly before?: object; readonly after?: object }
}

function changeHolds(
  { caseFiles, ledger }: Ports,
  actor: Actor,
  caseFileId: string,
  change: (before: CaseFile) => HoldChange,
  signal: AbortSignal,
): Promise<CaseFile> {
  return ledger.change(
    actor,
    async () => {
      const before = required(await caseFiles.find(actor, caseFileId, signal))
      const { holds, action, reason, told } = change(before)
      const after = await caseFiles.save(actor, { ...before, holds }, signal)
      const event = {
        action,
        object: { kind: 'case-file', id: caseFileId },
        ...onBehalfOf(actor, before.readKeys),
        reason,
        changes: { hold: told },
      } as const
      return { result: after, events: [event], changed: [caseFileNotice(after)] }
    },
    signal,
  )
}
