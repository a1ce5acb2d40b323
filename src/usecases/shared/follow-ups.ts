import { actsFor, type Actor } from '../../domain/access/actor.ts'
import { personOf } from '../../domain/access/actor-of-user.ts'
import { requirePermission } from '../../domain/access/policy.ts'
import type { AuditEntry } from '../../domain/audit/event.ts'
import type { DeskObject, DeskPlace, Resubmission } from '../../domain/desk/desk-entry.ts'
import { settled, type Deed } from '../../domain/desk/desk-moves.ts'
import {
  phaseOf,
  takesAnswers,
  type FollowUp,
  type FollowUpPhase,
} from '../../domain/follow-ups/follow-up.ts'
import { normalCode } from '../../domain/intake/reference-code.ts'
import type { Digest } from '../../ports/digest.ts'
import type { FollowUps } from '../../ports/follow-ups.ts'
import {
  deedOf,
  ENTRY_SETTLED,
  entryEvent,
  entryNotices,
  readingPermission,
  requireWriting,
  type DeskPorts,
} from './desk-entries.ts'
import { onBehalfOf } from './deputyships.ts'
import type { ChangedRecord, Recorded } from './ledger.ts'
import { viewedCaseFile, viewedItem } from './opened-records.ts'
import type { ReadLog } from './read-log.ts'
import { required, requireVersion } from './required.ts'

export interface FollowUpPorts extends DeskPorts {
  readonly followUps: FollowUps
  readonly digest: Digest
}

export interface FollowUpReference {
  readonly followUpId: string
  /** From `If-Match`; whatever version there is when absent. */
  readonly expectedVersion?: number | undefined
}

/** A request as it stands on the day of the tenant. */
export interface DatedFollowUp {
  readonly followUp: FollowUp
  readonly phase: FollowUpPhase
}

export function datedFollowUp(followUp: FollowUp, today: string): DatedFollowUp {
  return { followUp, phase: phaseOf(followUp, today) }
}

/** The code is shown this once and stored only as a hash. */
export interface SentFollowUp extends DatedFollowUp {
  readonly code: string
  /** The city in the address of the page. */
  readonly tenantSlug: string
}

export async function withTenantSlug(
  { tenants }: Pick<FollowUpPorts, 'tenants'>,
  { tenantId }: Actor,
  sent: DatedFollowUp & { readonly code: string },
  signal: AbortSignal,
): Promise<SentFollowUp> {
  const { slug } = required(await tenants.find(tenantId, signal))
  return { ...sent, tenantSlug: slug }
}

export const FOLLOW_UP_SENT = 'follow-up.sent'
export const FOLLOW_UP_ANSWERED = 'follow-up.answered'
export const FOLLOW_UP_SETTLED = 'follow-up.settled'
export const FOLLOW_UP_WITHDRAWN = 'follow-up.withdrawn'
export const FOLLOW_UP_RENEWED = 'follow-up.link-renewed'

/**
 * The hash under which a request is found. The code has 120 random bits, so that a plain hash cannot be searched through;
 * and what is looked up is the hash, so that no time of an answer tells how much of a code was right.
 */
export function followUpSecretHash(digest: Digest, tenantId: string, code: string): string {
  return digest.sha256(`follow-up/${tenantId}/${normalCode(code)}`)
}

/** The request of a code, while it takes documents. Unknown, withdrawn, settled and expired are the same. @throws {MailroomError} `not-found` */
export async function askedBy(
  { followUps, digest }: Pick<FollowUpPorts, 'followUps' | 'digest'>,
  machine: Actor,
  code: string,
  today: string,
  signal: AbortSignal,
): Promise<FollowUp> {
  const hash = followUpSecretHash(digest, machine.tenantId, code)
  const found = await followUps.findBySecret(machine, hash, signal)
  return required(found !== undefined && takesAnswers(found, today) ? found : undefined)
}

/** Whoever reads the object reads what was asked for it. @throws {MailroomError} `forbidden`, `not-found` */
export async function requireReadableObject(
  ports: Pick<FollowUpPorts, 'incomingItems' | 'caseFiles'> & { readonly readLog: ReadLog },
  actor: Actor,
  object: DeskObject,
  signal: AbortSignal,
): Promise<void> {
  requirePermission(actor, readingPermission(object))
  if (object.kind === 'case-file') await viewedCaseFile(ports, actor, object.id, signal)
  else await viewedItem(ports, actor, object.id, signal)
}

