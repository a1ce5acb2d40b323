import { type Document, firstKey, isDocument } from '../bson/document.ts'

/** Decides over the values that a path reached in one document. */
export type LeafTest = (found: readonly unknown[]) => boolean

export type ValueTest = (value: unknown) => boolean
export type Predicate = (document: Document) => boolean
export type CompileFilter = (filter: Document) => Predicate

/** Fields of a DBRef start with a dollar but are no operators. */
const REFERENCE_FIELDS: ReadonlySet<string> = new Set(['$ref', '$id', '$db'])
const LOGICAL = new Set(['$and', '$or', '$nor'])

export function isOperatorName(name: string): boolean {
  return name.startsWith('$') && !REFERENCE_FIELDS.has(name)
}

export function isLogical(name: string): name is '$and' | '$or' | '$nor' {
  return LOGICAL.has(name)
}

/** `{ $gt: 5 }` as against the value `{ a: 5 }`. */
export function isOperatorDocument(value: unknown): value is Document {
  return isDocument(value) && isOperatorName(firstKey(value) ?? '')
}

/** `{ $elemMatch: { $gt: 5 } }` tests the elements themselves, `{ a: 5 }` and `{ $or: … }` their fields. */
export function isValueForm(condition: Document): boolean {
  const name = firstKey(condition) ?? ''
  return isOperatorName(name) && !isLogical(name)
}

/** True when a value reached, or an element of a reached array, passes. */
export function someValue(found: readonly unknown[], test: ValueTest): boolean {
  for (const value of found) {
    if (test(value)) return true
    if (Array.isArray(value) && value.some(test)) return true
  }
  return false
}
