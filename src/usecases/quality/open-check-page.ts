import { systemActor, type Actor } from '../../domain/access/actor.ts'
import { requirePermission } from '../../domain/access/policy.ts'
import type { DrawnPicturePorts } from '../shared/drawn-pictures.ts'
import type { OpenedObject } from '../shared/opened-object.ts'
import { ofDocument, openedDocument, type DocumentViewPorts } from '../shared/opened-records.ts'
import { createPagePicture, type PictureWish } from '../shared/page-picture.ts'
import { openedCheck, type CheckPorts } from '../shared/opened-check.ts'
import { required } from '../shared/required.ts'
import { pagesOf } from '../shared/shown-check.ts'

/**
 * The picture of a page that is to be checked.
 *
 * @throws {MailroomError} `forbidden`, `not-found` also for pages that are not part of the check, `quarantined`
 */
export type OpenCheckPage = (
  actor: Actor,
  input: PictureWish & { readonly checkId: string },
  signal: AbortSignal,
) => Promise<OpenedObject>

export function createOpenCheckPage(
  ports: DrawnPicturePorts & DocumentViewPorts & CheckPorts,
): OpenCheckPage {
  const pagePicture = createPagePicture(ports)
  return async function openCheckPage(actor, { checkId, ...wish }, signal) {
    requirePermission(actor, 'quality:check')
    const check = await openedCheck(ports, actor, checkId, signal)
    const machine = systemActor(actor.tenantId, actor.requestId)
    const document = await openedDocument(ports, machine, check.documentId, signal)
    required(pagesOf(check, document).find(({ page }) => page === wish.pageNumber))
    // The check opens it, and not the keys of the checker: what few may know is written down in his name.
    await ports.readLog.viewed(actor, [ofDocument(document)], signal)
    return pagePicture(machine, document, wish, signal)
  }
}
