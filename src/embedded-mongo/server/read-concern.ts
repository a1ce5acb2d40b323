import { Timestamp } from 'bson'
import { type Document, field, isDocument } from '../bson/document.ts'
import { commandError } from '../errors.ts'
import type { Engine } from './engine.ts'
import type { Snapshot } from './snapshots.ts'

const READ_CONCERNS = new Set(['local', 'available', 'majority', 'linearizable', 'snapshot'])

/** The level a command asks for; all but `snapshot` mean the same here: what is committed is on disk. */
function readLevel(concern: Document): unknown {
  const level = field(concern, 'level')
  if (level === undefined || (typeof level === 'string' && READ_CONCERNS.has(level))) return level
  throw commandError(
    'FailedToParse',
    "readConcern.level must be one of 'local', 'majority', 'linearizable', 'available' or 'snapshot'",
  )
}

/**
 * The moment at which a command outside a transaction reads; undefined when it reads what is there.
 * A command that names no time begins a snapshot, and is told the time of it.
 */
export function snapshotFor(
  engine: Engine,
  command: Document,
  name: string,
  readsSnapshots: boolean,
): Snapshot | undefined {
  const concern = field(command, 'readConcern')
  if (!isDocument(concern) || readLevel(concern) !== 'snapshot') return undefined
  // A transaction is a snapshot of its own, and a cursor stays at the moment it was opened at.
  if (field(command, 'autocommit') === false || name === 'getMore') return undefined
  if (!readsSnapshots) {
    throw commandError(
      'InvalidOptions',
      `Command ${name} does not support { readConcern: { level: "snapshot" } }`,
    )
  }
  const time = field(concern, 'atClusterTime')
  if (time === undefined) return engine.takeSnapshot()
  if (!(time instanceof Timestamp))
    throw commandError('TypeMismatch', "'readConcern.atClusterTime' must be a timestamp")
  return engine.snapshots.at(time)
}
