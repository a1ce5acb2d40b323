import { type Document, isDocument } from '../bson/document.ts'
import { commandError, notSupported } from '../errors.ts'
import { inverted, keyOf } from './keys.ts'
import { plainNumber } from './numbers.ts'
import { leaves } from './paths.ts'

export interface SortField {
  readonly name: string
  readonly parts: readonly string[]
  readonly descending: boolean
}

function isMeta(direction: unknown): boolean {
  return isDocument(direction) && '$meta' in direction
}

/** Reads `{ field: 1, other: -1 }`. @throws {CommandError} BadValue for other directions */
export function parseSort(spec: Document): SortField[] {
  return Object.entries(spec).map(([name, direction]) => {
    if (isMeta(direction)) throw notSupported('sorting by $meta')
    const order = Number(plainNumber(direction) ?? 0)
    if (order !== 1 && order !== -1) {
      throw commandError('BadValue', '$sort key ordering must be 1 (for ascending) or -1 (for descending)')
    }
    if (name === '') throw commandError('BadValue', 'FieldPath cannot be constructed with empty string')
    return { name, parts: name.split('.'), descending: order === -1 }
  })
}

/** What an array sorts by: its elements; an empty one sorts below null. */
function sortValues(leaf: unknown): readonly unknown[] {
  if (!Array.isArray(leaf)) return [leaf ?? null]
  return leaf.length === 0 ? [undefined] : leaf
}

function fieldKey(document: Document, { parts, descending }: SortField): Buffer {
  let best: Buffer | undefined
  for (const leaf of leaves(document, parts)) {
    for (const value of sortValues(leaf)) {
      const key = keyOf(value)
      if (best === undefined || Buffer.compare(key, best) * (descending ? -1 : 1) < 0) best = key
    }
  }
  const key = best ?? keyOf(null)
  return descending ? inverted(key) : key
}

/** Bytes that sort documents in the order of the fields: the least (or greatest) element stands for an array. */
export function sortKey(document: Document, fields: readonly SortField[]): Buffer {
  return Buffer.concat(fields.map((sortField) => fieldKey(document, sortField)))
}

/** The items in the order of their keys; items with equal keys keep their order. */
export function sortByKey<T>(items: Iterable<T>, key: (item: T) => Buffer): T[] {
  const keyed = Array.from(items, (item, index) => ({ item, index, key: key(item) }))
  keyed.sort((a, b) => Buffer.compare(a.key, b.key) || a.index - b.index)
  return keyed.map(({ item }) => item)
}

export function sortDocuments(documents: Iterable<Document>, fields: readonly SortField[]): Document[] {
  return sortByKey(documents, (document) => sortKey(document, fields))
}
