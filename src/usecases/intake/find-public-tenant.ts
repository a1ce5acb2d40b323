import type { Tenant } from '../../domain/access/organisation.ts'

/** The body whose public page is asked for. @throws {MailroomError} `not-found` */
export type FindPublicTenant = (slug: string, signal: AbortSignal) => Promise<Tenant>
