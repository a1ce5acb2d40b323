import type { Actor } from '../../domain/access/actor.ts'
import { requirePermission } from '../../domain/access/policy.ts'
import { changesBetween } from '../../domain/audit/changes.ts'
import { MailroomError } from '../../domain/errors.ts'
import {
  isSameContent,
  MAX_PUBLICATIONS,
  type Publication,
  type SharedContent,
  type SharedKind,
} from '../../domain/sharing/publication.ts'
import { tracesIn, type Trace } from '../../domain/sharing/traces.ts'
import { invalid, required, requireVersion } from '../shared/required.ts'
import { findLocal, type SharedView, type SharingPorts } from '../shared/shared-records.ts'

export interface PublishInput {
  readonly kind: SharedKind
  readonly sourceId: string
  /** Of the record, from `If-Match`: what the publisher has seen is what goes out. */
  readonly expectedVersion: number
}

/**
 * Hands a record to all tenants of the installation, or a new release of it.
 *
 * @throws {MailroomError} `forbidden`, `not-found`, `version-mismatch`, `state-conflict` when nothing has changed since the
 *   last release, `validation-failed` when it is out of use, names people or items, or when there are too many
 */
export type PublishRecord = (actor: Actor, input: PublishInput, signal: AbortSignal) => Promise<SharedView>

const REFUSED: Readonly<Record<Trace, string>> = {
  person: 'Darin steht der Name einer Person, die hier arbeitet. Andere Städte dürfen ihn nicht erfahren.',
  'receipt-number': 'Darin steht eine Eingangsnummer. Andere Städte dürfen sie nicht erfahren.',
  'file-number':
    'Eine Regel, die nach Aktenzeichen fragt, nennt eigene Akten und bleibt in der eigenen Stadt.',
}

export function createPublishRecord(ports: SharingPorts): PublishRecord {
  async function requireNoTraces(actor: Actor, content: SharedContent, signal: AbortSignal): Promise<string> {
    const { name, receiptPrefix } = required(await ports.tenants.find(actor.tenantId, signal))
    const people = await ports.users.list(actor, signal)
    const [trace] = tracesIn(content, { names: people.map(({ displayName }) => displayName), receiptPrefix })
    if (trace !== undefined) throw invalid('sourceId', REFUSED[trace])
    return name
  }

  async function released(
    actor: Actor,
    before: Publication | undefined,
    next: Pick<Publication, 'sourceId' | 'content' | 'publisherName' | 'publishedAt'>,
    signal: AbortSignal,
  ): Promise<Publication> {
    if (before !== undefined) {
      const after = { ...before, ...next, release: before.release + 1, withdrawn: false }
      return ports.publications.save(actor, after, signal)
    }
    if ((await ports.publications.count(actor, signal)) >= MAX_PUBLICATIONS)
      throw invalid('sourceId', `Mehr als ${MAX_PUBLICATIONS} Veröffentlichungen sind nicht vorgesehen.`)
    const first = { id: ports.ids.next(), tenantId: actor.tenantId, release: 1, withdrawn: false, version: 1 }
    const publication: Publication = { ...first, ...next }
    await ports.publications.insert(actor, publication, signal)
    return publication
  }

  return async function publishRecord(actor, { kind, sourceId, expectedVersion }, signal) {
    requirePermission(actor, 'masterdata:share')
    return ports.ledger.change(
      actor,
      async () => {
        const { content, version, retired } = required(await findLocal(ports, actor, kind, sourceId, signal))
        requireVersion({ version }, expectedVersion)
        if (retired) throw invalid('sourceId', 'Das ist hier ausgemustert.')
        const publisherName = await requireNoTraces(actor, content, signal)
        const before = await ports.publications.findBySource(actor, kind, sourceId, signal)
        if (before?.withdrawn === false && isSameContent(before.content, content))
          throw new MailroomError('state-conflict', 'Nothing has changed since the last release.')
        const publishedAt = ports.clock.now().toISOString()
        const next = { sourceId, content, publisherName, publishedAt }
        const publication = await released(actor, before, next, signal)
        const changes = changesBetween<Publication>(before ?? {}, publication, ['release', 'content'])
        const object = { kind: 'publication', id: publication.id } as const
        return {
          result: { publication, isOwn: true, isBehind: false },
          events: [{ action: 'publication.released', object, changes }],
          changed: [],
        }
      },
      signal,
    )
  }
}