/** The request with the keys of its object, for whoever may write there. @throws {MailroomError} `forbidden`, `not-found` */
export async function writableFollowUp(
  { followUps, incomingItems, caseFiles }: Pick<FollowUpPorts, 'followUps' | 'incomingItems' | 'caseFiles'>,
  actor: Actor,
  { followUpId, expectedVersion }: FollowUpReference,
  signal: AbortSignal,
): Promise<{ readonly followUp: FollowUp; readonly readKeys: DeskPlace['readKeys'] }> {
  requirePermission(actor, 'items:index')
  const followUp = required(await followUps.find(actor, followUpId, signal))
  const { kind, id } = followUp.object
  const objects = kind === 'case-file' ? caseFiles : incomingItems
  const { readKeys } = required(await objects.find(actor, id, signal))
  requireWriting(actor, followUp.object)
  if (expectedVersion !== undefined) requireVersion(followUp, expectedVersion)
  return { followUp, readKeys }
}

export interface FollowUpChange {
  readonly action: string
  readonly reason?: string | undefined
  /** Whether nobody has to be reminded any more. */
  readonly endsReminder: boolean
  readonly change: (before: FollowUp, deed: Deed) => FollowUp
}

/** Changes a request in one transaction, with its reminder, event and notices. */
export async function changeFollowUp(
  ports: FollowUpPorts,
  actor: Actor,
  reference: FollowUpReference,
  { action, reason, endsReminder, change }: FollowUpChange,
  signal: AbortSignal,
): Promise<DatedFollowUp> {
  requirePermission(actor, 'items:index')
  const deed = await deedOf(ports, actor, signal)
  const followUp = await ports.ledger.change(
    actor,
    async () => {
      const { followUp: before, readKeys } = await writableFollowUp(ports, actor, reference, signal)
      const after = await ports.followUps.save(actor, change(before, deed), signal)
      const ended = endsReminder ? await endReminder(ports, actor, before, deed, signal) : undefined
      return {
        result: after,
        events: [followUpEvent(actor, action, after, readKeys, reason), ...(ended?.events ?? [])],
        changed: [objectNotice(after, readKeys), ...(ended?.changed ?? [])],
      }
    },
    signal,
  )
  return datedFollowUp(followUp, deed.today)
}

/** Settles the reminder where it is still open. */
async function endReminder(
  { deskEntries }: Pick<FollowUpPorts, 'deskEntries'>,
  actor: Actor,
  { entryId }: FollowUp,
  deed: Deed,
  signal: AbortSignal,
): Promise<Pick<Recorded<unknown>, 'events' | 'changed'>> {
  const before = entryId === undefined ? undefined : await deskEntries.find(actor, entryId, signal)
  if (before?.state !== 'open') return { events: [], changed: [] }
  const after = await deskEntries.save(actor, settled(before, deed), signal)
  return { events: [entryEvent(actor, ENTRY_SETTLED, before, after)], changed: entryNotices(after) }
}

/** A reminder on the object; of whoever asks, unless he stands in for somebody there. */
export function reminderOf(
  actor: Actor,
  place: DeskPlace,
  fixed: Pick<Resubmission, 'id' | 'object' | 'purpose' | 'dueOn' | 'createdAt'>,
): Resubmission {
  const isOwn = actor.kind === 'user' && actsFor(actor, place.readKeys) === undefined
  return {
    ...fixed,
    ...place,
    tenantId: actor.tenantId,
    kind: 'resubmission',
    remindOn: fixed.dueOn,
    ...(isOwn ? { assignee: personOf(actor) } : {}),
    state: 'open',
    createdBy: personOf(actor),
    version: 1,
  }
}

/** Stands in the history of the object. Neither the secret nor its hash is told. */
export function followUpEvent(
  actor: Actor,
  action: string,
  { id, object, subject, wanted, dueOn, openUntil, state, answers }: FollowUp,
  readKeys: DeskPlace['readKeys'],
  reason?: string,
): AuditEntry {
  const receipts = answers.map(({ receiptNumber }) => receiptNumber)
  const after = { id, subject, wanted, dueOn, openUntil, state, receipts }
  return {
    action,
    object,
    ...onBehalfOf(actor, readKeys),
    ...(reason === undefined ? {} : { reason }),
    changes: { followUp: { after } },
  }
}

/** Pages of the object show it. */
export function objectNotice({ object }: FollowUp, readKeys: DeskPlace['readKeys']): ChangedRecord {
  return { kind: object.kind === 'case-file' ? 'case-file' : 'item', id: object.id, readKeys }
}
