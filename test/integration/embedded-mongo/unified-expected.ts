/** Suites about a rule of the drivers that newer drivers dropped; the server is not even asked. */
export function isDroppedRule(file: string): boolean {
  return file.startsWith('unacknowledged-') && file.endsWith('-hint-clientError.json')
}

const REFUSED: Readonly<Record<string, readonly string[]>> = {
  // Asks for the command that drivers used before version 1 of the stable API.
  'estimatedDocumentCount.json': [
    'estimatedDocumentCount uses $collStats on 4.9.0 or greater',
    'estimatedDocumentCount with maxTimeMS on 4.9.0 or greater',
    'estimatedDocumentCount on non-existent collection on 4.9.0 or greater',
    'estimatedDocumentCount works correctly on views',
  ],
  'aggregate-let.json': ['Aggregate to collection with let option'],
  'aggregate-out-readConcern.json': [
    'readConcern majority with out stage',
    'readConcern local with out stage',
    'readConcern available with out stage',
  ],
  'aggregate-merge-errorResponse.json': ['aggregate $merge DuplicateKey error is accessible'],
  'aggregate-merge.json': [
    'Aggregate with $merge',
    'Aggregate with $merge and batch size of 0',
    'Aggregate with $merge and majority readConcern',
    'Aggregate with $merge and local readConcern',
    'Aggregate with $merge and available readConcern',
  ],
  'aggregate-write-readPreference.json': [
    'Aggregate with $out includes read preference for 5.0+ server',
    'Aggregate with $merge includes read preference for 5.0+ server',
  ],
  'db-aggregate-write-readPreference.json': [
    'Database-level aggregate with $out includes read preference for 5.0+ server',
    'Database-level aggregate with $merge includes read preference for 5.0+ server',
  ],
  'db-aggregate.json': [
    'Aggregate with $listLocalSessions',
    'Aggregate with $listLocalSessions and allowDiskUse',
  ],
  'clustered-indexes.json': [
    'createCollection with clusteredIndex',
    'listCollections includes clusteredIndex',
    'listIndexes returns the index',
  ],
  'createCollection-pre_and_post_images.json': ['createCollection with changeStreamPreAndPostImages enabled'],
  'modifyCollection-pre_and_post_images.json': ['modifyCollection to changeStreamPreAndPostImages enabled'],
  'timeseries-collection.json': [
    'createCollection with all options',
    'insertMany with duplicate ids',
    'createCollection with bucketing options',
  ],
}

/** Tests of what the embedded store refuses on purpose: $out, $merge, views, special collections. */
export function isExpectedToFail(file: string, description: string): boolean {
  return REFUSED[file]?.includes(description) === true
}
