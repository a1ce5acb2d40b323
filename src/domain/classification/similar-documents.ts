import type { SimilarExample } from './prediction.ts'

/**
 * An earlier document that is like another one. Stored beside it and for the machine only: whether a reader may see the earlier one is
 * decided when he asks, so nothing of it is put into words here.
 */
export interface SimilarDocument {
  readonly documentId: string
  /** 0..1 */
  readonly similarity: number
}

/** More than anybody is shown, because a reader may see only some of them. */
export const MAX_SIMILAR = 20
/** Below this documents have the words of every letter in common, and no more. */
const MIN_SIMILARITY = 0.2

/** Neighbours found for several tasks as one list, the most alike first, without the document itself. */
export function similarDocuments(
  documentId: string,
  neighbours: readonly SimilarExample[],
): readonly SimilarDocument[] {
  const best = new Map<string, number>()
  for (const { documentId: id, similarity } of neighbours) {
    if (id === documentId || similarity < MIN_SIMILARITY) continue
    best.set(id, Math.max(best.get(id) ?? 0, Math.round(similarity * 1000) / 1000))
  }
  return [...best]
    .map(([id, similarity]) => ({ documentId: id, similarity }))
    .toSorted((a, b) => b.similarity - a.similarity)
    .slice(0, MAX_SIMILAR)
}
