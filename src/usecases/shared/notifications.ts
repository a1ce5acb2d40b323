import type { Actor, GrantKey } from '../../domain/access/actor.ts'
import { isReadLogged } from '../../domain/access/policy.ts'
import { urgencyOf, type DeskObject } from '../../domain/desk/desk-entry.ts'
import { handedOverTo, isWithdrawn } from '../../domain/intake/item-moves.ts'
import { inOrder, newestFirst, type Notification } from '../../domain/notifications/notification.ts'
import type { Note } from '../../domain/notes/note.ts'
import { workingHoursAfter } from '../../domain/calendar/working-hours.ts'
import type { AgeingLimitsStore } from '../../ports/ageing-limits.ts'
import type { CaseFiles } from '../../ports/case-files.ts'
import type { Clock } from '../../ports/clock.ts'
import type { DeskEntries } from '../../ports/desk-entries.ts'
import type { IncomingItems } from '../../ports/incoming-items.ts'
import type { Notes } from '../../ports/notes.ts'
import type { OrgUnits, Tenants, Users } from '../../ports/organisation.ts'
import type { RouteSlips } from '../../ports/route-slips.ts'
import type { ReadMarks } from '../../ports/read-marks.ts'
import { overdueToAnswerFor } from './ageing-notices.ts'
import { askedTurns } from './asked-turns.ts'
import { todayOf } from './today.ts'

export interface NotificationPorts {
  readonly incomingItems: IncomingItems
  readonly caseFiles: CaseFiles
  readonly notes: Notes
  readonly routeSlips: RouteSlips
  readonly deskEntries: DeskEntries
  readonly readMarks: ReadMarks
  readonly tenants: Tenants
  readonly orgUnits: OrgUnits
  readonly users: Users
  readonly ageingLimits: AgeingLimitsStore
  readonly clock: Clock
}

export interface NotificationList {
  /** Unread ones first, each part with the newest in front. */
  readonly items: readonly (Notification & { readonly isRead: boolean })[]
  /** There are more of one kind than are looked at. */
  readonly isCut: boolean
}

/** Of each kind; nobody reads more at once. */
const MOST = 50
/** For them so many are looked at: what a person has taken or noted himself, and notes that were withdrawn, lie between. */
const LOOKED_AT = 200
const DAY_MS = 24 * 60 * 60 * 1_000
/** Calls that are older are told no more. */
const MENTIONS_MS = 60 * DAY_MS

/** Of one kind. */
interface Told {
  readonly told: readonly Notification[]
  readonly isCut: boolean
}

/** What the actor should look at, as the records are now. */
export async function notificationsFor(
  ports: NotificationPorts,
  actor: Actor,
  signal: AbortSignal,
): Promise<NotificationList> {
  const [marks, ...kinds] = await Promise.all([
    ports.readMarks.of(actor, signal),
    assignedTo(ports, actor, signal),
    mentionsOf(ports, actor, signal),
    askedOf(ports, actor, signal),
    ageingFor(ports, actor, signal),
    dueFor(ports, actor, signal),
  ])
  const read = new Set(marks)
  const all = kinds.flatMap(({ told }) => told).map((one) => ({ ...one, isRead: read.has(one.key) }))
  return { items: inOrder(all), isCut: kinds.some(({ isCut }) => isCut) }
}

async function assignedTo(
  { incomingItems }: NotificationPorts,
  actor: Actor,
  signal: AbortSignal,
): Promise<Told> {
  const filter = { assigneeId: actor.userId, states: ['routed', 'accepted'] } as const
  const { items, nextCursor } = await incomingItems.list(actor, filter, { limit: LOOKED_AT }, signal)
  const given = items.flatMap((item): Notification[] => {
    if (item.target?.assigneeId !== actor.userId) return []
    const handedOver = handedOverTo(item, actor.userId)
    if (handedOver?.by.userId === actor.userId) return []
    const since = handedOver?.at ?? item.capturedAt
    return [
      {
        key: `assigned:${item.id}:${since}`,
        kind: 'assigned',
        object: objectOf(actor, 'incoming-item', item.receiptNumber, item),
        since,
        ...(handedOver === undefined ? {} : { by: handedOver.by }),
        ...wordsOf(actor, item.readKeys, handedOver?.note),
      },
    ]
  })
  return { told: newestFirst(given).slice(0, MOST), isCut: nextCursor !== undefined || given.length > MOST }
}

async function mentionsOf(ports: NotificationPorts, actor: Actor, signal: AbortSignal): Promise<Told> {
  const since = new Date(ports.clock.now().getTime() - MENTIONS_MS).toISOString()
  const notes = await ports.notes.mentioning(actor, actor.userId, LOOKED_AT, signal)
  const calls = notes.flatMap((note) => callIn(note, actor.userId)).filter((call) => call.since >= since)
  const newest = newestFirst(calls).slice(0, MOST)
  const told = await Promise.all(newest.map((call) => toldOf(ports, actor, call, signal)))
  const isMore = notes.length === LOOKED_AT && notes.every(({ writtenAt }) => writtenAt >= since)
  return { told: told.flat(), isCut: isMore || calls.length > MOST }
}

