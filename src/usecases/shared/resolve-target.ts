import { holdsKey, levelOf, systemActor, unitKey, type Actor } from '../../domain/access/actor.ts'
import { isActive } from '../../domain/access/organisation.ts'
import type { Level } from '../../domain/access/confidentiality.ts'
import { grantKeysOf } from '../../domain/access/policy.ts'
import type { MailroomError } from '../../domain/errors.ts'
import type { CaseFile } from '../../domain/filing/case-file.ts'
import type { StoredDocument } from '../../domain/intake/document.ts'
import type { Target } from '../../domain/intake/incoming-item.ts'
import type { CaseFiles } from '../../ports/case-files.ts'
import type { Clock } from '../../ports/clock.ts'
import type { OrgUnits, Tenants, Users } from '../../ports/organisation.ts'
import type { ItemWithDocuments } from './item-with-documents.ts'
import { invalid } from './required.ts'
import type { TargetInput } from './target-input.ts'
import { todayOf } from './today.ts'

export interface TargetPorts {
  readonly orgUnits: OrgUnits
  readonly users: Users
  readonly caseFiles: CaseFiles
  readonly tenants: Tenants
  readonly clock: Clock
}

/**
 * Checks where a person wants to send an item. A case file may be named when the actor may read it, or when the machine
 * has proposed it for the item.
 *
 * @throws {MailroomError} `validation-failed`
 */
export async function resolveTarget(
  ports: TargetPorts,
  actor: Actor,
  input: TargetInput,
  { item: { level }, documents }: ItemWithDocuments,
  signal: AbortSignal,
): Promise<Target> {
  const { caseFileId, assigneeId } = input
  const caseFile =
    caseFileId === undefined ? undefined : await openCaseFile(ports, actor, caseFileId, documents, signal)
  const orgUnitId = unitOf(input, caseFile)
  await requireActiveUnit(ports, actor, orgUnitId, signal)
  if (assigneeId !== undefined) await requireReader(ports, actor, { orgUnitId, assigneeId, level }, signal)
  return {
    orgUnitId,
    ...(caseFileId === undefined ? {} : { caseFileId }),
    ...(assigneeId === undefined ? {} : { assigneeId }),
  }
}

/** The unit that was named; without one that of the case file. */
function unitOf(input: TargetInput, caseFile: CaseFile | undefined): string {
  const orgUnitId = input.orgUnitId ?? caseFile?.leadUnitId
  if (orgUnitId === undefined) throw invalid('target.orgUnitId', 'Eine Stelle wird gebraucht.')
  if (caseFile !== undefined && caseFile.leadUnitId !== orgUnitId) throw noSuchFile()
  return orgUnitId
}

async function requireActiveUnit(
  ports: TargetPorts,
  actor: Actor,
  orgUnitId: string,
  signal: AbortSignal,
): Promise<void> {
  const unit = await ports.orgUnits.find(actor, orgUnitId, signal)
  if (unit === undefined || !isActive(unit, await todayOf(ports, actor, signal))) {
    throw invalid('target.orgUnitId', 'Diese Stelle nimmt keine Post an.')
  }
}

async function openCaseFile(
  { caseFiles }: TargetPorts,
  actor: Actor,
  caseFileId: string,
  documents: readonly StoredDocument[],
  signal: AbortSignal,
): Promise<CaseFile> {
  const isProposed = documents.some(({ proposals }) =>
    proposals.fields.caseFile?.some(({ value }) => value === caseFileId),
  )
  const asker = isProposed ? systemActor(actor.tenantId, actor.requestId) : actor
  const caseFile = await caseFiles.find(asker, caseFileId, signal)
  if (caseFile?.state !== 'open') throw noSuchFile()
  const isHidden = levelOf(caseFile.readKeys) !== 'normal' && !holdsKey(actor, caseFile.readKeys)
  if (isHidden) throw noSuchFile()
  return caseFile
}

function noSuchFile(): MailroomError {
  return invalid('target.caseFileId', 'Diese Stelle führt keine solche offene Akte.')
}

/** The assignee must be able to read what he is to work on. @throws {MailroomError} `validation-failed` */
export async function requireReader(
  ports: Pick<TargetPorts, 'orgUnits' | 'users' | 'tenants' | 'clock'>,
  actor: Actor,
  {
    orgUnitId,
    assigneeId,
    level = 'normal',
  }: { readonly orgUnitId: string; readonly assigneeId: string; readonly level?: Level | undefined },
  signal: AbortSignal,
): Promise<void> {
  const user = await ports.users.find(actor, assigneeId, signal)
  const units = await ports.orgUnits.list(actor, signal)
  const today = await todayOf(ports, actor, signal)
  const isReader =
    user?.disabled === false && grantKeysOf(user, units, today).includes(unitKey(orgUnitId, level))
  if (!isReader) throw invalid('assigneeId', 'Diese Person arbeitet nicht in der Stelle.')
}
