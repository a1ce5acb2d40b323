import type { AdmittedCitizen } from '../shared/admitted-citizen.ts'
import { citizenActor } from '../../domain/access/actor-of-user.ts'
import { addressBlock } from '../../domain/access/address-block.ts'
import type { Tenants } from '../../ports/organisation.ts'
import type { RateLimiter } from '../../ports/sign-in.ts'
import { publicTenant } from '../shared/public-tenant.ts'

/**
 * Asked before the first byte of an upload is read.
 *
 * @throws {MailroomError} `not-found`, `rate-limited`
 */
export type AdmitSubmission = (
  input: { readonly tenantSlug: string; readonly clientAddress: string; readonly requestId: string },
  signal: AbortSignal,
) => Promise<AdmittedCitizen>

export function createAdmitSubmission({
  tenants,
  rateLimiter,
}: {
  readonly tenants: Tenants
  readonly rateLimiter: RateLimiter
}): AdmitSubmission {
  return async function admitSubmission({ tenantSlug, clientAddress, requestId }, signal) {
    await rateLimiter.consume('citizen-upload', addressBlock(clientAddress), signal)
    const tenant = await publicTenant(tenants, tenantSlug, signal)
    return { actor: citizenActor(tenant.id, requestId), tenant }
  }
}
