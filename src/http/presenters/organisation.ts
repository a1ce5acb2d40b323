import type { z } from 'zod'
import type {
  ColleagueList,
  DocumentTypeView,
  OrgUnitView,
  TenantView,
  UserView,
} from '../../contract/organisation.ts'
import type { RoutingRuleView } from '../../contract/routing-rules.ts'
import type { SessionView, TokenView } from '../../contract/session.ts'
import type { OrgUnit, Tenant, User } from '../../domain/access/organisation.ts'
import type { DocumentType } from '../../domain/classification/document-type.ts'
import type { RoutingRule } from '../../domain/routing/rule.ts'
import type { ApiToken } from '../../ports/sign-in.ts'
import type { Colleague } from '../../usecases/access/list-colleagues.ts'
import type { ActiveSession } from '../../usecases/shared/session-view.ts'
import type { Presented } from '../route.ts'

type ColleagueView = z.infer<typeof ColleagueList>['items'][number]

export function presentSession({ view, actor }: ActiveSession): Presented<SessionView> {
  const { user, postUnitIds, tenant, permissions, secondFactorMissing } = view
  const { providerId = null, assurance = null } = view
  return {
    user: {
      id: user.id,
      username: user.username,
      displayName: user.displayName,
      orgUnitIds: [...postUnitIds],
    },
    tenant: { id: tenant.id, slug: tenant.slug, name: tenant.name, timeZone: tenant.timeZone },
    roles: actor.roles,
    represents: (actor.represents ?? []).map(({ displayName, lastDay }) => ({ displayName, lastDay })),
    permissions,
    secondFactorMissing,
    providerId,
    assurance,
  }
}

/** Never the token nor its hash. */
export function presentToken(token: ApiToken): Presented<z.infer<typeof TokenView>> {
  const { id, name, scopes, createdAt, expiresAt = null, lastUsedAt = null } = token
  return { id, name, scopes, createdAt, expiresAt, lastUsedAt }
}

export function presentUser(user: User): Presented<z.infer<typeof UserView>> {
  const { id, username, displayName, roles, orgUnitIds, cleared = false, disabled, version } = user
  const postDays = (user.postDays ?? []).map(({ orgUnitId, validFrom = null, validTo = null }) => ({
    orgUnitId,
    validFrom,
    validTo,
  }))
  return { id, username, displayName, roles, orgUnitIds, postDays, cleared, disabled, version }
}

export function presentColleague({ absence, ...one }: Colleague): Presented<ColleagueView> {
  if (absence === undefined) return { ...one, absence: null }
  const { lastDay, deputyName = null } = absence
  return { ...one, absence: { lastDay, deputyName } }
}

export function presentOrgUnit(unit: OrgUnit): Presented<OrgUnitView> {
  return {
    id: unit.id,
    parentId: unit.parentId ?? null,
    number: unit.number,
    name: unit.name,
    kind: unit.kind,
    validFrom: unit.validFrom ?? null,
    validTo: unit.validTo ?? null,
    successorId: unit.succession?.toUnitId ?? null,
    version: unit.version,
  }
}

export function presentDocumentType(type: DocumentType): Presented<z.infer<typeof DocumentTypeView>> {
  const {
    id,
    name,
    retired,
    level = 'normal',
    protectionClass = 'normal',
    keepsPaper = false,
    version,
  } = type
  return { id, name, retired, level, protectionClass, keepsPaper, version }
}

export function presentRoutingRule(rule: RoutingRule): Presented<RoutingRuleView> {
  const { id, name, enabled, priority, conditions, target, version } = rule
  return { id, name, enabled, priority, conditions, target: { orgUnitId: target.orgUnitId }, version }
}

export function presentTenant({ id, slug, name, receiptPrefix }: Tenant): Presented<TenantView> {
  return { id, slug, name, receiptPrefix }
}
