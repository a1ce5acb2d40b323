import { naturalOrder } from '../../domain/natural-order.ts'
import type { Adoption, Publication } from '../../domain/sharing/publication.ts'
import type { Adoptions, Publications } from '../../ports/sharing.ts'
import { openCollection, type Row } from './collection.ts'
import type { CollectionDefinition, MongoDatabase } from './database.ts'
import { ofTenant } from './filters.ts'
import { createMongoRecords } from './records.ts'
import { AnyValue, tenantSchema } from './schema.ts'

export const PUBLICATIONS: CollectionDefinition = {
  model: 'Publication',
  collection: 'publications',
  schema: tenantSchema({
    publisherName: String,
    kind: String,
    sourceId: String,
    content: AnyValue,
    release: Number,
    publishedAt: String,
    withdrawn: Boolean,
    version: Number,
  })
    .index({ tenantId: 1, kind: 1, sourceId: 1 }, { unique: true })
    .index({ withdrawn: 1, _id: 1 }),
}

export const ADOPTIONS: CollectionDefinition = {
  model: 'Adoption',
  collection: 'adoptions',
  schema: tenantSchema({ release: Number, base: AnyValue, localId: String, version: Number }).index({
    tenantId: 1,
    _id: 1,
  }),
}

const BY_ID = { _id: 1 } as const

/** The kind stands beside the content as well, for the index. */
type Stored = Publication & { readonly kind: Publication['content']['kind'] }

export function createMongoPublications(database: MongoDatabase): Publications {
  const collection = openCollection(database, PUBLICATIONS)
  const records = createMongoRecords<Stored>(collection, { granted: false })
  return {
    insert: (actor, publication, signal) => records.insert(actor, stored(publication), signal),
    save: async (actor, publication, signal) => plain(await records.save(actor, stored(publication), signal)),
    async find(actor, id, signal) {
      const found = await records.find(actor, id, signal)
      return found && plain(found)
    },
    async findBySource(actor, kind, sourceId, signal) {
      const [found] = await records.list(actor, { kind, sourceId }, BY_ID, signal, 1)
      return found && plain(found)
    },
    async findPublished(id, signal) {
      const row = await collection.findOne({ _id: id, withdrawn: false }, signal)
      return row && fromRow(row)
    },
    async listPublished(signal) {
      const rows = await collection.find({ withdrawn: false }, BY_ID, undefined, signal)
      return rows.map(fromRow).sort((left, right) => naturalOrder(left.content.name, right.content.name))
    },
    count: (actor, signal) => collection.count(ofTenant(actor), undefined, signal),
  }
}

export function createMongoAdoptions(database: MongoDatabase): Adoptions {
  const options = { granted: false, tenantScopedIds: true }
  const records = createMongoRecords<Adoption>(openCollection(database, ADOPTIONS), options)
  const { insert, find, save } = records
  return { insert, find, save, list: (actor, signal) => records.list(actor, {}, BY_ID, signal) }
}

function stored(publication: Publication): Stored {
  return { ...publication, kind: publication.content.kind }
}

function plain({ kind: _kind, ...publication }: Stored): Publication {
  return publication
}

function fromRow({ _id, ...fields }: Row): Publication {
  return plain({ id: _id, ...fields } as unknown as Stored)
}
