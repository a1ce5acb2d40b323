import type { CitizenPage } from '../../domain/intake/citizen-page.ts'
import type { CitizenPages } from '../../ports/citizen-pages.ts'
import { openCollection } from './collection.ts'
import type { CollectionDefinition, MongoDatabase } from './database.ts'
import { createMongoRecords } from './records.ts'
import { tenantSchema } from './schema.ts'

export const CITIZEN_PAGES: CollectionDefinition = {
  model: 'CitizenPage',
  collection: 'citizen_pages',
  schema: tenantSchema({ easyLanguageUrl: String, signLanguageUrl: String, version: Number }).index({
    tenantId: 1,
    _id: 1,
  }),
}

export function createMongoCitizenPages(database: MongoDatabase): CitizenPages {
  const collection = openCollection(database, CITIZEN_PAGES)
  const options = { granted: false, tenantScopedIds: true }
  const { insert, find, save } = createMongoRecords<CitizenPage>(collection, options)
  return { insert, find, save }
}
