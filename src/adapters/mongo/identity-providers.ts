import type { IdentityProvider } from '../../domain/access/identity-provider.ts'
import { MailroomError } from '../../domain/errors.ts'
import type { IdentityProviders } from '../../ports/identity-providers.ts'
import { openCollection, type Row } from './collection.ts'
import type { CollectionDefinition, MongoDatabase } from './database.ts'
import { greaterThan, ofTenant } from './filters.ts'
import { part, tenantSchema } from './schema.ts'

export const IDENTITY_PROVIDERS: CollectionDefinition = {
  model: 'IdentityProvider',
  collection: 'identity_providers',
  schema: tenantSchema({
    kind: String,
    name: String,
    issuer: String,
    clientId: String,
    secretName: String,
    groupsClaim: String,
    rolesByGroup: [part({ group: String, role: String })],
    askedLevels: String,
    levelNames: [part({ acr: String, level: String })],
    version: Number,
  }),
}

/** Which user a person of a provider is. */
export const IDENTITIES: CollectionDefinition = {
  model: 'Identity',
  collection: 'identities',
  schema: tenantSchema({ providerId: String, subject: String, userId: String }).index(
    { providerId: 1, subject: 1 },
    { unique: true },
  ),
}

export function createMongoIdentityProviders(database: MongoDatabase): IdentityProviders {
  const providers = openCollection(database, IDENTITY_PROVIDERS)
  const identities = openCollection(database, IDENTITIES)
  return {
    async insert(_actor, provider, signal) {
      await providers.insert(toRow(provider), signal)
    },
    async save(actor, provider, signal) {
      const after = { ...provider, version: provider.version + 1 }
      const known = { _id: provider.id, ...ofTenant(actor), version: provider.version }
      if (!(await providers.replaceOne(known, toRow(after), signal))) {
        throw new MailroomError('version-mismatch', 'Somebody else has changed the record.')
      }
      return after
    },
    async find(id, signal) {
      const row = await providers.findOne({ _id: id }, signal)
      return row === undefined ? undefined : fromRow(row)
    },
    async all(signal) {
      const rows = await providers.find({ _id: greaterThan('') }, { _id: 1 }, undefined, signal)
      return rows.map(fromRow)
    },
    async remove(actor, id, signal) {
      const found = await providers.deleteOne({ _id: id, ...ofTenant(actor) }, signal)
      if (found) await identities.deleteMany({ providerId: id, ...ofTenant(actor) }, signal)
      return found
    },
    async findUserId(providerId, subject, signal) {
      const row = await identities.findOne({ providerId, subject }, signal)
      return row === undefined ? undefined : String(row['userId'])
    },
    async link(actor, providerId, subject, userId, signal) {
      const { tenantId } = actor
      await identities.insert(
        { _id: `${providerId}/${userId}`, tenantId, providerId, subject, userId },
        signal,
      )
    },
  }
}

function toRow({ id, ...fields }: IdentityProvider): Row {
  const rolesByGroup = fields.rolesByGroup.map(({ group, role }) => ({ group, role }))
  const levelNames = fields.levelNames.map(({ acr, level }) => ({ acr, level }))
  return { _id: id, ...fields, rolesByGroup, levelNames }
}

/** Those of an older program are for staff and know no levels. */
function fromRow({ _id, ...fields }: Row): IdentityProvider {
  const later = { kind: 'staff', askedLevels: '', levelNames: [] }
  return { id: _id, ...later, ...fields } as unknown as IdentityProvider
}
