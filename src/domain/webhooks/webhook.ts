import type { AuditEvent } from '../audit/event.ts'
import type { BackOff } from '../back-off.ts'

/** What other systems are told of. */
export const WEBHOOK_EVENTS = [
  'item.received',
  'item.routed',
  'item.returned',
  'item.filed',
  'item.done',
  'letter.written',
  'case-file.opened',
  'case-file.closed',
  'case-file.reopened',
] as const
export type WebhookEvent = (typeof WEBHOOK_EVENTS)[number]

/** An address of another system (Fachverfahren) that is told what has happened, by ids and without any content. */
export interface Webhook {
  readonly id: string
  readonly tenantId: string
  readonly name: string
  readonly url: string
  /** Signs what is sent; closed in the secret box. */
  readonly secret: string
  readonly events: readonly WebhookEvent[]
  readonly isActive: boolean
  readonly createdAt: string
  readonly version: number
}

/** How far a webhook is, and how it stands with it. Changed by the machine only. */
export interface WebhookState {
  readonly webhookId: string
  /** Number of the last event of the chain that was looked at. */
  readonly position: number
  /** ISO 8601 instants. */
  readonly lastSentAt?: string
  /** Nothing has come through since. */
  readonly failingSince?: string
  readonly lastFailure?: { readonly at: string; readonly reason: WebhookFault }
  /** The machine has given it up. */
  readonly disabledAt?: string
}

export const WEBHOOK_FAULTS = [
  'address-not-allowed',
  'unreachable',
  'timeout',
  'redirect',
  'refused',
  'server-error',
  'secret-missing',
] as const
export type WebhookFault = (typeof WEBHOOK_FAULTS)[number]

/** One event on its way to one webhook. Stays the same however often it is sent. */
export interface WebhookDelivery {
  /** Of webhook and event: the same event is not told twice by itself. */
  readonly id: string
  readonly tenantId: string
  readonly webhookId: string
  readonly event: WebhookEvent
  readonly at: string
  readonly ids: WebhookIds
  readonly state: 'queued' | 'sent' | 'dead'
  readonly attempt: number
  readonly lastFailure?: { readonly at: string; readonly reason: WebhookFault }
}

/** Names nothing but records: who wants to know more asks for it, with the rights that he has. */
export interface WebhookIds {
  readonly itemId?: string
  readonly caseFileId?: string
  readonly orgUnitId?: string
}

/** With their pauses, of which half is chance, these are about a day. */
export const MAX_WEBHOOK_ATTEMPTS = 17
export const WEBHOOK_BACK_OFF: BackOff = { firstMs: 30_000, longestMs: 4 * 60 * 60_000 }
/** An address that takes nothing for so long is given up until an administrator looks at it. */
export const GIVEN_UP_AFTER_MS = 3 * 24 * 60 * 60_000
/** More than a city has systems. */
export const MAX_WEBHOOKS = 20

/** To whom a closed secret belongs. */
export function webhookSecretOwner({ id }: Pick<Webhook, 'id'>): string {
  return `webhook/${id}`
}

export function deliveryId(webhookId: string, seq: number): string {
  return `${webhookId}-${seq}`
}

/** What an event of the chain is to others; `undefined` for what is told to nobody. */
export function toldEvent(
  event: Pick<AuditEvent, 'action' | 'object' | 'changes'>,
): { readonly event: WebhookEvent; readonly ids: WebhookIds } | undefined {
  const { object, changes } = event
  if (object.kind === 'case-file') {
    const told = caseFileEvent(event)
    return told === undefined ? undefined : { event: told, ids: { caseFileId: object.id } }
  }
  const told = object.kind === 'incoming-item' ? itemEvent(event) : undefined
  if (told === undefined) return undefined
  const { orgUnitId, caseFileId } = Object(changes['target']?.after) as Readonly<Record<string, unknown>>
  const filedIn = changes['caseFileId']?.after ?? caseFileId
  return {
    event: told,
    ids: {
      itemId: object.id,
      ...(typeof filedIn === 'string' ? { caseFileId: filedIn } : {}),
      ...(typeof orgUnitId === 'string' ? { orgUnitId } : {}),
    },
  }
}

/** Scans of several letters are no mail: they have numbers of their batch. */
const SCAN_NUMBER = /^ST-\d{4}-\d+\/\d+$/

/** It lies where it was sent before, or again; what was destroyed with its case file was done long before. */
const NO_NEWS = ['item.released', 'item.assigned', 'item.resumed', 'item.disposed']

const BY_STATE: Readonly<Partial<Record<string, WebhookEvent>>> = {
  routed: 'item.routed',
  returned: 'item.returned',
  filed: 'item.filed',
  done: 'item.done',
}

function itemEvent({ action, changes }: Pick<AuditEvent, 'action' | 'changes'>): WebhookEvent | undefined {
  if (action === 'item.received')
    return SCAN_NUMBER.test(String(changes['receiptNumber']?.after)) ? undefined : 'item.received'
  if (action === 'item.written') return 'letter.written'
  // Out of one file into another the state stays as it is.
  if (action === 'item.filed') return 'item.filed'
  if (NO_NEWS.includes(action)) return undefined
  const moved = BY_STATE[String(changes['state']?.after)]
  // From one unit to another the state stays as it is.
  return moved ?? (action === 'item.routed' ? 'item.routed' : undefined)
}

function caseFileEvent({
  action,
  changes,
}: Pick<AuditEvent, 'action' | 'changes'>): WebhookEvent | undefined {
  if (action === 'case-file.opened') return 'case-file.opened'
  const state = changes['state']?.after
  if (state === 'closed') return 'case-file.closed'
  return state === 'open' ? 'case-file.reopened' : undefined
}

/** The body that is sent and signed, byte for byte. */
export function deliveryBody({ id, event, at, ids }: WebhookDelivery): string {
  return JSON.stringify({ id, event, at, ...ids })
}
