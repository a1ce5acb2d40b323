import type { SecondFactor } from '../../domain/access/second-factor.ts'
import type { SecondFactors } from '../../ports/second-factors.ts'
import { openCollection, type Row } from './collection.ts'
import type { CollectionDefinition, MongoDatabase } from './database.ts'
import { greaterThan, lessThan, ofTenant } from './filters.ts'
import { tenantSchema } from './schema.ts'

/** Apart from the users, so that no reading of a user can carry a secret along; `_id` is the id of the user. */
export const SECOND_FACTORS: CollectionDefinition = {
  model: 'SecondFactor',
  collection: 'second_factors',
  schema: tenantSchema({ secret: String, confirmed: Boolean, lastStep: Number, recoveryHashes: [String] }),
}

export function createMongoSecondFactors(database: MongoDatabase): SecondFactors {
  const factors = openCollection(database, SECOND_FACTORS)
  return {
    async find(tenantId, userId, signal) {
      const row = await factors.findOne({ _id: userId, tenantId }, signal)
      return row === undefined ? undefined : fromRow(row)
    },
    async all(signal) {
      const rows = await factors.find({ _id: greaterThan('') }, { _id: 1 }, undefined, signal)
      return rows.map(fromRow)
    },
    replaceSecret: ({ userId, tenantId, secret: known }, secret, signal) =>
      factors.updateOne({ _id: userId, tenantId, secret: known }, { $set: { secret } }, signal),
    async save({ userId, tenantId, ...fields }, signal) {
      const values = { ...fields, recoveryHashes: [...fields.recoveryHashes] }
      await factors.upsertOne({ _id: userId, tenantId }, { $set: values }, signal)
    },
    useStep: (tenantId, userId, step, signal) =>
      factors.updateOne(
        { _id: userId, tenantId, lastStep: lessThan(step) },
        { $set: { lastStep: step } },
        signal,
      ),
    useRecoveryCode: (tenantId, userId, hash, signal) =>
      factors.updateOne(
        { _id: userId, tenantId, recoveryHashes: hash },
        { $pull: { recoveryHashes: hash } },
        signal,
      ),
    remove: (actor, userId, signal) => factors.deleteOne({ _id: userId, ...ofTenant(actor) }, signal),
  }
}

function fromRow({ _id, ...fields }: Row): SecondFactor {
  return { userId: _id, ...fields } as unknown as SecondFactor
}
