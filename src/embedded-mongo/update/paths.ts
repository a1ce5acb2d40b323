import { type Document, isDocument, setField } from '../bson/document.ts'
import { commandError } from '../errors.ts'
import { isArrayIndex } from '../values/paths.ts'
import { showValue } from '../values/show.ts'
import type { ValueTest } from '../query/leaf-test.ts'

export type Container = Document | unknown[]

/** MongoDB's limit for the gap that `$set: { "a.5000": … }` may fill with nulls. */
const MAX_BACKFILL = 1_500_000

/** What `$`, `$[]` and `$[name]` stand for in one document. */
export interface PositionalContext {
  /** Index of the array element that the query matched. */
  readonly matchedIndex: number | undefined
  readonly arrayFilters: ReadonlyMap<string, ValueTest>
}

interface OpenPath {
  readonly parts: readonly string[]
  readonly value: unknown
}

function isPositional(part: string): boolean {
  return part === '$' || part.startsWith('$[')
}

export function childOf(container: unknown, name: string): unknown {
  if (Array.isArray(container)) return isArrayIndex(name) ? container[Number(name)] : undefined
  return isDocument(container) && Object.hasOwn(container, name) ? container[name] : undefined
}

/** The index that the query matched, for `$`. */
function matchedElement(
  open: OpenPath,
  items: readonly unknown[],
  matchedIndex: number | undefined,
): OpenPath[] {
  if (matchedIndex === undefined) {
    throw commandError('BadValue', 'The positional operator did not find the match needed from the query.')
  }
  return [{ parts: [...open.parts, String(matchedIndex)], value: items[matchedIndex] }]
}

function filteredElements(
  open: OpenPath,
  items: readonly unknown[],
  part: string,
  context: PositionalContext,
): OpenPath[] {
  const identifier = part.slice(2, -1)
  const test = identifier === '' ? () => true : context.arrayFilters.get(identifier)
  if (test === undefined) {
    throw commandError(
      'BadValue',
      `No array filter found for identifier '${identifier}' in path '${open.parts.join('.')}'`,
    )
  }
  return items.flatMap((value, index) =>
    test(value) ? [{ parts: [...open.parts, String(index)], value }] : [],
  )
}

function step(open: OpenPath, part: string, context: PositionalContext): OpenPath[] {
  if (!isPositional(part)) return [{ parts: [...open.parts, part], value: childOf(open.value, part) }]
  if (!Array.isArray(open.value)) {
    if (part === '$' && context.matchedIndex === undefined) return matchedElement(open, [], undefined)
    throw commandError(
      'BadValue',
      `The path '${open.parts.join('.')}' must exist in the document in order to apply array updates.`,
    )
  }
  if (part === '$') return matchedElement(open, open.value, context.matchedIndex)
  return filteredElements(open, open.value, part, context)
}

/** The concrete paths that a path with positional parts means in this document. */
export function expandPath(
  document: Document,
  path: string,
  context: PositionalContext,
): (readonly string[])[] {
  const parts = path.split('.')
  if (!parts.some(isPositional)) return [parts]
  let open: OpenPath[] = [{ parts: [], value: document }]
  for (const part of parts) open = open.flatMap((one) => step(one, part, context))
  return open.map((one) => one.parts)
}

function notViable(name: string, at: string | undefined, value: unknown): never {
  throw commandError(
    'PathNotViable',
    `Cannot create field '${name}' in element {${at ?? ''}: ${showValue(value)}}`,
  )
}

function isContainerFor(value: unknown, name: string): value is Container {
  return Array.isArray(value) ? isArrayIndex(name) : isDocument(value)
}

/** The document or array that holds the last part of a path; undefined when a part of the path is missing. */
export function existingContainer(root: Document, parts: readonly string[]): Container | undefined {
  let value: unknown = root
  for (const part of parts.slice(0, -1)) {
    value = childOf(value, part)
    if (value === undefined) return undefined
  }
  return isContainerFor(value, parts.at(-1) ?? '') ? value : undefined
}

/** As `existingContainer`, but makes the missing documents. @throws {CommandError} PathNotViable (28) */
export function neededContainer(root: Document, parts: readonly string[]): Container {
  let value: Container = root
  let at: string | undefined
  for (const [index, part] of parts.entries()) {
    if (!isContainerFor(value, part)) notViable(part, at, value)
    if (index === parts.length - 1) break
    let child = childOf(value, part)
    if (child === undefined) {
      child = {}
      putChild(value, part, child)
    }
    const next = parts[index + 1] ?? ''
    if (!isContainerFor(child, next)) notViable(next, part, child)
    value = child
    at = part
  }
  return value
}

export function putChild(container: Container, name: string, value: unknown): void {
  if (!Array.isArray(container)) {
    setField(container, name, value)
    return
  }
  const index = Number(name)
  if (index > container.length + MAX_BACKFILL) {
    throw commandError('BadValue', `can't backfill more than ${MAX_BACKFILL} elements`)
  }
  while (container.length < index) container.push(null)
  container[index] = value
}

/** A removed array element leaves null behind, so that the others keep their places. */
export function removeChild(container: Container, name: string): void {
  if (!Array.isArray(container)) {
    Reflect.deleteProperty(container, name)
  } else if (Number(name) < container.length) {
    container[Number(name)] = null
  }
}
