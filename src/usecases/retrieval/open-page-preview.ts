import type { Actor } from '../../domain/access/actor.ts'
import type { OpenedObject } from '../shared/opened-object.ts'
import { requirePermission } from '../../domain/access/policy.ts'
import type { PageImage } from '../../domain/intake/document.ts'
import { PREVIEW_WIDTHS_PX } from '../../domain/recognition/preview.ts'
import { createDrawnPictures, type DrawnPicturePorts } from '../shared/drawn-pictures.ts'
import { openedDocument, type DocumentViewPorts } from '../shared/opened-records.ts'
import { required } from '../shared/required.ts'

export interface OpenPagePreviewInput {
  readonly documentId: string
  readonly pageNumber: number
  /** The smallest picture of at least this width is taken, else the widest. */
  readonly widthPx: number
}

/** @throws {MailroomError} `quarantined`, `not-found` also while the page is not read yet */
export type OpenPagePreview = (
  actor: Actor,
  input: OpenPagePreviewInput,
  signal: AbortSignal,
) => Promise<OpenedObject>

/** Pages that were read without drawing them have no stored picture; theirs is drawn now. */
export function createOpenPagePreview(ports: DrawnPicturePorts & DocumentViewPorts): OpenPagePreview {
  const { documents, blobStore } = ports
  const drawPicture = createDrawnPictures(ports)
  return async function openPagePreview(actor, { documentId, pageNumber, widthPx }, signal) {
    requirePermission(actor, 'items:read')
    const document = await openedDocument(ports, actor, documentId, signal)
    const images = document.pageImages.filter((image) => image.page === pageNumber)
    const filename = `${document.id}-${pageNumber}.webp`
    const stored = fitting(images, widthPx)
    if (stored !== undefined) {
      const { object } = stored
      return { object, filename, content: await blobStore.open(object.key, object, signal) }
    }
    const page = required(await documents.findPage(actor, documentId, pageNumber, signal))
    const wanted = { document, pageNumber, turn: page.rotation, widthPx: fittingWidthPx(widthPx) }
    const { object, bytes } = await drawPicture(wanted, signal)
    return { object, filename, content: once(bytes) }
  }
}

function fittingWidthPx(widthPx: number): number {
  return PREVIEW_WIDTHS_PX.find((width) => width >= widthPx) ?? Math.max(...PREVIEW_WIDTHS_PX)
}

async function* once(bytes: Uint8Array): AsyncGenerator<Uint8Array> {
  yield bytes
}

function fitting(images: readonly PageImage[], widthPx: number): PageImage | undefined {
  const byWidth = images.toSorted((left, right) => left.widthPx - right.widthPx)
  return byWidth.find((image) => image.widthPx >= widthPx) ?? byWidth.at(-1)
}
