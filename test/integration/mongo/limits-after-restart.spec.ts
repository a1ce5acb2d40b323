import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { connectMongo } from '../../../src/adapters/mongo/connect.ts'
import { createMongoRateLimiter } from '../../../src/adapters/mongo/rate-limiter.ts'
import { startEmbeddedMongo } from '../../../src/embedded-mongo/start.ts'
import type { RateLimiter } from '../../../src/ports/sign-in.ts'
import { signal } from '../../contract/records.ts'
import { expectFailure } from '../../unit/usecases/support/expect-failure.ts'

describe('limits', function () {
  this.timeout(120_000)
  let directory: string

  before(async function () {
    directory = await mkdtemp(join(tmpdir(), 'poststelle-limits-'))
  })
  after(() => rm(directory, { recursive: true, force: true }))

  /** A process of its own, as far as the limits can tell. */
  async function afterStart(work: (limiter: RateLimiter) => Promise<void>): Promise<void> {
    const server = await startEmbeddedMongo({ directory })
    const connection = await connectMongo({ uri: server.uri, databaseName: 'poststelle' })
    try {
      await connection.ensureIndexes(signal)
      await work(createMongoRateLimiter(connection))
    } finally {
      await connection.close()
      await server.close()
    }
  }

  it('are not forgotten by a restart', async function () {
    await afterStart(async (limiter) => {
      for (let attempt = 1; attempt <= 10; attempt += 1) await limiter.consume('citizen-code', 'k', signal)
    })
    await afterStart(async (limiter) => {
      await expectFailure(limiter.consume('citizen-code', 'k', signal), 'rate-limited')
      await limiter.consume('citizen-code', 'other', signal)
    })
  })
})
