import type { OrgUnit, Tenant, User } from '../../../src/domain/access/organisation.ts'
import type { DocumentType } from '../../../src/domain/classification/document-type.ts'
import { MailroomError } from '../../../src/domain/errors.ts'
import { naturalOrder } from '../../../src/domain/natural-order.ts'
import type { RoutingRule } from '../../../src/domain/routing/rule.ts'
import type {
  DocumentTypes,
  OrgUnits,
  RoutingRules,
  Tenants,
  Users,
} from '../../../src/ports/organisation.ts'
import type { MemoryDatabase } from './database.ts'
import { alreadyExists, createMemoryRecords, frozenCopy, type TenantRecord } from './records.ts'

export function createMemoryTenants(database: MemoryDatabase): Tenants {
  const tenants = (): Tenant[] => [...database.read<Tenant>('tenants').values()]
  return {
    async insert(tenant, signal) {
      await database.write(signal, (table) => {
        const taken = tenants().some(({ id, slug }) => id === tenant.id || slug === tenant.slug)
        if (taken) throw alreadyExists('tenants')
        table('tenants').set(tenant.id, frozenCopy(tenant))
      })
    },
    async find(id, signal) {
      signal.throwIfAborted()
      return database.read<Tenant>('tenants').get(id)
    },
    async findBySlug(slug, signal) {
      signal.throwIfAborted()
      return tenants().find((tenant) => tenant.slug === slug)
    },
    async all(signal) {
      signal.throwIfAborted()
      return tenants().sort((left, right) => naturalOrder(left.name, right.name))
    },
    async saveSecondFactorRoles(actor, roles, signal) {
      await database.write(signal, (table) => {
        const tenant = table<Tenant>('tenants').get(actor.tenantId)
        if (tenant === undefined) return
        table('tenants').set(tenant.id, frozenCopy({ ...tenant, secondFactorRoles: [...roles] }))
      })
    },
  }
}

export function createMemoryOrgUnits(database: MemoryDatabase): OrgUnits {
  const { visible, ...records } = createMemoryRecords<OrgUnit>(database, { name: 'org-units' })
  const list = listed(visible, (unit) => unit.number)
  return {
    ...records,
    list,
    async findAll(actor, ids, signal) {
      return (await list(actor, signal)).filter(({ id }) => ids.includes(id))
    },
  }
}

export function createMemoryDocumentTypes(database: MemoryDatabase): DocumentTypes {
  const { visible, ...records } = createMemoryRecords<DocumentType>(database, { name: 'document-types' })
  return { ...records, list: listed(visible, (type) => type.name) }
}

export function createMemoryRoutingRules(database: MemoryDatabase): RoutingRules {
  const { visible, ...records } = createMemoryRecords<RoutingRule>(database, { name: 'routing-rules' })
  return {
    ...records,
    async list(actor, signal) {
      signal.throwIfAborted()
      return visible(actor).sort(
        (left, right) => right.priority - left.priority || (left.id < right.id ? -1 : 1),
      )
    },
    async remove(actor, id, signal) {
      await database.write(signal, (table) => {
        if (!table('routing-rules').delete(`${actor.tenantId}/${id}`)) {
          throw new MailroomError('not-found', 'There is no such rule.')
        }
      })
    },
  }
}

export function createMemoryUsers(database: MemoryDatabase): Users {
  const { visible, ...records } = createMemoryRecords<User>(database, {
    name: 'users',
    unique: (user) => user.username,
  })
  return {
    ...records,
    list: listed(visible, (user) => user.displayName),
    async savePasswordHash(actor, userId, passwordHash, signal) {
      if ((await records.find(actor, userId, signal)) === undefined) {
        throw new MailroomError('not-found', 'There is no such user.')
      }
      await database.write(signal, (table) => table('credentials').set(userId, passwordHash))
    },
  }
}

function listed<T extends TenantRecord>(
  visible: (actor: Parameters<Users['list']>[0]) => T[],
  nameOf: (record: T) => string,
): (actor: Parameters<Users['list']>[0], signal: AbortSignal) => Promise<T[]> {
  return async (actor, signal) => {
    signal.throwIfAborted()
    return visible(actor).sort(
      (left, right) => naturalOrder(nameOf(left), nameOf(right)) || (left.id < right.id ? -1 : 1),
    )
  }
}
