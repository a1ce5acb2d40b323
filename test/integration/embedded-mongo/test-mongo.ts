import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import {
  type EmbeddedMongo,
  type EmbeddedMongoOptions,
  startEmbeddedMongo,
} from '../../../src/embedded-mongo/start.ts'

export interface TestMongo extends EmbeddedMongo {
  readonly directory: string
  /** What `onFault` heard. */
  readonly faults: readonly Error[]
  /** Closes the database and deletes its directory. */
  remove(): Promise<void>
}

/** An embedded database in a directory of its own under the system's temporary directory. */
export async function startTestMongo(options: Partial<EmbeddedMongoOptions> = {}): Promise<TestMongo> {
  const directory = await mkdtemp(join(tmpdir(), 'em-'))
  const faults: Error[] = []
  const server = await startEmbeddedMongo({ directory, onFault: (error) => faults.push(error), ...options })
  const close = (): Promise<void> => server.close()
  return {
    uri: server.uri,
    directory,
    faults,
    backup: (file) => server.backup(file),
    check: () => server.check(),
    close,
    [Symbol.asyncDispose]: close,
    remove: async () => {
      await server.close()
      await rm(directory, { recursive: true, force: true })
    },
  }
}
