import type { Document } from '../bson/document.ts'
import { commandError } from '../errors.ts'
import { inverted, keyOf } from '../values/keys.ts'
import { leaves } from '../values/paths.ts'
import { fieldAt, type FieldSet, type IndexField } from './index-spec.ts'

export interface IndexKeys {
  readonly keys: readonly Buffer[]
  /** The fields in which an array was met: each may have several keys. */
  readonly multikey: FieldSet
}

interface FieldKeys {
  readonly keys: readonly Buffer[]
  readonly throughArray: boolean
}

/** The values one field is indexed by: a missing one as null, an array by its elements, an empty one by itself. */
function fieldKeys(document: Document, { parts, descending }: IndexField): FieldKeys {
  const found = leaves(document, parts)
  const values = found.flatMap((leaf: unknown) => {
    if (!Array.isArray(leaf)) return [leaf ?? null]
    return leaf.length === 0 ? [undefined] : (leaf as unknown[])
  })
  const throughArray = found.length !== 1 || Array.isArray(found[0])
  const distinct = new Map<string, Buffer>()
  for (const value of found.length === 0 ? [null] : values) {
    const key = descending ? inverted(keyOf(value)) : keyOf(value)
    distinct.set(key.toString('latin1'), key)
  }
  return { keys: [...distinct.values()], throughArray }
}

/** Two arrays in one index would multiply their keys; MongoDB refuses them unless they share their root. */
function checkParallelArrays(arrays: readonly IndexField[]): void {
  const [first] = arrays
  const other = arrays.find(({ parts }) => parts[0] !== first?.parts[0])
  if (first !== undefined && other !== undefined) {
    throw commandError(
      'CannotIndexParallelArrays',
      `cannot index parallel arrays [${other.name}] [${first.name}]`,
    )
  }
}

/** All keys of a document in one index: every combination of the values of its fields. */
export function indexKeys(document: Document, fields: readonly IndexField[]): IndexKeys {
  const perField = fields.map((indexField) => ({ indexField, ...fieldKeys(document, indexField) }))
  const arrays = perField.filter(({ throughArray }) => throughArray).map(({ indexField }) => indexField)
  checkParallelArrays(arrays)
  let keys: Buffer[] = [Buffer.alloc(0)]
  let multikey: FieldSet = 0
  for (const [position, { keys: own, throughArray }] of perField.entries()) {
    keys = keys.flatMap((prefix) => own.map((key) => Buffer.concat([prefix, key])))
    if (throughArray) multikey |= fieldAt(position)
  }
  return { keys, multikey }
}
