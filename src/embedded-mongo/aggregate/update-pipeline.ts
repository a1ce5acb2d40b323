import type { Document } from '../bson/document.ts'
import { commandError } from '../errors.ts'
import { compilePipeline } from './pipeline.ts'
import type { DocumentSource } from './stage.ts'

/** Update pipelines have no stage that reads other collections. */
const NO_SOURCE: DocumentSource = { find: () => [] }

/** Applies an update in the form of a pipeline to one document. */
export function runUpdatePipeline(
  document: Document,
  stages: readonly Document[],
  variables: Readonly<Document>,
): Document {
  const run = compilePipeline(stages, { source: NO_SOURCE, variables })
  const [result] = run([document])
  if (result === undefined) throw commandError('BadValue', 'an update pipeline must give a document')
  return '_id' in result || !('_id' in document) ? result : { _id: document['_id'], ...result }
}
