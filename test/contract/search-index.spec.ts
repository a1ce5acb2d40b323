import { createFts5SearchIndex } from '../../src/adapters/search-fts5/search-index.ts'
import { describeSearchIndex } from './search-index.suite.ts'

describeSearchIndex('SQLite FTS5', () => createFts5SearchIndex({ path: ':memory:' }))
