import { type Document, isDocument } from '../bson/document.ts'
import { isDocumentArray } from '../bson/decode.ts'
import { commandError } from '../errors.ts'
import { withValueAt } from '../projection/apply.ts'
import { leaves } from '../values/paths.ts'
import { createExpression } from './expression.ts'
import {
  type CompilePipeline,
  documentOperand,
  onlyFields,
  type PipelineEnvironment,
  type StageRun,
  type StageTable,
  textOperand,
} from './stage.ts'
import { mapped } from './stages-basic.ts'

interface Lookup {
  readonly from: string
  readonly as: readonly string[]
  readonly localField: readonly string[] | undefined
  readonly foreignField: string | undefined
  readonly variables: readonly (readonly [string, ReturnType<typeof createExpression>])[]
  readonly stages: readonly Document[]
}

function stagesOf(value: unknown, name: string): readonly Document[] {
  if (!isDocumentArray(value))
    throw commandError('FailedToParse', `the pipeline of ${name} must be an array of objects`)
  return value
}

function lookupOf(operand: unknown): Lookup {
  const spec = documentOperand(operand, '$lookup')
  onlyFields(spec, '$lookup', ['from', 'localField', 'foreignField', 'as', 'let', 'pipeline'])
  const { localField, foreignField, pipeline } = spec
  if (
    (localField === undefined) !== (foreignField === undefined) ||
    (localField === undefined && pipeline === undefined)
  ) {
    throw commandError(
      'FailedToParse',
      "$lookup requires both or neither of 'localField' and 'foreignField', or a pipeline",
    )
  }
  const given = documentOperand(spec['let'] ?? {}, '$lookup')
  return {
    from: textOperand(spec['from'], '$lookup from'),
    as: textOperand(spec['as'], '$lookup as').split('.'),
    localField: localField === undefined ? undefined : textOperand(localField, 'localField').split('.'),
    foreignField: foreignField === undefined ? undefined : textOperand(foreignField, 'foreignField'),
    variables: Object.entries(given).map(
      ([name, expression]) => [name, createExpression(expression)] as const,
    ),
    stages: stagesOf(pipeline ?? [], '$lookup'),
  }
}

/** The filter that finds the partners of a document; null finds null and missing, an array each of its elements. */
function joinFilter(document: Document, { localField, foreignField }: Lookup): Document {
  if (localField === undefined || foreignField === undefined) return {}
  const values = leaves(document, localField).flatMap((leaf: unknown): unknown[] =>
    Array.isArray(leaf) ? leaf : [leaf ?? null],
  )
  return { [foreignField]: values.length === 1 ? { $eq: values[0] } : { $in: values } }
}

function lookup(operand: unknown, environment: PipelineEnvironment, compile: CompilePipeline): StageRun {
  const spec = lookupOf(operand)
  // Compiled once with empty variables, so that a wrong pipeline fails also when there is no document.
  const placeholders = Object.fromEntries(spec.variables.map(([name]) => [name, null]))
  const constant = compile(spec.stages, {
    ...environment,
    variables: { ...environment.variables, ...placeholders },
  })
  const join = (document: Document): Document[] => {
    const bound = spec.variables.map(([name, evaluate]) => [
      name,
      evaluate(document, environment.variables) ?? null,
    ])
    const variables = { ...environment.variables, ...(Object.fromEntries(bound) as Document) }
    const { filter, rest } = leadingMatch(joinFilter(document, spec), spec.stages)
    const input = environment.source.find(spec.from, filter, variables)
    const run =
      spec.variables.length === 0 && rest === spec.stages
        ? constant
        : compile(rest, { ...environment, variables })
    return [...run(input)]
  }
  return (input) => mapped(input, (document) => withValueAt(document, spec.as, join(document)) as Document)
}

/** Puts the `$match` that a pipeline begins with into the filter, so that an index can serve it. */
function leadingMatch(
  join: Document,
  stages: readonly Document[],
): { filter: Document; rest: readonly Document[] } {
  const condition = stages[0]?.['$match']
  if (!isDocument(condition)) return { filter: join, rest: stages }
  return { filter: { $and: [join, condition] }, rest: stages.slice(1) }
}

function unionWith(operand: unknown, environment: PipelineEnvironment, compile: CompilePipeline): StageRun {
  const spec = typeof operand === 'string' ? { coll: operand } : documentOperand(operand, '$unionWith')
  onlyFields(spec, '$unionWith', ['coll', 'pipeline'])
  const { coll, pipeline }: Document = spec
  const collection = textOperand(coll, '$unionWith coll')
  const run = compile(stagesOf(pipeline ?? [], '$unionWith'), environment)
  return function* both(input) {
    yield* input
    yield* run(environment.source.find(collection, {}, environment.variables))
  }
}

function facet(operand: unknown, environment: PipelineEnvironment, compile: CompilePipeline): StageRun {
  const facets = Object.entries(documentOperand(operand, '$facet')).map(([name, pipeline]) => {
    const stages = stagesOf(pipeline, '$facet')
    if (stages.some((stage) => '$facet' in stage || '$documents' in stage)) {
      throw commandError('FailedToParse', '$facet and $documents are not allowed within a $facet stage')
    }
    return [name, compile(stages, environment)] as const
  })
  if (facets.length === 0)
    throw commandError('FailedToParse', 'the $facet specification must be a non-empty object')
  return function* facetted(input) {
    const documents = [...input]
    yield Object.fromEntries(facets.map(([name, run]) => [name, [...run(documents)]]))
  }
}

export const JOIN_STAGES: StageTable = { $lookup: lookup, $unionWith: unionWith, $facet: facet }