/** None when the note is not meant any more, or the person’s own. */
function callIn({ id, object, mentions, createdBy, withdrawn }: Note, userId: string) {
  const at = mentions.find((one) => one.userId === userId)?.at
  if (at === undefined || withdrawn !== undefined || createdBy.userId === userId) return []
  return [{ key: `mentioned:${id}:${at}`, kind: 'mentioned', since: at, by: createdBy, object } as const]
}

/** What nobody works on any more waits for nobody. */
async function askedOf(ports: NotificationPorts, actor: Actor, signal: AbortSignal): Promise<Told> {
  const turns = await askedTurns(ports, actor, MOST + 1, signal)
  const told = await Promise.all(
    turns.slice(0, MOST).map(async ({ slip, step }) => {
      const { openedAt = slip.createdAt, task, instruction } = step
      const call = {
        key: `asked:${step.id}`,
        kind: 'asked',
        since: openedAt,
        by: slip.createdBy,
        task,
      } as const
      const found = await openObject(ports, actor, slip.object, signal)
      if (found === undefined) return []
      const object = objectOf(actor, slip.object.kind, found.number, found)
      return [{ ...call, object, ...wordsOf(actor, found.readKeys, instruction) }]
    }),
  )
  return { told: told.flat(), isCut: turns.length > MOST }
}

async function openObject(
  { incomingItems, caseFiles }: NotificationPorts,
  actor: Actor,
  { kind, id }: DeskObject,
  signal: AbortSignal,
): Promise<(Seen & { readonly number: string }) | undefined> {
  if (kind === 'case-file') {
    const file = await caseFiles.find(actor, id, signal)
    return file?.state === 'open' ? { ...file, number: file.fileNumber } : undefined
  }
  const item = await incomingItems.find(actor, id, signal)
  return item === undefined || isWithdrawn(item) || item.state === 'done'
    ? undefined
    : { ...item, number: item.receiptNumber }
}

/** None when the actor may not see the object any more. */
async function toldOf(
  { incomingItems, caseFiles }: NotificationPorts,
  actor: Actor,
  call: ReturnType<typeof callIn>[number],
  signal: AbortSignal,
): Promise<Notification[]> {
  const { kind, id } = call.object
  if (kind === 'case-file') {
    const file = await caseFiles.find(actor, id, signal)
    return file === undefined ? [] : [{ ...call, object: objectOf(actor, kind, file.fileNumber, file) }]
  }
  const item = await incomingItems.find(actor, id, signal)
  return item === undefined ? [] : [{ ...call, object: objectOf(actor, kind, item.receiptNumber, item) }]
}

/** Once for an item and a stage, whatever the limit becomes. */
async function ageingFor(ports: NotificationPorts, actor: Actor, signal: AbortSignal): Promise<Told> {
  const { items, timeZone } = await overdueToAnswerFor(ports, actor, MOST + 1, signal)
  const told = items.slice(0, MOST).map(({ item, limit: { stage, hours } }): Notification => {
    const orgUnitId = item.target?.orgUnitId
    return {
      key: `ageing:${item.id}:${stage}`,
      kind: 'ageing',
      object: objectOf(actor, 'incoming-item', item.receiptNumber, item),
      since: workingHoursAfter(new Date(item.capturedAt), hours, timeZone).toISOString(),
      ageing: { stage, hours, ...(orgUnitId === undefined ? {} : { orgUnitId }) },
    }
  })
  return { told, isCut: items.length > MOST }
}

async function dueFor(ports: NotificationPorts, actor: Actor, signal: AbortSignal): Promise<Told> {
  const today = await todayOf(ports, actor, signal)
  const assigneeIds = [actor.userId, ...(actor.represents ?? []).map(({ userId }) => userId)]
  const filter = { assigneeIds, remindBy: today }
  const { items, nextCursor } = await ports.deskEntries.list(actor, filter, { limit: MOST }, signal)
  const told = items.map((entry): Notification => {
    const { id, kind, dueOn, remindOn, object, objectNumber, objectSubject, readKeys, purpose } = entry
    const urgency = urgencyOf(entry, today)
    const seen = { id: object.id, readKeys, subject: objectSubject }
    return {
      key: `due:${id}:${dueOn}:${urgency}`,
      kind: 'due',
      object: objectOf(actor, object.kind, objectNumber, seen),
      since: urgency === 'soon' ? remindOn : dueOn,
      ...wordsOf(actor, readKeys, purpose),
      due: { kind, on: dueOn, urgency },
    }
  })
  return { told, isCut: nextCursor !== undefined }
}

interface Seen {
  readonly id: string
  readonly subject?: string | undefined
  readonly readKeys: readonly GrantKey[]
}

/** Words of what few may know are shown to whoever opens it, so that the access log knows of it. */
function objectOf(
  actor: Actor,
  kind: Notification['object']['kind'],
  number: string,
  { id, subject, readKeys }: Seen,
): Notification['object'] {
  const isShown = subject !== undefined && !isReadLogged(actor, readKeys)
  return { kind, id, number, ...(isShown ? { subject } : {}) }
}

function wordsOf(
  actor: Actor,
  readKeys: readonly GrantKey[],
  words: string | undefined,
): Pick<Notification, 'words'> {
  return words === undefined || isReadLogged(actor, readKeys) ? {} : { words }
}
