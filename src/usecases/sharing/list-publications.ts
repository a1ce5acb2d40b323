import type { Actor } from '../../domain/access/actor.ts'
import { requirePermission } from '../../domain/access/policy.ts'
import { isSameContent, type Adoption, type Publication } from '../../domain/sharing/publication.ts'
import { copyOf, findLocal, type SharedView, type SharingPorts } from '../shared/shared-records.ts'

/** What all tenants have published, by name, and how the own records differ from it. @throws {MailroomError} `forbidden` */
export type ListPublications = (actor: Actor, signal: AbortSignal) => Promise<readonly SharedView[]>

export function createListPublications(ports: SharingPorts): ListPublications {
  async function viewOf(
    actor: Actor,
    publication: Publication,
    adoption: Adoption | undefined,
    signal: AbortSignal,
  ): Promise<SharedView> {
    if (publication.tenantId === actor.tenantId) {
      const { content, sourceId } = publication
      const local = await findLocal(ports, actor, content.kind, sourceId, signal)
      const isBehind = local === undefined || !isSameContent(local.content, content)
      return { publication, isOwn: true, isBehind }
    }
    const copy = adoption && (await copyOf(ports, actor, publication, adoption, signal))
    return { publication, isOwn: false, ...(copy === undefined ? {} : { copy }) }
  }

  return async function listPublications(actor, signal) {
    requirePermission(actor, 'masterdata:share')
    const adoptions = new Map((await ports.adoptions.list(actor, signal)).map((one) => [one.id, one]))
    const views: SharedView[] = []
    for (const publication of await ports.publications.listPublished(signal)) {
      views.push(await viewOf(actor, publication, adoptions.get(publication.id), signal))
    }
    return views
  }
}
