import { INSTALLATION_SLUG } from '../../domain/access/organisation.ts'
import type { PasswordHasher } from '../../ports/sign-in.ts'
import type { Transactor } from '../../ports/transactor.ts'
import { insertTenant, type FoundedTenant, type FoundingPorts } from '../shared/founding.ts'

export interface FoundTenantInput {
  readonly name: string
  /** Lower case letters, digits and hyphens. */
  readonly slug: string
  readonly receiptPrefix: string
  readonly adminPassword: string
  /** `admin` when absent. */
  readonly adminUsername?: string
}

/**
 * Makes a tenant at the start of an installation: its root unit and the user `admin`, who may administer and also do all
 * the work of mailroom and heads until other people are set up.
 */
export type FoundTenant = (input: FoundTenantInput, signal: AbortSignal) => Promise<FoundedTenant>

type Ports = FoundingPorts & { readonly transactor: Transactor; readonly passwordHasher: PasswordHasher }

export function createFoundTenant(ports: Ports): FoundTenant {
  return async function foundTenant({ adminPassword, adminUsername = 'admin', ...tenant }, signal) {
    const passwordHash = await ports.passwordHasher.hash(adminPassword)
    const roles = ['admin', 'mailroom', 'head', 'auditor'] as const
    const admin = { username: adminUsername, displayName: 'Administration', roles }
    return ports.transactor.inTransaction(
      () => insertTenant(ports, { ...tenant, admin, passwordHash }, signal),
      signal,
    )
  }
}

/** Login name of whoever runs the installation. */
export const OPERATOR_USERNAME = 'installation'

/** Makes the tenant of those who run the installation, and the user who can make tenants. @throws {MailroomError} `already-exists` */
export type FoundInstallation = (password: string, signal: AbortSignal) => Promise<FoundedTenant>

export function createFoundInstallation(ports: Ports): FoundInstallation {
  return async function foundInstallation(password, signal) {
    const passwordHash = await ports.passwordHasher.hash(password)
    const tenant = { name: 'Installation', slug: INSTALLATION_SLUG, receiptPrefix: 'XX' }
    const admin = { username: OPERATOR_USERNAME, displayName: 'Betrieb', roles: ['operator'] } as const
    return ports.transactor.inTransaction(
      () => insertTenant(ports, { ...tenant, admin, passwordHash }, signal),
      signal,
    )
  }
}
