import { createFts5SearchIndex } from '../../src/adapters/search-fts5/search-index.ts'
import { describeSearchIndex } from './search-index.suite.ts'
import { describeSearchQueries } from './search-queries.suite.ts'

for (const describeIndex of [describeSearchIndex, describeSearchQueries])
  describeIndex('SQLite FTS5', () => createFts5SearchIndex({ path: ':memory:' }))
