import { systemActor, type Actor } from '../../domain/access/actor.ts'
import { isAwaited } from '../../domain/follow-ups/follow-up.ts'
import type { IncomingItem, ItemState } from '../../domain/intake/incoming-item.ts'
import { calendarDayAt } from '../../domain/intake/local-time.ts'
import { normalCode } from '../../domain/intake/reference-code.ts'
import type { Digest } from '../../ports/digest.ts'
import type { Clock } from '../../ports/clock.ts'
import type { FollowUps } from '../../ports/follow-ups.ts'
import type { IncomingItems } from '../../ports/incoming-items.ts'
import type { IntakeStore } from '../../ports/intake-store.ts'
import type { Tenants } from '../../ports/organisation.ts'
import type { RateLimiter } from '../../ports/sign-in.ts'
import { CODE_BUDGETS, consumeByAddress, giveBackByAddress } from '../shared/address-budgets.ts'
import { publicTenant } from '../shared/public-tenant.ts'
import { required } from '../shared/required.ts'
import { submissionKey } from '../shared/submission-key.ts'
export interface SubmissionStatusInput {
  readonly tenantSlug: string
  readonly referenceCode: string
  readonly secret: string
  readonly clientAddress: string
  readonly requestId: string
}

export interface SubmissionStatusView {
  readonly receiptNumber: string
  readonly receivedAt: string
  /** `question`: something was asked for, and nothing has come in yet. */
  readonly status: 'received' | 'processing' | 'question' | 'completed' | 'closed'
  readonly fileCount: number
  /** Why it was refused, in the words of the city. */
  readonly notice?: string
}

/** Same answer for a wrong code, a wrong secret and an unknown tenant. @throws {MailroomError} `not-found`, `rate-limited` */
export type SubmissionStatus = (
  input: SubmissionStatusInput,
  signal: AbortSignal,
) => Promise<SubmissionStatusView>

type PublicStatus = SubmissionStatusView['status']

/** What a citizen is told of the inner states. */
const STATUS: Readonly<Record<ItemState, PublicStatus>> = {
  registered: 'received',
  capturing: 'received',
  qc: 'processing',
  indexing: 'processing',
  routed: 'processing',
  accepted: 'processing',
  returned: 'processing',
  quarantined: 'processing',
  filed: 'completed',
  done: 'completed',
  closedForwarded: 'closed',
  misdirectedOut: 'closed',
  rejected: 'closed',
  voided: 'closed',
  split: 'closed',
  dispatched: 'closed',
}

export function createSubmissionStatus(ports: {
  readonly tenants: Tenants
  readonly intakeStore: IntakeStore
  readonly incomingItems: IncomingItems
  readonly rateLimiter: RateLimiter
  readonly digest: Digest
  readonly followUps: FollowUps
  readonly clock: Clock
}): SubmissionStatus {
  return async function submissionStatus(input, signal) {
    await consumeByAddress(ports.rateLimiter, CODE_BUDGETS, input.clientAddress, signal)
    const tenant = await publicTenant(ports.tenants, input.tenantSlug, signal)
    const actor = systemActor(tenant.id, input.requestId)
    const key = submissionKey(normalCode(input.referenceCode), normalCode(input.secret))
    const { itemId } = required(
      await ports.intakeStore.findSubmission(actor, ports.digest.sha256(key), signal),
    )
    const item = required(await ports.incomingItems.find(actor, itemId, signal))
    // Whoever knows the code takes nothing from others; from one block so many queries are enough all the same.
    const { block: _block, ...wider } = CODE_BUDGETS
    await giveBackByAddress(ports.rateLimiter, wider, input.clientAddress, signal)
    return {
      receiptNumber: item.receiptNumber,
      receivedAt: item.receivedAt,
      status: await statusOf(ports, actor, item, calendarDayAt(ports.clock.now(), tenant.timeZone), signal),
      fileCount: item.documentIds.length,
      ...(item.closure?.notice === undefined ? {} : { notice: item.closure.notice }),
    }
  }
}

/** What was asked for is told where the work still goes on, and of this item alone: a case file has other people in it. */
async function statusOf(
  { followUps }: { readonly followUps: FollowUps },
  machine: Actor,
  { id, state }: IncomingItem,
  today: string,
  signal: AbortSignal,
): Promise<PublicStatus> {
  const status = STATUS[state]
  if (status === 'closed') return status
  const asked = await followUps.ofObject(machine, { kind: 'incoming-item', id }, signal)
  return asked.some((followUp) => isAwaited(followUp, today)) ? 'question' : status
}
