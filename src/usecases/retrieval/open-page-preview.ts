import type { Actor } from '../../domain/access/actor.ts'
import { requirePermission } from '../../domain/access/policy.ts'
import type { OpenedObject } from '../shared/opened-object.ts'
import { openedDocument, type DocumentViewPorts } from '../shared/opened-records.ts'
import type { DrawnPicturePorts } from '../shared/drawn-pictures.ts'
import { createPagePicture, type PictureWish } from '../shared/page-picture.ts'

export interface OpenPagePreviewInput extends PictureWish {
  readonly documentId: string
}

/** @throws {MailroomError} `quarantined`, `not-found` also while the page is not read yet */
export type OpenPagePreview = (
  actor: Actor,
  input: OpenPagePreviewInput,
  signal: AbortSignal,
) => Promise<OpenedObject>

export function createOpenPagePreview(ports: DrawnPicturePorts & DocumentViewPorts): OpenPagePreview {
  const pagePicture = createPagePicture(ports)
  return async function openPagePreview(actor, { documentId, ...wish }, signal) {
    requirePermission(actor, 'items:read')
    const document = await openedDocument(ports, actor, documentId, signal)
    return pagePicture(actor, document, wish, signal)
  }
}
