import type { StoredDocument } from './document.ts'

type Part = Pick<StoredDocument, 'id' | 'partOf'>

/** The documents that came inside of another one, at any depth: attachments of a mail, entries of an archive. */
export function partsOf<D extends Part>(containerId: string, documents: readonly D[]): D[] {
  const found: D[] = []
  let inside = new Set([containerId])
  while (inside.size > 0) {
    const next = documents.filter(
      (one) => one.partOf !== undefined && inside.has(one.partOf) && !found.includes(one),
    )
    found.push(...next)
    inside = new Set(next.map(({ id }) => id))
  }
  return found
}
