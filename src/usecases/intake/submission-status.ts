import { systemActor } from '../../domain/access/actor.ts'
import type { ItemState } from '../../domain/intake/incoming-item.ts'
import { normalCode } from '../../domain/intake/reference-code.ts'
import type { Digest } from '../../ports/digest.ts'
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
  readonly status: 'received' | 'processing' | 'completed' | 'closed'
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
}

export function createSubmissionStatus(ports: {
  readonly tenants: Tenants
  readonly intakeStore: IntakeStore
  readonly incomingItems: IncomingItems
  readonly rateLimiter: RateLimiter
  readonly digest: Digest
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
      status: STATUS[item.state],
      fileCount: item.documentIds.length,
      ...(item.closure?.notice === undefined ? {} : { notice: item.closure.notice }),
    }
  }
}
