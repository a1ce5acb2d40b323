import type { Actor } from '../../domain/access/actor.ts'
import { requirePermission } from '../../domain/access/policy.ts'
import { firstValues } from '../../domain/audit/changes.ts'
import type { AuditEntry } from '../../domain/audit/event.ts'
import type { DocumentType } from '../../domain/classification/document-type.ts'
import { MailroomError } from '../../domain/errors.ts'
import type { RoutingRule } from '../../domain/routing/rule.ts'
import type { Publication, SharedDocumentType, SharedRule } from '../../domain/sharing/publication.ts'
import { invalid, required } from '../shared/required.ts'
import { requireUsableRule, RULE_FIELDS } from '../shared/routing-rules.ts'
import {
  adoptionEvent,
  copyOf,
  tellPublisher,
  type SharedView,
  type SharingPorts,
} from '../shared/shared-records.ts'

export interface AdoptInput {
  readonly publicationId: string
  /** Where a rule sends to here; of rules only. */
  readonly orgUnitId?: string | undefined
}

/**
 * Makes a publication of another tenant an own record. A document type of the same key that is there already becomes its
 * copy as it is; a rule is switched off until somebody has looked at it.
 *
 * @throws {MailroomError} `forbidden`, `not-found`, `state-conflict` for an own publication and for one that was adopted,
 *   `validation-failed`
 */
export type AdoptPublication = (actor: Actor, input: AdoptInput, signal: AbortSignal) => Promise<SharedView>

interface Made {
  readonly localId: string
  readonly events: readonly AuditEntry[]
}

export function createAdoptPublication(ports: SharingPorts): AdoptPublication {
  async function ownType(actor: Actor, shared: SharedDocumentType, signal: AbortSignal): Promise<Made> {
    const { key, name, level } = shared
    const known = await ports.documentTypes.find(actor, key, signal)
    if (known !== undefined) return { localId: key, events: [] }
    const own = { id: key, tenantId: actor.tenantId, name, retired: false, version: 1 }
    const type: DocumentType = { ...own, ...(level === 'normal' ? {} : { level }) }
    await ports.documentTypes.insert(actor, type, signal)
    const object = { kind: 'document-type', id: key } as const
    const changes = firstValues<DocumentType>(type, ['name', 'level'])
    return { localId: key, events: [{ action: 'document-type.added', object, changes }] }
  }

  async function ownRule(
    actor: Actor,
    shared: SharedRule,
    orgUnitId: string | undefined,
    signal: AbortSignal,
  ): Promise<Made> {
    if (orgUnitId === undefined)
      throw invalid('orgUnitId', 'Wählen Sie die Stelle, zu der die Regel hier leitet.')
    const { name, priority, conditions } = shared
    const made = {
      id: ports.ids.next(),
      tenantId: actor.tenantId,
      changedAt: ports.clock.now().toISOString(),
    }
    const target = { orgUnitId }
    const rule: RoutingRule = { ...made, name, priority, conditions, target, enabled: false, version: 1 }
    await requireUsableRule(ports, actor, rule, signal)
    await ports.routingRules.insert(actor, rule, signal)
    const object = { kind: 'routing-rule', id: rule.id } as const
    const changes = firstValues<RoutingRule>(rule, RULE_FIELDS)
    return { localId: rule.id, events: [{ action: 'routing-rule.added', object, changes }] }
  }

  async function keepAdoption(
    actor: Actor,
    publication: Publication,
    localId: string,
    signal: AbortSignal,
  ): Promise<SharedView> {
    const before = await ports.adoptions.find(actor, publication.id, signal)
    const { id, release, content: base } = publication
    const adoption = { id, tenantId: actor.tenantId, release, base, localId, version: before?.version ?? 1 }
    if (before === undefined) await ports.adoptions.insert(actor, adoption, signal)
    else await ports.adoptions.save(actor, adoption, signal)
    const copy = required(await copyOf(ports, actor, publication, adoption, signal))
    return { publication, isOwn: false, copy }
  }

  async function requireNew(actor: Actor, publication: Publication, signal: AbortSignal): Promise<void> {
    const known = await ports.adoptions.find(actor, publication.id, signal)
    const copy = known && (await copyOf(ports, actor, publication, known, signal))
    if (publication.tenantId !== actor.tenantId && copy === undefined) return
    throw new MailroomError('state-conflict', 'It is yours already.')
  }

  return async function adoptPublication(actor, { publicationId, orgUnitId }, signal) {
    requirePermission(actor, 'masterdata:share')
    return ports.ledger.change(
      actor,
      async () => {
        const publication = required(await ports.publications.findPublished(publicationId, signal))
        await requireNew(actor, publication, signal)
        const { content } = publication
        const { localId, events } =
          content.kind === 'document-type'
            ? await ownType(actor, content, signal)
            : await ownRule(actor, content, orgUnitId, signal)
        const result = await keepAdoption(actor, publication, localId, signal)
        await tellPublisher(ports, actor, publication, signal)
        const adopted = adoptionEvent('publication.adopted', publication, localId)
        return { result, events: [...events, adopted], changed: [] }
      },
      signal,
    )
  }
}
