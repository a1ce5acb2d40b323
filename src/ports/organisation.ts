import type { Actor, Role } from '../domain/access/actor.ts'
import type { Deputyship } from '../domain/access/deputy.ts'
import type { OrgUnit, Tenant, User } from '../domain/access/organisation.ts'
import type { DocumentType } from '../domain/classification/document-type.ts'
import type { RoutingRule } from '../domain/routing/rule.ts'
import type { Repository } from './repository.ts'

/** The one collection that is read before a tenant is known: at sign-in and on public pages. */
export interface Tenants {
  insert(tenant: Tenant, signal: AbortSignal): Promise<void>
  find(id: string, signal: AbortSignal): Promise<Tenant | undefined>
  findBySlug(slug: string, signal: AbortSignal): Promise<Tenant | undefined>
  all(signal: AbortSignal): Promise<Tenant[]>
  /** Of the actor's own tenant. */
  saveSecondFactorRoles(actor: Actor, roles: readonly Role[], signal: AbortSignal): Promise<void>
}

/** Master data of a tenant; everyone who is signed in may read them. Lists are ordered by number or name. */
export interface OrgUnits extends Repository<OrgUnit> {
  list(actor: Actor, signal: AbortSignal): Promise<OrgUnit[]>
  /** Those of the ids that there are, in one read. */
  findAll(actor: Actor, ids: readonly string[], signal: AbortSignal): Promise<OrgUnit[]>
}

export interface DocumentTypes extends Repository<DocumentType> {
  list(actor: Actor, signal: AbortSignal): Promise<DocumentType[]>
}

export interface RoutingRules extends Repository<RoutingRule> {
  /** By priority, highest first, then by id: the order in which they are asked. */
  list(actor: Actor, signal: AbortSignal): Promise<RoutingRule[]>
  remove(actor: Actor, id: string, signal: AbortSignal): Promise<void>
}

export interface Users extends Repository<User> {
  list(actor: Actor, signal: AbortSignal): Promise<User[]>
  /** Sets the password hash of an existing user. */
  savePasswordHash(actor: Actor, userId: string, passwordHash: string, signal: AbortSignal): Promise<void>
}

export interface Deputyships extends Repository<Deputyship> {
  /** Those that are not over on the day, the last to end first. */
  list(actor: Actor, fromDay: string, signal: AbortSignal): Promise<Deputyship[]>
  /** Those in which the person stands in on the day, by id. */
  underWay(actor: Actor, deputyId: string, day: string, signal: AbortSignal): Promise<Deputyship[]>
}
