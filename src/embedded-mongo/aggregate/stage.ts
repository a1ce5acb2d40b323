import { type Document, firstKey, isDocument } from '../bson/document.ts'
import { commandError, locationError, notSupported } from '../errors.ts'

/** Gives the documents of other collections to stages that join. */
export interface DocumentSource {
  /** Documents of a collection that pass the filter; an index is used when one fits. */
  find(collection: string, filter: Document, variables: Readonly<Document>): Iterable<Document>
}

export interface PipelineEnvironment {
  readonly source: DocumentSource
  readonly variables: Readonly<Document>
}

export type StageRun = (input: Iterable<Document>) => Iterable<Document>

/** Compiles one stage; everything that can be wrong without a document is found here. */
export type StageCompiler = (
  operand: unknown,
  environment: PipelineEnvironment,
  compile: CompilePipeline,
) => StageRun
export type StageTable = Readonly<Record<string, StageCompiler>>
export type CompilePipeline = (stages: readonly Document[], environment: PipelineEnvironment) => StageRun

/** Stages that MongoDB 7.0 has and this store has not. */
const UNSUPPORTED = new Set(
  (
    '$bucketAuto $changeStream $changeStreamSplitLargeEvent $collStats $currentOp $densify $fill $geoNear $graphLookup ' +
    '$indexStats $listLocalSessions $listSampledQueries $listSearchIndexes $listSessions $merge $out $planCacheStats ' +
    '$redact $search $searchMeta $setWindowFields $shardedDataDistribution $vectorSearch'
  ).split(' '),
)

export function stageName(stage: Document): string {
  const name = firstKey(stage)
  if (name === undefined || Object.keys(stage).length !== 1) {
    throw locationError(40323, 'A pipeline stage specification object must contain exactly one field.')
  }
  return name
}

export function unknownStage(name: string): never {
  if (UNSUPPORTED.has(name)) throw notSupported(`the aggregation stage ${name}`)
  throw locationError(40324, `Unrecognized pipeline stage name: '${name}'`)
}

export function documentOperand(operand: unknown, name: string): Document {
  if (!isDocument(operand))
    throw commandError('FailedToParse', `the ${name} stage specification must be an object`)
  return operand
}

export function textOperand(value: unknown, name: string): string {
  if (typeof value !== 'string' || value === '')
    throw commandError('FailedToParse', `${name} must be a non-empty string`)
  return value
}

/** Refuses arguments of a stage that it does not know. */
export function onlyFields(operand: Document, name: string, known: readonly string[]): void {
  const unknown = Object.keys(operand).find((key) => !known.includes(key))
  if (unknown !== undefined) throw commandError('FailedToParse', `unknown argument to ${name}: ${unknown}`)
}
