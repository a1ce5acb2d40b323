import type { StoredDocument } from '../domain/intake/document.ts'
import type { BlobStore } from '../ports/blob-store.ts'
import type { Additions } from '../pipeline/stage.ts'

/**
 * Removes pictures of pages that runs which were cut short have stored and nobody refers to. Only for a run that has saved
 * its result: then no other one can refer to them any more.
 *
 * @returns how many there were
 */
export async function sweepPagePictures(
  { blobStore }: { readonly blobStore: BlobStore },
  { id, tenantId }: Pick<StoredDocument, 'id' | 'tenantId'>,
  { pageImages = [] }: Additions,
  signal: AbortSignal,
): Promise<number> {
  const used = new Set(pageImages.map(({ object }) => object.key))
  const left: string[] = []
  for await (const { key } of blobStore.list(`renditions/${tenantId}/${id}/page-`, signal)) {
    if (!used.has(key)) left.push(key)
  }
  for (const key of left) await blobStore.remove(key, signal)
  return left.length
}
