import { levelOf, type Actor, type GrantKey, type Person } from '../../domain/access/actor.ts'
import { grantKeysOf, requirePermission, type Permission } from '../../domain/access/policy.ts'
import type { AuditEntry } from '../../domain/audit/event.ts'
import type { Deed } from '../../domain/desk/desk-moves.ts'
import { urgencyOf, type DeskEntry, type DeskObject, type DeskPlace } from '../../domain/desk/desk-entry.ts'
import type { Urgency } from '../../domain/desk/desk-entry.ts'
import { placeOfCaseFile, placeOfItem } from '../../domain/desk/desk-place.ts'
import { personOf } from '../../domain/access/actor-of-user.ts'
import { MailroomError } from '../../domain/errors.ts'
import { requireEditable } from '../../domain/intake/item-moves.ts'
import { requireForMail } from '../../domain/stacks/stack-moves.ts'
import type { CaseFiles } from '../../ports/case-files.ts'
import type { Clock, IdGenerator } from '../../ports/clock.ts'
import type { DeskEntries } from '../../ports/desk-entries.ts'
import type { IncomingItems } from '../../ports/incoming-items.ts'
import type { OrgUnits, Tenants, Users } from '../../ports/organisation.ts'
import { requireOpenFile } from './case-files.ts'
import { onBehalfOf } from './deputyships.ts'
import type { ChangedRecord, Ledger, Recorded } from './ledger.ts'
import { invalid, required } from './required.ts'
import { todayOf } from './today.ts'

export interface DeskPorts {
  readonly deskEntries: DeskEntries
  readonly incomingItems: IncomingItems
  readonly caseFiles: CaseFiles
  readonly users: Users
  readonly orgUnits: OrgUnits
  readonly tenants: Tenants
  readonly ledger: Ledger
  readonly clock: Clock
  readonly ids: IdGenerator
}

/** An entry as it stands on the day of the tenant. */
export interface DatedEntry {
  readonly entry: DeskEntry
  readonly urgency: Urgency
}

export function dated(entry: DeskEntry, today: string): DatedEntry {
  return { entry, urgency: urgencyOf(entry, today) }
}

/** Whoever may write on the object may write its entries. @throws {MailroomError} `forbidden` */
export function requireWriting(actor: Actor, { kind }: DeskObject): void {
  requirePermission(actor, kind === 'case-file' ? 'files:edit' : 'items:index')
}

export function readingPermission({ kind }: DeskObject): Permission {
  return kind === 'case-file' ? 'files:read' : 'items:read'
}

export async function deedOf(
  ports: Pick<DeskPorts, 'tenants' | 'clock'>,
  actor: Actor,
  signal: AbortSignal,
): Promise<Deed> {
  const today = await todayOf(ports, actor, signal)
  return { at: ports.clock.now().toISOString(), by: personOf(actor), today }
}

/**
 * Where an object lies on which people still work.
 *
 * @throws {MailroomError} `not-found`, `state-conflict` for what has left the house or lies in a closed file
 */
export async function workedOn(
  { incomingItems, caseFiles }: Pick<DeskPorts, 'incomingItems' | 'caseFiles'>,
  actor: Actor,
  { kind, id }: DeskObject,
  signal: AbortSignal,
): Promise<DeskPlace> {
  if (kind === 'case-file') {
    const caseFile = required(await caseFiles.find(actor, id, signal))
    requireOpenFile(caseFile)
    return placeOfCaseFile(caseFile)
  }
  const item = required(await incomingItems.find(actor, id, signal))
  requireForMail(item, ENTRY_SET)
  requireEditable(item)
  if (item.state === 'done' || item.state === 'dispatched') {
    const detail =
      item.state === 'done'
        ? 'This item is done with; its work must be resumed first.'
        : 'Nobody works on a letter that is written; set it on the case file.'
    throw new MailroomError('state-conflict', detail, { facts: { itemId: id } })
  }
  if (item.caseFileId !== undefined) {
    // Who reads the item need not read the file; whether it is open he learns from the item anyway.
    const machine = { ...actor, kind: 'system' } as const
    requireOpenFile(required(await caseFiles.find(machine, item.caseFileId, signal)))
  }
  return placeOfItem(item)
}

/** Whoever is to see to something must be able to see it. @throws {MailroomError} `validation-failed` */
export async function assigneeFor(
  ports: Pick<DeskPorts, 'users' | 'orgUnits' | 'tenants' | 'clock'>,
  actor: Actor,
  readKeys: readonly GrantKey[],
  assigneeId: string,
  signal: AbortSignal,
): Promise<Person> {
  const user = await ports.users.find(actor, assigneeId, signal)
  if (user?.disabled === false) {
    const units = await ports.orgUnits.list(actor, signal)
    const keys = grantKeysOf(user, units, await todayOf(ports, actor, signal))
    if (keys.some((key) => readKeys.includes(key))) {
      return { userId: user.id, displayName: user.displayName }
    }
  }
  const message =
    levelOf(readKeys) === 'normal' ? 'Diese Person arbeitet nicht an diesem Platz.' : NOT_CLEARED
  throw invalid('assigneeId', message)
}

const NOT_CLEARED = 'Diese Person darf das nicht sehen.'

export const ENTRY_SET = 'desk.entry-set'
export const ENTRY_MOVED = 'desk.entry-moved'
export const ENTRY_SETTLED = 'desk.entry-settled'
export const ENTRY_WITHDRAWN = 'desk.entry-withdrawn'

/** Stands in the history of the object, where people look for it. */
export function entryEvent(
  actor: Actor,
  action: string,
  before: DeskEntry | undefined,
  after: DeskEntry,
  reason?: string,
): AuditEntry {
  return {
    action,
    object: after.object,
    ...onBehalfOf(actor, after.readKeys),
    ...(reason === undefined ? {} : { reason }),
    changes: {
      entry: { ...(before === undefined ? {} : { before: told(before) }), after: told(after) },
    },
  }
}

function told(entry: DeskEntry): Readonly<Record<string, unknown>> {
  const { id, kind, purpose, dueOn, assignee, state } = entry
  const own =
    entry.kind === 'deadline'
      ? { rule: entry.rule, legalBasis: entry.legalBasis, warnDays: entry.warnDays }
      : { series: entry.series }
  return { id, kind, purpose, dueOn, assignee: assignee?.displayName, state, ...own }
}

/** Pages of the object, and of the file that it lies in, show it. */
export function entryNotices({ object, caseFileId, readKeys }: DeskEntry): ChangedRecord[] {
  const own: ChangedRecord = {
    kind: object.kind === 'case-file' ? 'case-file' : 'item',
    id: object.id,
    readKeys,
  }
  if (caseFileId === undefined || caseFileId === object.id) return [own]
  return [own, { kind: 'case-file', id: caseFileId, readKeys }]
}

/** Stores a new entry inside the running transaction. */
export async function setEntry(
  { deskEntries }: Pick<DeskPorts, 'deskEntries'>,
  actor: Actor,
  entry: DeskEntry,
  signal: AbortSignal,
): Promise<Recorded<DeskEntry>> {
  await deskEntries.insert(actor, entry, signal)
  return {
    result: entry,
    events: [entryEvent(actor, ENTRY_SET, undefined, entry)],
    changed: entryNotices(entry),
  }
}

export interface EntryReference {
  readonly entryId: string
  /** From `If-Match`; whatever version there is when absent. */
  readonly expectedVersion?: number | undefined
}
