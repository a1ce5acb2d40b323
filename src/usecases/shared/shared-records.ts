import { systemActor, type Actor } from '../../domain/access/actor.ts'
import type { OrgUnit } from '../../domain/access/organisation.ts'
import type { AuditEntry } from '../../domain/audit/event.ts'
import type { DocumentType } from '../../domain/classification/document-type.ts'
import type { RoutingRule } from '../../domain/routing/rule.ts'
import type { SharedDifference } from '../../domain/sharing/merge.ts'
import { differencesOf } from '../../domain/sharing/merge.ts'
import {
  sharedRule,
  sharedType,
  type Adoption,
  type Publication,
  type SharedContent,
  type SharedKind,
} from '../../domain/sharing/publication.ts'
import type { AuditLog } from '../../ports/audit-log.ts'
import type { Clock, IdGenerator } from '../../ports/clock.ts'
import type { DocumentTypes, OrgUnits, RoutingRules, Tenants, Users } from '../../ports/organisation.ts'
import type { PatternMatcher } from '../../ports/pattern-matcher.ts'
import type { Adoptions, Publications } from '../../ports/sharing.ts'
import type { Ledger } from './ledger.ts'
import { required } from './required.ts'

export interface SharingPorts {
  readonly publications: Publications
  readonly adoptions: Adoptions
  readonly documentTypes: DocumentTypes
  readonly routingRules: RoutingRules
  readonly orgUnits: OrgUnits
  readonly tenants: Tenants
  readonly users: Users
  readonly patternMatcher: PatternMatcher
  readonly auditLog: AuditLog
  readonly ledger: Ledger
  readonly clock: Clock
  readonly ids: IdGenerator
}

/** A record of the own tenant as it would be shared. */
export interface LocalRecord {
  readonly content: SharedContent
  readonly version: number
  /** Out of use here: nothing to hand to others. */
  readonly retired: boolean
}

/** `undefined` when it is not there, or not any more. */
export async function findLocal(
  { documentTypes, routingRules, orgUnits }: SharingPorts,
  actor: Actor,
  kind: SharedKind,
  id: string,
  signal: AbortSignal,
): Promise<LocalRecord | undefined> {
  if (kind === 'document-type') {
    const type = await documentTypes.find(actor, id, signal)
    return type && localType(type)
  }
  const rule = await routingRules.find(actor, id, signal)
  return rule && localRule(rule, await orgUnits.list(actor, signal))
}

/** The same for many, read once. */
export async function readLocals(
  { documentTypes, routingRules, orgUnits }: SharingPorts,
  actor: Actor,
  signal: AbortSignal,
): Promise<(kind: SharedKind, id: string) => LocalRecord | undefined> {
  const units = await orgUnits.list(actor, signal)
  const types = (await documentTypes.list(actor, signal)).map((type) => [type.id, localType(type)] as const)
  const rules = (await routingRules.list(actor, signal)).map(
    (rule) => [rule.id, localRule(rule, units)] as const,
  )
  const locals = { 'document-type': new Map(types), 'routing-rule': new Map(rules) }
  return (kind, id) => locals[kind].get(id)
}

function localType(type: DocumentType): LocalRecord {
  return { content: sharedType(type), version: type.version, retired: type.retired }
}

function localRule(rule: RoutingRule, units: readonly OrgUnit[]): LocalRecord {
  return { content: sharedRule(rule, units), version: rule.version, retired: false }
}

/** What of a publication stands in the own tenant. */
export interface OwnCopy {
  readonly localId: string
  /** Last release that was taken over. */
  readonly release: number
  readonly differences: readonly SharedDifference[]
}

/** A publication as one tenant sees it. */
export interface SharedView {
  readonly publication: Publication
  readonly isOwn: boolean
  /** Of an own one: whether the record was changed since, or removed. */
  readonly isBehind?: boolean
  readonly copy?: OwnCopy
}

export async function copyOf(
  ports: SharingPorts,
  actor: Actor,
  publication: Publication,
  adoption: Adoption,
  signal: AbortSignal,
): Promise<OwnCopy | undefined> {
  const local = await findLocal(ports, actor, publication.content.kind, adoption.localId, signal)
  return ownCopy(publication, adoption, local)
}

/** Whoever has removed his copy has not adopted it any more. */
export function ownCopy(
  { content: theirs }: Publication,
  { localId, release, base }: Adoption,
  local: LocalRecord | undefined,
): OwnCopy | undefined {
  if (local === undefined) return undefined
  return { localId, release, differences: differencesOf({ base, mine: local.content, theirs }) }
}

/** Who adopts something says so to the publisher: his city and the release, no person. */
export async function tellPublisher(
  { auditLog, tenants }: SharingPorts,
  actor: Actor,
  { tenantId, id, release }: Publication,
  signal: AbortSignal,
): Promise<void> {
  const { name } = required(await tenants.find(actor.tenantId, signal))
  const object = { kind: 'publication', id } as const
  const changes = { adoptedBy: { after: name }, release: { after: release } }
  const entry: AuditEntry = { action: 'publication.adopted-elsewhere', object, changes }
  await auditLog.append(systemActor(tenantId, actor.requestId), entry, signal)
}

/** For the chain of whoever adopts. */
export function adoptionEvent(
  action: 'publication.adopted' | 'publication.taken-over',
  { id, publisherName, release, content }: Publication,
  localId: string,
  changes: AuditEntry['changes'] = {},
): AuditEntry {
  return {
    action,
    object: { kind: content.kind, id: localId },
    changes: {
      publication: { after: id },
      publisher: { after: publisherName },
      release: { after: release },
      ...changes,
    },
  }
}
