import type { Actor } from '../../domain/access/actor.ts'
import { requirePermission } from '../../domain/access/policy.ts'
import { changesBetween } from '../../domain/audit/changes.ts'
import type { AuditEntry } from '../../domain/audit/event.ts'
import type { DocumentType } from '../../domain/classification/document-type.ts'
import { MailroomError } from '../../domain/errors.ts'
import type { RoutingRule } from '../../domain/routing/rule.ts'
import { mergedFields, type SharedField, type SharedValues } from '../../domain/sharing/merge.ts'
import type { Adoption, Publication } from '../../domain/sharing/publication.ts'
import { required } from '../shared/required.ts'
import { requireUsableRule, RULE_FIELDS } from '../shared/routing-rules.ts'
import {
  adoptionEvent,
  copyOf,
  findLocal,
  tellPublisher,
  type SharedView,
  type SharingPorts,
} from '../shared/shared-records.ts'

export interface TakeOverInput {
  readonly publicationId: string
  /** That the caller has seen. */
  readonly release: number
  /** Changed here, but to be as published; everything else that was changed here stays. */
  readonly take: readonly SharedField[]
}

/**
 * Takes what has changed in a publication over into the own copy of it.
 *
 * @throws {MailroomError} `forbidden`, `not-found` when it was never adopted, `state-conflict` when there is a later
 *   release than the caller has seen, `unsafe-pattern`
 */
export type TakeOverRelease = (actor: Actor, input: TakeOverInput, signal: AbortSignal) => Promise<SharedView>

export function createTakeOverRelease(ports: SharingPorts): TakeOverRelease {
  async function changeType(
    actor: Actor,
    id: string,
    { name, level }: SharedValues,
    signal: AbortSignal,
  ): Promise<AuditEntry['changes']> {
    const before = required(await ports.documentTypes.find(actor, id, signal))
    const after = await ports.documentTypes.save(actor, { ...before, ...given({ name, level }) }, signal)
    return changesBetween<DocumentType>(before, after, ['name', 'level'])
  }

  async function changeRule(
    actor: Actor,
    id: string,
    { name, priority, conditions }: SharedValues,
    signal: AbortSignal,
  ): Promise<AuditEntry['changes']> {
    const before = required(await ports.routingRules.find(actor, id, signal))
    const changedAt = conditions === undefined ? {} : { changedAt: ports.clock.now().toISOString() }
    const wanted = { ...before, ...given({ name, priority, conditions }), ...changedAt }
    await requireUsableRule(ports, actor, wanted, signal)
    const after = await ports.routingRules.save(actor, wanted, signal)
    return changesBetween<RoutingRule>(before, after, RULE_FIELDS)
  }

  async function merge(
    actor: Actor,
    { content: theirs }: Publication,
    { base, localId }: Adoption,
    take: readonly SharedField[],
    signal: AbortSignal,
  ): Promise<AuditEntry['changes']> {
    const { content: mine } = required(await findLocal(ports, actor, theirs.kind, localId, signal))
    const fields = mergedFields({ base, mine, theirs }, take)
    if (Object.keys(fields).length === 0) return {}
    const change = theirs.kind === 'document-type' ? changeType : changeRule
    return change(actor, localId, fields, signal)
  }

  return async function takeOverRelease(actor, { publicationId, release, take }, signal) {
    requirePermission(actor, 'masterdata:share')
    return ports.ledger.change(
      actor,
      async () => {
        const publication = required(await ports.publications.findPublished(publicationId, signal))
        const before = required(await ports.adoptions.find(actor, publicationId, signal))
        if (release !== publication.release)
          throw new MailroomError('state-conflict', 'There is another release than the one that was shown.')
        const changes = await merge(actor, publication, before, take, signal)
        const after = { ...before, release, base: publication.content }
        const adoption = await ports.adoptions.save(actor, after, signal)
        await tellPublisher(ports, actor, publication, signal)
        const copy = required(await copyOf(ports, actor, publication, adoption, signal))
        const event = adoptionEvent('publication.taken-over', publication, before.localId, changes)
        return { result: { publication, isOwn: false, copy }, events: [event], changed: [] }
      },
      signal,
    )
  }
}

type Given<T> = { readonly [Field in keyof T]?: Exclude<T[Field], undefined> }

/** Fields that have a value. */
function given<T extends object>(fields: T): Given<T> {
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined)) as Given<T>
}
