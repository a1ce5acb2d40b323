import type { AdmittedCitizen } from '../shared/admitted-citizen.ts'
import { citizenActor } from '../../domain/access/actor-of-user.ts'
import type { IdentityProviders } from '../../ports/identity-providers.ts'
import type { Tenants } from '../../ports/organisation.ts'
import type { RateLimiter } from '../../ports/sign-in.ts'
import { consumeByAddress, SUBMISSION_BUDGETS } from '../shared/address-budgets.ts'
import { senderOfPass, type PassPorts } from '../shared/citizen-pass.ts'
import { publicTenant } from '../shared/public-tenant.ts'

/**
 * Asked before the first byte of an upload is read.
 *
 * @throws {MailroomError} `not-found`, `rate-limited`
 */
export type AdmitSubmission = (input: AdmissionInput, signal: AbortSignal) => Promise<AdmittedCitizen>

export interface AdmissionInput {
  readonly tenantSlug: string
  readonly clientAddress: string
  /** What the browser has kept of a sign-in as a citizen. */
  readonly pass?: string | undefined
  readonly requestId: string
}

export function createAdmitSubmission(
  ports: PassPorts & {
    readonly tenants: Tenants
    readonly identityProviders: IdentityProviders
    readonly rateLimiter: RateLimiter
  },
): AdmitSubmission {
  return async function admitSubmission({ tenantSlug, clientAddress, pass, requestId }, signal) {
    await consumeByAddress(ports.rateLimiter, SUBMISSION_BUDGETS, clientAddress, signal)
    const tenant = await publicTenant(ports.tenants, tenantSlug, signal)
    const admitted = { actor: citizenActor(tenant.id, requestId), tenant }
    if (pass === undefined) return admitted
    const sender = await senderOfPass(ports, { tenantId: tenant.id, pass }, signal)
    return sender === undefined ? admitted : { ...admitted, sender }
  }
}
