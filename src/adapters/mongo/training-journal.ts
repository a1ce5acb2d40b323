import type { TrainingExample } from '../../domain/classification/training.ts'
import type { TrainingJournal } from '../../ports/training-journal.ts'
import { openCollection, type Row } from './collection.ts'
import type { CollectionDefinition, MongoDatabase } from './database.ts'
import { greaterThan, ofTenant } from './filters.ts'
import { tenantSchema } from './schema.ts'
import { openSerials } from './serials.ts'

export const TRAINING_EXAMPLES: CollectionDefinition = {
  model: 'TrainingExample',
  collection: 'training_examples',
  schema: tenantSchema({
    seq: Number,
    task: String,
    label: String,
    documentId: String,
    features: String,
    retracted: Boolean,
  })
    .index({ tenantId: 1, seq: 1 }, { unique: true })
    .index({ tenantId: 1, documentId: 1 }),
}

/** Number and line are written in one transaction, so lines become readable in the order of their numbers. */
export function createMongoTrainingJournal(database: MongoDatabase): TrainingJournal {
  const examples = openCollection(database, TRAINING_EXAMPLES)
  const serials = openSerials(database)
  return {
    append({ tenantId }, said, signal) {
      return database.transactor.inTransaction(async () => {
        const seq = await serials.next(['training', tenantId], signal)
        await examples.insert({ ...said, seq, tenantId, _id: `${tenantId}/${seq}` }, signal)
        return { ...said, seq }
      }, signal)
    },
    async readSince(actor, seq, limit, signal) {
      const rows = await examples.find(
        { ...ofTenant(actor), seq: greaterThan(seq) },
        { seq: 1 },
        limit,
        signal,
      )
      return rows.map(fromRow)
    },
  }
}

function fromRow({ _id, tenantId: _tenantId, ...fields }: Row): TrainingExample {
  return fields as unknown as TrainingExample
}
