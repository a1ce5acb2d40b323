import { PDFArray, PDFDict, PDFRef, PDFStream, type PDFContext, type PDFObject } from '@cantoo/pdf-lib'

/** Every object that can be reached from the trailer, each once; references are followed. */
export function* reachableObjects(context: PDFContext): Generator<PDFObject> {
  const seen = new Set<PDFRef>()
  yield* walk(context, seen)
}

/** Takes out what nothing refers to: what was cut off from the document must not stay in the file. */
export function dropUnreachable(context: PDFContext): void {
  const seen = new Set<PDFRef>()
  Array.from(walk(context, seen))
  for (const [ref] of context.enumerateIndirectObjects()) if (!seen.has(ref)) context.delete(ref)
}

function* walk(context: PDFContext, seen: Set<PDFRef>): Generator<PDFObject> {
  const { Root, Info, ID } = context.trailerInfo
  const open: (PDFObject | undefined)[] = [Root, Info, ID]
  while (open.length > 0) {
    const next = open.pop()
    if (next instanceof PDFRef) {
      if (seen.has(next)) continue
      seen.add(next)
      open.push(context.lookup(next))
      continue
    }
    if (next === undefined) continue
    yield next
    for (const part of partsOf(next)) open.push(part)
  }
}

function partsOf(object: PDFObject): PDFObject[] {
  if (object instanceof PDFArray) return object.asArray()
  if (object instanceof PDFDict) return object.values()
  return object instanceof PDFStream ? object.dict.values() : []
}

/** The dictionary of a dictionary or stream. */
export function dictOf(object: unknown): PDFDict | undefined {
  if (object instanceof PDFDict) return object
  return object instanceof PDFStream ? object.dict : undefined
}
