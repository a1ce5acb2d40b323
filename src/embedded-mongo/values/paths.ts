import { type Document, field, isDocument } from '../bson/document.ts'

const INDEX = /^\d+$/

export function isArrayIndex(part: string): boolean {
  return INDEX.test(part)
}

/** `a.0.b`: the element at that index is walked besides the fields of all elements. */
function collectAtIndex(
  items: readonly unknown[],
  parts: readonly string[],
  at: number,
  found: unknown[],
): void {
  const part = parts[at] ?? ''
  const item = items[Number(part)]
  if (item === undefined) return
  if (at === parts.length - 1) found.push(item)
  else if (Array.isArray(item)) collect({ [part]: item }, parts, at, found)
  else if (isDocument(item)) collect(item, parts, at + 1, found)
}

function collectInArray(
  items: readonly unknown[],
  parts: readonly string[],
  at: number,
  found: unknown[],
): void {
  if (isArrayIndex(parts[at] ?? '')) collectAtIndex(items, parts, at, found)
  for (const item of items) if (isDocument(item)) collect(item, parts, at, found)
}

function collect(document: Document, parts: readonly string[], at: number, found: unknown[]): void {
  const child = field(document, parts[at] ?? '')
  if (at === parts.length - 1) found.push(child)
  else if (Array.isArray(child)) collectInArray(child, parts, at + 1, found)
  else if (isDocument(child)) collect(child, parts, at + 1, found)
  else found.push(undefined)
}

/**
 * All values that a dotted path reaches, going through arrays on the way as MongoDB does.
 * The last value is given whole, also when it is an array; a missing one is undefined.
 *
 * Matcher, indexes and sorts use this one walk: an index entry exists for every value the matcher sees.
 */
export function leaves(document: Document, parts: readonly string[]): unknown[] {
  if (parts.length === 1) return [field(document, parts[0] ?? '')]
  const found: unknown[] = []
  collect(document, parts, 0, found)
  return found
}

/** The value at a path through documents and array indexes, without spreading over arrays. */
export function valueAt(document: unknown, parts: readonly string[]): unknown {
  let value = document
  for (const part of parts) {
    if (Array.isArray(value)) value = isArrayIndex(part) ? value[Number(part)] : undefined
    else if (isDocument(value)) value = field(value, part)
    else return undefined
  }
  return value
}
