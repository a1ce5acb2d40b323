import { trusted } from 'mongoose'
import type { Filter } from './filters.ts'

/** The instant in a field is not after the database's own clock. */
export function notAfterDatabaseTime(field: string): Filter {
  return { $expr: trusted({ $lte: [`$${field}`, '$$NOW'] }) }
}

/** For a change by pipeline: so long after the database's own clock. */
export function inDatabaseTime(milliseconds: number): unknown {
  return { $add: ['$$NOW', milliseconds] }
}
