import type { Document } from '../bson/document.ts'
import { locationError } from '../errors.ts'
import { compareValues } from '../values/compare.ts'
import { keyText } from '../values/keys.ts'
import { parseSort, sortDocuments } from '../values/sort.ts'
import { type Accumulator, compileGroupField, type GroupField } from './accumulators.ts'
import { compileExpression } from './expression.ts'
import type { Evaluate } from './scope.ts'
import {
  documentOperand,
  onlyFields,
  type PipelineEnvironment,
  type StageRun,
  type StageTable,
} from './stage.ts'

interface Group {
  readonly id: unknown
  readonly accumulators: readonly Accumulator[]
}

function grouped(id: Evaluate, fields: readonly GroupField[], { variables }: PipelineEnvironment): StageRun {
  return function* groups(input) {
    const found = new Map<string, Group>()
    for (const root of input) {
      const scope = { root, variables }
      const groupId = id(scope) ?? null
      const key = keyText(groupId)
      const group = found.get(key) ?? { id: groupId, accumulators: fields.map(({ start }) => start()) }
      found.set(key, group)
      for (const [index, { value }] of fields.entries()) group.accumulators[index]?.add(value(scope))
    }
    for (const { id: groupId, accumulators } of found.values()) {
      const results = fields.map(({ name }, index) => [name, accumulators[index]?.result()])
      yield { _id: groupId, ...(Object.fromEntries(results) as Document) }
    }
  }
}

function group(operand: unknown, environment: PipelineEnvironment): StageRun {
  const { _id, ...spec } = documentOperand(operand, '$group')
  if (_id === undefined) throw locationError(15955, 'a group specification must include an _id')
  const fields = Object.entries(spec).map(([name, field]) => {
    if (name.includes('.')) throw locationError(40235, `The field name '${name}' cannot contain '.'`)
    return compileGroupField(name, field)
  })
  return grouped(compileExpression(_id), fields, environment)
}

function sortByCount(operand: unknown, environment: PipelineEnvironment): StageRun {
  const run = group({ _id: operand, count: { $sum: 1 } }, environment)
  const order = parseSort({ count: -1 })
  return function* counted(input) {
    yield* sortDocuments(run(input), order)
  }
}

/** The lower bound of the bucket a value lies in; undefined when it lies in none. */
function bucketOf(boundaries: readonly unknown[], value: unknown): unknown {
  const above = boundaries.findIndex((boundary) => compareValues(value, boundary) < 0)
  return above > 0 ? boundaries[above - 1] : undefined
}

function bucket(operand: unknown, environment: PipelineEnvironment): StageRun {
  const spec = documentOperand(operand, '$bucket')
  onlyFields(spec, '$bucket', ['groupBy', 'boundaries', 'default', 'output'])
  const boundaries = spec['boundaries']
  if (!Array.isArray(boundaries) || boundaries.length < 2) {
    throw locationError(40191, "The $bucket 'boundaries' field must have at least 2 values")
  }
  if (boundaries.some((value, index) => index > 0 && compareValues(boundaries[index - 1], value) >= 0)) {
    throw locationError(40194, "The 'boundaries' option to $bucket must be sorted and without duplicates")
  }
  const groupBy = compileExpression(spec['groupBy'])
  const id: Evaluate = (scope) => {
    const lower = bucketOf(boundaries, groupBy(scope)) ?? spec['default']
    if (lower === undefined) {
      throw locationError(40066, '$bucket could not find a bucket for a value and no default was specified')
    }
    return lower
  }
  const output = documentOperand(spec['output'] ?? { count: { $sum: 1 } }, '$bucket')
  const fields = Object.entries(output).map(([name, field]) => compileGroupField(name, field))
  const run = grouped(id, fields, environment)
  const order = parseSort({ _id: 1 })
  return function* buckets(input) {
    yield* sortDocuments(run(input), order)
  }
}

export const GROUP_STAGES: StageTable = { $group: group, $sortByCount: sortByCount, $bucket: bucket }
