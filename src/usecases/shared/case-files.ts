import { holdsKey, unitKey, type Actor } from '../../domain/access/actor.ts'
import { personOf } from '../../domain/access/actor-of-user.ts'
import type { Level } from '../../domain/access/confidentiality.ts'
import { isActive } from '../../domain/access/organisation.ts'
import { caseFileReadKeys } from '../../domain/access/policy.ts'
import { firstValues } from '../../domain/audit/changes.ts'
import type { AuditEntry } from '../../domain/audit/event.ts'
import { MailroomError } from '../../domain/errors.ts'
import {
  METADATA_FIELDS,
  withMetadata,
  type CaseFileMetadata,
} from '../../domain/filing/case-file-metadata.ts'
import type { CaseFile, FilingPlanEntry, Procedure } from '../../domain/filing/case-file.ts'
import {
  DEFAULT_FILE_NUMBER_TEMPLATE,
  fileNumberFrom,
  fileNumberStem,
} from '../../domain/filing/file-number.ts'
import { inherited, isValidOn } from '../../domain/filing/filing-plan.ts'
import { calendarDayAt, calendarYearAt } from '../../domain/intake/local-time.ts'
import type { CaseFiles, FilingPlan } from '../../ports/case-files.ts'
import type { Clock, IdGenerator } from '../../ports/clock.ts'
import type { OrgUnits, Tenants } from '../../ports/organisation.ts'
import { entryLine } from './filing-plan.ts'
import type { ChangedRecord } from './ledger.ts'
import { invalid, required } from './required.ts'

export interface NewCaseFile extends CaseFileMetadata {
  readonly subject: string
  readonly filingPlanEntryId: string
  readonly leadUnitId: string
  readonly level?: Level | undefined
}

export interface CaseFilePorts {
  readonly caseFiles: CaseFiles
  readonly filingPlan: FilingPlan
  readonly orgUnits: OrgUnits
  readonly tenants: Tenants
  readonly clock: Clock
  readonly ids: IdGenerator
}

/**
 * Opens a case file inside the running transaction. The actor must work in the lead unit, or he could not read it.
 *
 * @throws {MailroomError} `validation-failed`
 */
export async function insertCaseFile(
  ports: CaseFilePorts,
  actor: Actor,
  { subject, filingPlanEntryId, leadUnitId, level = 'normal', ...metadata }: NewCaseFile,
  signal: AbortSignal,
): Promise<CaseFile> {
  const now = ports.clock.now()
  const entry = await ports.filingPlan.find(actor, filingPlanEntryId, signal)
  if (entry === undefined) throw invalid('filingPlanEntryId', 'Diesen Eintrag hat der Aktenplan nicht.')
  const { timeZone } = required(await ports.tenants.find(actor.tenantId, signal))
  const today = calendarDayAt(now, timeZone)
  await requireValid(ports, actor, entry, today, signal)
  const unit = await ports.orgUnits.find(actor, leadUnitId, signal)
  if (unit === undefined || !isActive(unit, today) || !holdsKey(actor, [unitKey(leadUnitId)])) {
    throw invalid('leadUnitId', 'In dieser Stelle können Sie keine Akte anlegen.')
  }
  const readKeys = caseFileReadKeys({ leadUnitId, level })
  if (!holdsKey(actor, readKeys)) throw invalid('level', 'Eine so vertrauliche Akte könnten Sie nicht lesen.')
  const bare: CaseFile = {
    id: ports.ids.next(),
    tenantId: actor.tenantId,
    fileNumber: await nextFileNumber(
      ports,
      actor,
      { entry, office: unit.number, year: calendarYearAt(now, timeZone) },
      signal,
    ),
    subject,
    filingPlanEntryId,
    leadUnitId,
    state: 'open',
    createdAt: now.toISOString(),
    createdBy: personOf(actor),
    documentCount: 0,
    ...(level === 'normal' ? {} : { level }),
    readKeys,
    version: 1,
  }
  const caseFile = withMetadata(bare, metadata)
  requireOrderedPeriod(caseFile)
  await ports.caseFiles.insert(actor, caseFile, signal)
  return caseFile
}

