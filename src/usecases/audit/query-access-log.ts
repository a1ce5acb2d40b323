import { systemActor, type Actor } from '../../domain/access/actor.ts'
import type { User } from '../../domain/access/organisation.ts'
import { requirePermission } from '../../domain/access/policy.ts'
import type { AuditEvent } from '../../domain/audit/event.ts'
import { LOGGED_KINDS } from '../../domain/audit/reads.ts'
import type { AuditFilter, AuditLog } from '../../ports/audit-log.ts'
import type { CaseFiles } from '../../ports/case-files.ts'
import type { Clock } from '../../ports/clock.ts'
import type { Documents } from '../../ports/documents.ts'
import type { IncomingItems } from '../../ports/incoming-items.ts'
import type { Users } from '../../ports/organisation.ts'
import type { Page, PageRequest } from '../../ports/repository.ts'
import { findNumbered } from '../shared/granted-record.ts'
import type { Ledger } from '../shared/ledger.ts'
import { invalid } from '../shared/required.ts'

export interface AccessLogQuery {
  /** Why it is asked; stands in the log itself. */
  readonly purpose: string
  /** Who did it. */
  readonly userId?: string | undefined
  /** Receipt or file number; a file stands for all that lies in it, a letter for its documents. */
  readonly number?: string | undefined
  /** ISO 8601 instants. */
  readonly from?: string | undefined
  readonly before?: string | undefined
}

export interface LoggedAccess extends AuditEvent {
  /** Receipt or file number of the object, with the file name of a document. */
  readonly objectName: string
}

/**
 * Who did what with records and looked at what few may know, the newest first; for the data protection officer alone. Each
 * question is written down with its purpose.
 *
 * @throws {MailroomError} `forbidden`, `validation-failed` for a number that is not there, or
 *   of a file that holds too much
 */
export type QueryAccessLog = (
  actor: Actor,
  query: AccessLogQuery,
  page: PageRequest,
  signal: AbortSignal,
) => Promise<AccessLogAnswer>

export interface AccessLogAnswer extends Page<LoggedAccess> {
  /** ISO 8601 instant before which nothing is told any more; absent when everything is. */
  readonly reachesBackTo?: string
}

/** The same, page after page, as one question: `MAX_EXPORTED` events at most, and whether there are older ones. */
export type ExportAccessLog = (
  actor: Actor,
  query: AccessLogQuery,
  signal: AbortSignal,
) => Promise<AsyncGenerator<readonly LoggedAccess[], boolean>>

export interface AccessLogPorts {
  /** So far back answers go, whatever is asked; to the beginning when absent. */
  readonly accessLogDays?: number | undefined
  readonly clock: Clock
  readonly auditLog: AuditLog
  readonly incomingItems: IncomingItems
  readonly documents: Documents
  readonly caseFiles: CaseFiles
  readonly ledger: Ledger
}

/** Everybody who may stand in the log, by name. @throws {MailroomError} `forbidden` */
export type ListLoggedPersons = (
  actor: Actor,
  signal: AbortSignal,
) => Promise<readonly Pick<User, 'id' | 'displayName'>[]>

export function createListLoggedPersons({ users }: { readonly users: Users }): ListLoggedPersons {
  return async function listLoggedPersons(actor, signal) {
    requirePermission(actor, 'access-log:read')
    return users.list(actor, signal)
  }
}

/** Longer files are not asked about as a whole: an answer that leaves looks out says something that is not so. */
const MAX_OBJECTS = 2_000
const EVENTS_A_READ = 200
const DAY_MS = 86_400_000
export const MAX_EXPORTED = 20_000

export function createQueryAccessLog(ports: AccessLogPorts): QueryAccessLog {
  return async function queryAccessLog(actor, query, page, signal) {
    requirePermission(actor, 'access-log:read')
    const machine = systemActor(actor.tenantId, actor.requestId)
    const filter = await filterOf(ports, machine, query, signal)
    // A further page belongs to the question that was asked with the first one.
    if (page.cursor === undefined) await record(ports, actor, query, 'access-log.queried', signal)
    const found = await ports.auditLog.find(machine, filter, page, signal)
    const limit = limitOf(ports)
    return {
      ...found,
      items: await named(ports, machine, found.items, signal),
      ...(limit === undefined ? {} : { reachesBackTo: limit }),
    }
  }
}

export function createExportAccessLog(ports: AccessLogPorts): ExportAccessLog {
  return async function exportAccessLog(actor, query, signal) {
    requirePermission(actor, 'access-log:read')
    const machine = systemActor(actor.tenantId, actor.requestId)
    const filter = await filterOf(ports, machine, query, signal)
    await record(ports, actor, query, 'access-log.exported', signal)
    return pagesOf(ports, machine, filter, signal)
  }
}

