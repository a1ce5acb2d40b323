import type { Actor } from '../../domain/access/actor.ts'
import type { PageImage, StoredDocument } from '../../domain/intake/document.ts'
import { PREVIEW_WIDTHS_PX } from '../../domain/recognition/preview.ts'
import type { Documents } from '../../ports/documents.ts'
import { createDrawnPictures, type DrawnPicturePorts } from './drawn-pictures.ts'
import type { OpenedObject } from './opened-object.ts'
import { required } from './required.ts'

export interface PictureWish {
  readonly pageNumber: number
  /** The smallest picture of at least this width is taken, else the widest. */
  readonly widthPx: number
}

/** Of a document that the actor has been allowed to open. @throws {MailroomError} `not-found` while the page is not read yet */
export type PagePicture = (
  actor: Actor,
  document: StoredDocument,
  wish: PictureWish,
  signal: AbortSignal,
) => Promise<OpenedObject>

/** Pages that were read without drawing them have no stored picture; theirs is drawn now. */
export function createPagePicture(ports: DrawnPicturePorts & { readonly documents: Documents }): PagePicture {
  const { documents, blobStore } = ports
  const drawPicture = createDrawnPictures(ports)
  return async function pagePicture(actor, document, { pageNumber, widthPx }, signal) {
    const images = document.pageImages.filter((image) => image.page === pageNumber)
    const filename = `${document.id}-${pageNumber}.webp`
    const stored = fitting(images, widthPx)
    if (stored !== undefined) {
      const { object } = stored
      return { object, filename, content: await blobStore.open(object.key, object, signal) }
    }
    const page = required(await documents.findPage(actor, document.id, pageNumber, signal))
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