/** @throws {MailroomError} `validation-failed` */
export function requireOrderedPeriod({ periodFrom, periodTo }: CaseFile): void {
  if (periodFrom !== undefined && periodTo !== undefined && periodTo < periodFrom) {
    throw invalid('periodTo', 'Das Ende der Laufzeit liegt vor dem Anfang.')
  }
}

/** Entries that have ended take no new case files; who tries is told what took their place. */
async function requireValid(
  { filingPlan }: CaseFilePorts,
  actor: Actor,
  entry: FilingPlanEntry,
  today: string,
  signal: AbortSignal,
): Promise<void> {
  if (isValidOn(entry, today)) return
  const { successorId } = entry
  const successor = successorId === undefined ? undefined : await filingPlan.find(actor, successorId, signal)
  const hint = successor === undefined ? '' : ` Nehmen Sie ${successor.number} ${successor.title}.`
  throw invalid('filingPlanEntryId', `Dieser Eintrag des Aktenplans gilt heute nicht.${hint}`)
}

async function nextFileNumber(
  { caseFiles, filingPlan }: CaseFilePorts,
  actor: Actor,
  {
    entry,
    office,
    year,
  }: { readonly entry: FilingPlanEntry; readonly office: string; readonly year: number },
  signal: AbortSignal,
): Promise<string> {
  const line = await entryLine(filingPlan, actor, entry, signal)
  const template = inherited(line, 'fileNumberTemplate') ?? DEFAULT_FILE_NUMBER_TEMPLATE
  const stem = fileNumberStem(template, { office, plan: entry.number, year })
  return fileNumberFrom(stem, await caseFiles.nextFileSerial(actor, stem, signal))
}

export interface NewProcedure {
  readonly caseFile: CaseFile
  readonly subject: string
  /** Of the case file. */
  readonly subFileId?: string | undefined
}

/** Adds a procedure inside the running transaction. @throws {MailroomError} `state-conflict` */
export async function insertProcedure(
  { caseFiles, clock, ids }: Pick<CaseFilePorts, 'caseFiles' | 'clock' | 'ids'>,
  actor: Actor,
  { caseFile, subject, subFileId }: NewProcedure,
  signal: AbortSignal,
): Promise<Procedure> {
  requireOpenFile(caseFile)
  const procedure: Procedure = {
    id: ids.next(),
    tenantId: actor.tenantId,
    caseFileId: caseFile.id,
    ...(subFileId === undefined ? {} : { subFileId }),
    serial: await caseFiles.nextFileSerial(actor, `${caseFile.fileNumber}-V{serial}`, signal),
    subject,
    createdAt: clock.now().toISOString(),
    version: 1,
  }
  await caseFiles.insertProcedure(actor, procedure, signal)
  return procedure
}

/** @throws {MailroomError} `state-conflict` */
export function requireOpenFile(caseFile: CaseFile): void {
  if (caseFile.state === 'open') return
  throw new MailroomError('state-conflict', 'The case file is closed.', {
    facts: { caseFileId: caseFile.id },
  })
}

export function openedEvent(caseFile: CaseFile): AuditEntry {
  const fields = [
    'fileNumber',
    'subject',
    'filingPlanEntryId',
    'leadUnitId',
    'level',
    ...METADATA_FIELDS,
  ] as const
  return {
    action: 'case-file.opened',
    object: { kind: 'case-file', id: caseFile.id },
    changes: firstValues<CaseFile>(caseFile, fields),
  }
}

/** Stands in the history of the case file, where people look for it. */
export function procedureEvent({ id, caseFileId, serial, subject }: Procedure): AuditEntry {
  return {
    action: 'case-file.procedure-added',
    object: { kind: 'case-file', id: caseFileId },
    changes: { procedure: { after: { id, serial, subject } } },
  }
}

export function caseFileNotice({ id, readKeys }: CaseFile): ChangedRecord {
  return { kind: 'case-file', id, readKeys }
}
