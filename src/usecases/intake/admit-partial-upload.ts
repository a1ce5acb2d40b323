import type { Tenants } from '../../ports/organisation.ts'
import type { RateLimiter } from '../../ports/sign-in.ts'
import { consumeByAddress, PARTIAL_UPLOAD_BUDGETS } from '../shared/address-budgets.ts'
import { publicTenant } from '../shared/public-tenant.ts'

/**
 * Asked before a file begins to come in pieces. Nothing is handed in by it.
 *
 * @throws {MailroomError} `not-found`, `rate-limited`
 */
export type AdmitPartialUpload = (
  input: { readonly tenantSlug: string; readonly clientAddress: string },
  signal: AbortSignal,
) => Promise<{ readonly tenantId: string }>

export function createAdmitPartialUpload(ports: {
  readonly tenants: Tenants
  readonly rateLimiter: RateLimiter
}): AdmitPartialUpload {
  return async function admitPartialUpload({ tenantSlug, clientAddress }, signal) {
    await consumeByAddress(ports.rateLimiter, PARTIAL_UPLOAD_BUDGETS, clientAddress, signal)
    const { id } = await publicTenant(ports.tenants, tenantSlug, signal)
    return { tenantId: id }
  }
}
