import type { Actor } from '../../domain/access/actor.ts'
import { requirePermission } from '../../domain/access/policy.ts'
import { isSameContent, type Publication } from '../../domain/sharing/publication.ts'
import { ownCopy, readLocals, type SharedView, type SharingPorts } from '../shared/shared-records.ts'

/** What all tenants have published, by name, and how the own records differ from it. @throws {MailroomError} `forbidden` */
export type ListPublications = (actor: Actor, signal: AbortSignal) => Promise<readonly SharedView[]>

export function createListPublications(ports: SharingPorts): ListPublications {
  return async function listPublications(actor, signal) {
    requirePermission(actor, 'masterdata:share')
    const adoptions = new Map((await ports.adoptions.list(actor, signal)).map((one) => [one.id, one]))
    const localOf = await readLocals(ports, actor, signal)

    function viewOf(publication: Publication): SharedView {
      const { id, tenantId, content, sourceId } = publication
      if (tenantId === actor.tenantId) {
        const local = localOf(content.kind, sourceId)
        const isBehind = local === undefined || !isSameContent(local.content, content)
        return { publication, isOwn: true, isBehind }
      }
      const adoption = adoptions.get(id)
      const copy = adoption && ownCopy(publication, adoption, localOf(content.kind, adoption.localId))
      return { publication, isOwn: false, ...(copy === undefined ? {} : { copy }) }
    }

    return (await ports.publications.listPublished(signal)).map(viewOf)
  }
}
