/**
 * A BSON document in memory.
 *
 * Numbers keep their BSON type, so that what is written back is what was read:
 * int32 is a JS number; int64 is a bigint; double is a JS number when it cannot be
 * mistaken for an int32 and a bson `Double` when it can (whole, in the int32 range).
 */
export type Document = Record<string, unknown>

/** True for embedded documents; false for arrays, dates and instances of the bson classes. */
export function isDocument(value: unknown): value is Document {
  if (value === null || typeof value !== 'object') return false
  const prototype: unknown = Object.getPrototypeOf(value)
  return prototype === Object.prototype || prototype === null
}

/** Sets a field as own property, also one with the name `__proto__`. */
export function setField(document: Document, name: string, value: unknown): void {
  if (name === '__proto__') {
    Object.defineProperty(document, name, { value, writable: true, enumerable: true, configurable: true })
  } else {
    document[name] = value
  }
}

export function field(document: Document, name: string): unknown {
  return Object.hasOwn(document, name) ? document[name] : undefined
}

export function firstKey(document: Document): string | undefined {
  for (const key in document) return key
  return undefined
}

export function isEmptyDocument(document: Document): boolean {
  return firstKey(document) === undefined
}

export function isInt32(value: unknown): value is number {
  return typeof value === 'number' && (value | 0) === value && !Object.is(value, -0)
}

/** A deep copy; instances of the bson classes are immutable here and shared. */
export function cloneValue(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(cloneValue)
  if (isDocument(value)) return cloneDocument(value)
  return value
}

export function cloneDocument(document: Document): Document {
  const copy: Document = {}
  for (const [name, value] of Object.entries(document)) setField(copy, name, cloneValue(value))
  return copy
}

/** The document with `_id` as its first field, as MongoDB stores it. */
export function withLeadingId(document: Document, id: unknown): Document {
  if (firstKey(document) === '_id') return document
  const ordered: Document = { _id: id }
  for (const [name, value] of Object.entries(document)) if (name !== '_id') setField(ordered, name, value)
  return ordered
}

/** A copy without some fields. */
export function without(document: Document, ...names: readonly string[]): Document {
  return Object.fromEntries(Object.entries(document).filter(([name]) => !names.includes(name)))
}
