import type { Actor, GrantKey } from '../../domain/access/actor.ts'
import { isReadLogged } from '../../domain/access/policy.ts'
import { urgencyOf } from '../../domain/desk/desk-entry.ts'
import { handedOverTo } from '../../domain/intake/item-moves.ts'
import { inOrder, type Notification } from '../../domain/notifications/notification.ts'
import type { Note } from '../../domain/notes/note.ts'
import type { CaseFiles } from '../../ports/case-files.ts'
import type { Clock } from '../../ports/clock.ts'
import type { DeskEntries } from '../../ports/desk-entries.ts'
import type { IncomingItems } from '../../ports/incoming-items.ts'
import type { Notes } from '../../ports/notes.ts'
import type { Tenants } from '../../ports/organisation.ts'
import type { ReadMarks } from '../../ports/read-marks.ts'
import { todayOf } from './today.ts'

export interface NotificationPorts {
  readonly incomingItems: IncomingItems
  readonly caseFiles: CaseFiles
  readonly notes: Notes
  readonly deskEntries: DeskEntries
  readonly readMarks: ReadMarks
  readonly tenants: Tenants
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
const DAY_MS = 24 * 60 * 60 * 1_000
/** Calls that are older are told no more. */
const MENTIONS_MS = 60 * DAY_MS

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
    dueFor(ports, actor, signal),
  ])
  const read = new Set(marks)
  const all = kinds.flat().map((one) => ({ ...one, isRead: read.has(one.key) }))
  return { items: inOrder(all), isCut: kinds.some(({ length }) => length >= MOST) }
}

async function assignedTo(
  { incomingItems }: NotificationPorts,
  actor: Actor,
  signal: AbortSignal,
): Promise<Notification[]> {
  const filter = { assigneeId: actor.userId, states: ['routed', 'accepted'] } as const
  const { items } = await incomingItems.list(actor, filter, { limit: MOST }, signal)
  return items.flatMap((item): Notification[] => {
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
}

async function mentionsOf(
  ports: NotificationPorts,
  actor: Actor,
  signal: AbortSignal,
): Promise<Notification[]> {
  const since = new Date(ports.clock.now().getTime() - MENTIONS_MS).toISOString()
  const notes = await ports.notes.mentioning(actor, actor.userId, MOST, signal)
  const told = notes.filter(({ withdrawn, createdBy, writtenAt }) => {
    return withdrawn === undefined && createdBy.userId !== actor.userId && writtenAt >= since
  })
  return (await Promise.all(told.map((note) => mentionIn(ports, actor, note, signal)))).flat()
}

/** None when the actor may not see the object any more. */
async function mentionIn(
  { incomingItems, caseFiles }: NotificationPorts,
  actor: Actor,
  { id, object: { kind, id: objectId }, mentions, createdBy }: Note,
  signal: AbortSignal,
): Promise<Notification[]> {
  const at = mentions.find(({ userId }) => userId === actor.userId)?.at
  if (at === undefined) return []
  const core = { key: `mentioned:${id}:${at}`, kind: 'mentioned', since: at, by: createdBy } as const
  if (kind === 'case-file') {
    const file = await caseFiles.find(actor, objectId, signal)
    return file === undefined ? [] : [{ ...core, object: objectOf(actor, kind, file.fileNumber, file) }]
  }
  const item = await incomingItems.find(actor, objectId, signal)
  return item === undefined ? [] : [{ ...core, object: objectOf(actor, kind, item.receiptNumber, item) }]
}

async function dueFor(ports: NotificationPorts, actor: Actor, signal: AbortSignal): Promise<Notification[]> {
  const today = await todayOf(ports, actor, signal)
  const assigneeIds = [actor.userId, ...(actor.represents ?? []).map(({ userId }) => userId)]
  const filter = { assigneeIds, remindBy: today }
  const { items } = await ports.deskEntries.list(actor, filter, { limit: MOST }, signal)
  return items.map((entry): Notification => {
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
