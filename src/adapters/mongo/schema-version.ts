import { openCollection } from './collection.ts'
import type { CollectionDefinition, MongoDatabase } from './database.ts'
import { sharedSchema } from './schema.ts'

/** Raised with every change of stored rows that an older Poststelle could not read. 2: secrets of apps are closed. */
export const SCHEMA_VERSION = 2

export const SCHEMA_VERSIONS: CollectionDefinition = {
  model: 'SchemaVersion',
  collection: 'meta',
  schema: sharedSchema({ _id: { type: String, required: true }, version: Number }),
}

const KEY = { _id: 'schema' }

/**
 * Marks a database that is empty or of an older program with the version of this program.
 *
 * @throws {Error} when a newer program has written the database: this one would misread or damage it
 */
export async function requireKnownSchema(database: MongoDatabase, signal: AbortSignal): Promise<void> {
  const meta = openCollection(database, SCHEMA_VERSIONS)
  await meta.upsertOne(KEY, { $setOnInsert: { version: SCHEMA_VERSION } }, signal)
  const version = Number((await meta.findOne(KEY, signal))?.['version'])
  if (version < SCHEMA_VERSION) await meta.updateOne(KEY, { $set: { version: SCHEMA_VERSION } }, signal)
  if (version <= SCHEMA_VERSION) return
  throw new Error(
    `The database has schema version ${version}; this program knows versions up to ${SCHEMA_VERSION}. ` +
      'Start the newer Poststelle that wrote it, or restore a backup made before the update.',
  )
}
