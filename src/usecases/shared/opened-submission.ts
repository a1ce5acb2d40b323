import { systemActor, type Actor } from '../../domain/access/actor.ts'
import type { Tenant } from '../../domain/access/organisation.ts'
import type { IncomingItem } from '../../domain/intake/incoming-item.ts'
import { normalCode } from '../../domain/intake/reference-code.ts'
import type { Digest } from '../../ports/digest.ts'
import type { IncomingItems } from '../../ports/incoming-items.ts'
import type { IntakeStore } from '../../ports/intake-store.ts'
import type { Tenants } from '../../ports/organisation.ts'
import type { RateLimiter } from '../../ports/sign-in.ts'
import { CODE_BUDGETS, consumeByAddress, giveBackByAddress } from './address-budgets.ts'
import { publicTenant } from './public-tenant.ts'
import { required } from './required.ts'
import { submissionKey } from './submission-key.ts'

export interface SubmissionPorts {
  readonly tenants: Tenants
  readonly intakeStore: IntakeStore
  readonly incomingItems: IncomingItems
  readonly rateLimiter: RateLimiter
  readonly digest: Digest
}

/** What a citizen knows of a submission, and from where he asks. */
export interface SubmissionCodes {
  readonly tenantSlug: string
  readonly referenceCode: string
  readonly secret: string
  readonly clientAddress: string
  readonly requestId: string
}

export interface OpenedSubmission {
  readonly tenant: Tenant
  readonly machine: Actor
  readonly item: IncomingItem
}

/**
 * The item of whoever has both codes. Same answer for a wrong code, a wrong secret and an unknown tenant.
 *
 * @throws {MailroomError} `not-found`, `rate-limited`
 */
export async function openSubmission(
  ports: SubmissionPorts,
  input: SubmissionCodes,
  signal: AbortSignal,
): Promise<OpenedSubmission> {
  await consumeByAddress(ports.rateLimiter, CODE_BUDGETS, input.clientAddress, signal)
  const tenant = await publicTenant(ports.tenants, input.tenantSlug, signal)
  const machine = systemActor(tenant.id, input.requestId)
  const key = submissionKey(normalCode(input.referenceCode), normalCode(input.secret))
  const { itemId } = required(
    await ports.intakeStore.findSubmission(machine, ports.digest.sha256(key), signal),
  )
  const item = required(await ports.incomingItems.find(machine, itemId, signal))
  // Whoever knows the code takes nothing from others; from one block so many queries are enough all the same.
  const { block: _block, ...wider } = CODE_BUDGETS
  await giveBackByAddress(ports.rateLimiter, wider, input.clientAddress, signal)
  return { tenant, machine, item }
}
