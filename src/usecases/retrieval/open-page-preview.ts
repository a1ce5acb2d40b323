import type { Actor } from '../../domain/access/actor.ts'
import type { OpenedObject } from '../shared/opened-object.ts'
import { requirePermission } from '../../domain/access/policy.ts'
import type { PageImage } from '../../domain/intake/document.ts'
import type { BlobStore } from '../../ports/blob-store.ts'
import type { Documents } from '../../ports/documents.ts'
import { required } from '../shared/required.ts'

export interface OpenPagePreviewInput {
  readonly documentId: string
  readonly pageNumber: number
  /** The smallest stored picture of at least this width is taken, else the widest. */
  readonly widthPx: number
}

/** @throws {MailroomError} `not-found` also while the page is not read yet */
export type OpenPagePreview = (
  actor: Actor,
  input: OpenPagePreviewInput,
  signal: AbortSignal,
) => Promise<OpenedObject>

export function createOpenPagePreview({
  documents,
  blobStore,
}: {
  readonly documents: Documents
  readonly blobStore: BlobStore
}): OpenPagePreview {
  return async function openPagePreview(actor, { documentId, pageNumber, widthPx }, signal) {
    requirePermission(actor, 'items:read')
    const document = required(await documents.find(actor, documentId, signal))
    const images = document.pageImages.filter((image) => image.page === pageNumber)
    const { object } = required(fitting(images, widthPx))
    const filename = `${document.id}-${pageNumber}.webp`
    return { object, filename, content: await blobStore.open(object.key, object, signal) }
  }
}

function fitting(images: readonly PageImage[], widthPx: number): PageImage | undefined {
  const byWidth = images.toSorted((left, right) => left.widthPx - right.widthPx)
  return byWidth.find((image) => image.widthPx >= widthPx) ?? byWidth.at(-1)
}
