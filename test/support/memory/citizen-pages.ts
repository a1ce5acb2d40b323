import type { CitizenPage } from '../../../src/domain/intake/citizen-page.ts'
import type { CitizenPages } from '../../../src/ports/citizen-pages.ts'
import type { MemoryDatabase } from './database.ts'
import { createMemoryRecords } from './records.ts'

export function createMemoryCitizenPages(database: MemoryDatabase): CitizenPages {
  const { insert, find, save } = createMemoryRecords<CitizenPage>(database, { name: 'citizen-pages' })
  return { insert, find, save }
}
