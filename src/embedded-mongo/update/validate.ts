import { type Document, firstKey, isDocument } from '../bson/document.ts'
import { isDocumentArray } from '../bson/decode.ts'
import { commandError } from '../errors.ts'
import { typeName } from '../values/order.ts'
import { showValue } from '../values/show.ts'
import { UPDATE_OPERATORS } from './operators.ts'

/** What a client may send as an update. */
export type Update =
  | { readonly kind: 'operators'; readonly operators: Document }
  | { readonly kind: 'replacement'; readonly document: Document }
  | { readonly kind: 'pipeline'; readonly stages: readonly Document[] }

const PIPELINE_STAGES = new Set(['$set', '$addFields', '$unset', '$project', '$replaceRoot', '$replaceWith'])

function checkPipeline(stages: readonly Document[]): void {
  for (const stage of stages) {
    const name = firstKey(stage) ?? ''
    if (!PIPELINE_STAGES.has(name)) {
      throw commandError('InvalidOptions', `${name} is not allowed to be used within an update`)
    }
  }
}

function checkReplacement(document: Document, multi: boolean): void {
  if (multi) throw commandError('FailedToParse', 'multi update is not supported for replacement-style update')
  const bad = Object.keys(document).find((name) => name.startsWith('$'))
  if (bad !== undefined) {
    throw commandError(
      'DollarPrefixedFieldName',
      `The dollar ($) prefixed field '${bad}' in '${bad}' is not allowed in the context of an update's replacement document.`,
    )
  }
}

function checkPath(path: string): void {
  if (path.split('.').some((part) => part === '')) {
    throw commandError(
      'EmptyFieldName',
      `The update path '${path}' contains an empty field name, which is not allowed.`,
    )
  }
}

/** The paths that one operator writes to. */
function pathsOf(operator: string, operand: unknown): string[] {
  if (!Object.hasOwn(UPDATE_OPERATORS, operator) && operator !== '$rename') {
    throw commandError(
      'FailedToParse',
      `Unknown modifier: ${operator}. Expected a valid update modifier or pipeline-style update specified as an array`,
    )
  }
  if (!isDocument(operand)) {
    throw commandError(
      'FailedToParse',
      `Modifiers operate on fields but we found type ${typeName(operand)} instead. For example: {$mod: {<field>: ...}} not {${operator}: ${showValue(operand)}}`,
    )
  }
  const paths = Object.keys(operand)
  if (operator !== '$rename') return paths
  return Object.entries(operand).flatMap(([from, to]) => {
    if (typeof to !== 'string') {
      throw commandError('BadValue', `The 'to' field for $rename must be a string: ${from}: ${showValue(to)}`)
    }
    return [from, to]
  })
}

function checkConflicts(paths: readonly string[]): void {
  // Sorted by parts, a path comes directly before the paths below it.
  const sorted = [...paths].sort((a, b) => (a.replaceAll('.', '\0') < b.replaceAll('.', '\0') ? -1 : 1))
  for (const [index, path] of sorted.entries()) {
    const before = sorted[index - 1]
    if (before !== undefined && (path === before || path.startsWith(`${before}.`))) {
      throw commandError(
        'ConflictingUpdateOperators',
        `Updating the path '${path}' would create a conflict at '${before}'`,
      )
    }
  }
}

/**
 * Reads an update and checks everything that can be checked without a document.
 *
 * @throws {CommandError} with the code MongoDB gives
 */
export function parseUpdate(update: unknown, multi: boolean): Update {
  if (isDocumentArray(update)) {
    checkPipeline(update)
    return { kind: 'pipeline', stages: update }
  }
  if (!isDocument(update)) throw commandError('FailedToParse', 'an update must be a document or a pipeline')
  if (firstKey(update)?.startsWith('$') !== true) {
    checkReplacement(update, multi)
    return { kind: 'replacement', document: update }
  }
  const paths = Object.entries(update).flatMap(([operator, operand]) => pathsOf(operator, operand))
  paths.forEach(checkPath)
  checkConflicts(paths)
  return { kind: 'operators', operators: update }
}
