import { type Document, firstKey, isDocument } from '../bson/document.ts'
import { locationError, notSupported } from '../errors.ts'
import { isTruthy, plainNumber } from '../values/numbers.ts'

/** What becomes of a field: kept, dropped, or looked into. */
export type FieldTree = Map<string, boolean | FieldTree>

export type SpecialField =
  | { readonly kind: 'slice'; readonly path: string; readonly argument: unknown }
  | { readonly kind: 'elemMatch'; readonly path: string; readonly condition: unknown }
  | { readonly kind: 'positional'; readonly path: string }
  | { readonly kind: 'computed'; readonly path: string; readonly expression: unknown }

export interface ProjectionPlan {
  readonly mode: 'include' | 'exclude'
  readonly tree: FieldTree
  readonly special: readonly SpecialField[]
  readonly withId: boolean
}

/** `find` knows `$slice`, `$elemMatch` and `$` as projections; in a pipeline they are expressions. */
export type ProjectionDialect = 'find' | 'aggregate'

class PlanBuilder {
  readonly #dialect: ProjectionDialect
  readonly tree: FieldTree = new Map()
  readonly special: SpecialField[] = []
  mode: 'include' | 'exclude' | undefined
  idWanted: boolean | undefined

  constructor(dialect: ProjectionDialect) {
    this.#dialect = dialect
  }

  addAll(spec: Document, prefix: string): void {
    for (const [name, value] of Object.entries(spec)) this.#add(`${prefix}${name}`, value)
  }

  #add(path: string, value: unknown): void {
    if (isDocument(value)) this.#addDocument(path, value)
    else if (typeof value === 'boolean' || plainNumber(value) !== undefined)
      this.#addFlag(path, isTruthy(value))
    else this.#addSpecial({ kind: 'computed', path, expression: value })
  }

  #addDocument(path: string, value: Document): void {
    const operator = firstKey(value)
    if (operator?.startsWith('$') !== true) {
      if (operator === undefined) throw locationError(51270, 'An empty sub-projection is not a valid value.')
      this.addAll(value, `${path}.`)
    } else if (operator === '$meta') throw notSupported('$meta in a projection')
    else if (this.#dialect === 'find' && operator === '$slice') {
      this.special.push({ kind: 'slice', path, argument: value['$slice'] })
    } else if (this.#dialect === 'find' && operator === '$elemMatch') {
      this.#addSpecial({ kind: 'elemMatch', path, condition: value['$elemMatch'] })
    } else this.#addSpecial({ kind: 'computed', path, expression: value })
  }

  #addSpecial(field: SpecialField): void {
    if (this.mode === 'exclude') {
      throw locationError(31252, `Cannot use an expression for ${field.path} in exclusion projection`)
    }
    this.mode = 'include'
    this.special.push(field)
  }

  #addFlag(path: string, wanted: boolean): void {
    if (path === '_id') {
      this.idWanted = wanted
      return
    }
    if (this.#dialect === 'find' && path.endsWith('.$')) {
      this.#addSpecial({ kind: 'positional', path: path.slice(0, -2) })
      return
    }
    const mode = wanted ? 'include' : 'exclude'
    if (this.mode !== undefined && this.mode !== mode) {
      throw wanted
        ? locationError(31253, `Cannot do inclusion on field ${path} in exclusion projection`)
        : locationError(31254, `Cannot do exclusion on field ${path} in inclusion projection`)
    }
    this.mode = mode
    putInTree(this.tree, path.split('.'), wanted, path)
  }
}

function putInTree(tree: FieldTree, parts: readonly string[], wanted: boolean, path: string): void {
  const [name = '', ...rest] = parts
  const present = tree.get(name)
  if (rest.length === 0) {
    if (present !== undefined) throw locationError(31250, `Path collision at ${path}`)
    tree.set(name, wanted)
    return
  }
  if (typeof present === 'boolean') throw locationError(31249, `Path collision at ${path}`)
  const inner = present ?? new Map<string, boolean | FieldTree>()
  tree.set(name, inner)
  putInTree(inner, rest, wanted, path)
}

/** In an inclusion `$slice` also says that its field is wanted. */
function includeSlices(builder: PlanBuilder): void {
  for (const { kind, path } of builder.special) {
    if (kind === 'slice') putInTree(builder.tree, path.split('.'), true, path)
  }
}

/** Reads a projection; undefined when it changes nothing. */
export function parseProjection(spec: Document, dialect: ProjectionDialect): ProjectionPlan | undefined {
  if (firstKey(spec) === undefined) return undefined
  const builder = new PlanBuilder(dialect)
  builder.addAll(spec, '')
  if (builder.mode === 'include') includeSlices(builder)
  // `{ _id: 1 }` alone includes; `{ _id: 0 }` and `{ a: { $slice: 1 } }` alone exclude.
  const mode =
    builder.mode ?? (builder.idWanted === true && builder.special.length === 0 ? 'include' : 'exclude')
  return { mode, tree: builder.tree, special: builder.special, withId: builder.idWanted ?? true }
}