async function* pagesOf(
  ports: AccessLogPorts,
  machine: Actor,
  filter: AuditFilter,
  signal: AbortSignal,
): AsyncGenerator<readonly LoggedAccess[], boolean> {
  let cursor: string | undefined
  for (let count = 0; count < MAX_EXPORTED; count += EVENTS_A_READ) {
    const page = { limit: EVENTS_A_READ, ...(cursor === undefined ? {} : { cursor }) }
    const { items, nextCursor } = await ports.auditLog.find(machine, filter, page, signal)
    yield await named(ports, machine, items, signal)
    if (nextCursor === undefined) return false
    cursor = nextCursor
  }
  return true
}

/** Before this instant nothing is told. The events stay in the chain: it could not be checked without them. */
function limitOf({ accessLogDays, clock }: AccessLogPorts): string | undefined {
  if (accessLogDays === undefined) return undefined
  return new Date(clock.now().getTime() - accessLogDays * DAY_MS).toISOString()
}

function laterOf(one: string | undefined, other: string | undefined): string | undefined {
  if (one === undefined || other === undefined) return one ?? other
  return one > other ? one : other
}

async function filterOf(
  ports: AccessLogPorts,
  machine: Actor,
  { userId, number, from, before }: AccessLogQuery,
  signal: AbortSignal,
): Promise<AuditFilter> {
  const earliest = laterOf(from === undefined ? undefined : new Date(from).toISOString(), limitOf(ports))
  return {
    objectKinds: LOGGED_KINDS,
    ...(userId === undefined ? {} : { userId }),
    ...(number === undefined ? {} : { objectIds: await objectIds(ports, machine, number, signal) }),
    ...(earliest === undefined ? {} : { from: earliest }),
    ...(before === undefined ? {} : { before: new Date(before).toISOString() }),
  }
}

async function objectIds(
  ports: AccessLogPorts,
  machine: Actor,
  number: string,
  signal: AbortSignal,
): Promise<string[]> {
  const found = await findNumbered(ports, machine, number, signal)
  if (found === undefined) throw invalid('number', 'Diese Nummer gibt es nicht.')
  if (found.kind === 'incoming-item') return [found.record.id, ...found.record.documentIds]
  const documents = await ports.documents.ofCaseFile(machine, found.record.id, signal)
  const ids = documents.flatMap(({ id, itemId }) => [id, itemId])
  const all = [...new Set([found.record.id, ...ids])]
  if (all.length > MAX_OBJECTS) {
    throw invalid(
      'number',
      'Diese Akte ist zu groß. Fragen Sie nach einzelnen Eingängen oder einem Zeitraum.',
    )
  }
  return all
}

async function record(
  { ledger }: AccessLogPorts,
  actor: Actor,
  { purpose, ...asked }: AccessLogQuery,
  action: string,
  signal: AbortSignal,
): Promise<void> {
  const changes = Object.fromEntries(
    Object.entries(asked).flatMap(([name, after]) => (after === undefined ? [] : [[name, { after }]])),
  )
  const event = {
    action,
    object: { kind: 'access-log', id: 'access-log' },
    reason: purpose,
    changes,
  } as const
  await ledger.change(actor, async () => ({ result: undefined, events: [event], changed: [] }), signal)
}

async function named(
  { incomingItems, documents, caseFiles }: AccessLogPorts,
  machine: Actor,
  events: readonly AuditEvent[],
  signal: AbortSignal,
): Promise<LoggedAccess[]> {
  const idsOf = (kind: AuditEvent['object']['kind']): string[] => [
    ...new Set(events.filter(({ object }) => object.kind === kind).map(({ object }) => object.id)),
  ]
  const found = await documents.findMany(machine, idsOf('document'), signal)
  const itemIds = new Set([...idsOf('incoming-item'), ...found.map(({ itemId }) => itemId)])
  const names = new Map<string, string>()
  for (const id of itemIds) {
    const item = await incomingItems.find(machine, id, signal)
    if (item !== undefined) names.set(id, item.receiptNumber)
  }
  for (const { id, itemId, filename } of found) names.set(id, `${names.get(itemId) ?? ''} ${filename}`.trim())
  for (const id of idsOf('case-file')) {
    const caseFile = await caseFiles.find(machine, id, signal)
    if (caseFile !== undefined) names.set(id, caseFile.fileNumber)
  }
  return events.map((event) => ({ ...event, objectName: names.get(event.object.id) ?? '' }))
}
