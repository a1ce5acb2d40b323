import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { EJSON } from 'bson'
import mongoose, { type mongo } from 'mongoose'
import { skipUnless } from '../../support/skip.ts'
import { startTestMongo, type TestMongo } from './test-mongo.ts'
import { type Fields, fieldsOf, isFields, listOf, NotRunnable } from './unified-match.ts'
import { isMeantForUs, runTest } from './unified-runner.ts'
import { isDroppedRule, isExpectedToFail } from './unified-expected.ts'

/** The suites of the specification that say something about a server. */
const SUITES = [
  'crud/unified',
  'transactions/unified',
  'sessions',
  'sessions/unified',
  'index-management',
  'collection-management',
]

function suitesIn(directory: string): (readonly [string, Fields])[] {
  return SUITES.filter((suite) => existsSync(join(directory, suite))).flatMap((suite) =>
    readdirSync(join(directory, suite))
      .filter((file) => file.endsWith('.json') && !isDroppedRule(file))
      .sort()
      .map((file) => {
        const content: unknown = EJSON.parse(readFileSync(join(directory, suite, file), 'utf8'))
        return [`${suite}/${file}`, fieldsOf(content)] as const
      })
      .filter(([, content]) => content['schemaVersion'] !== undefined && Array.isArray(content['tests'])),
  )
}

describe('The unified specification tests of the MongoDB drivers', function () {
  const directory = process.env['MONGO_SPEC_DIR']
  if (directory === undefined || !existsSync(directory)) {
    it('are there', function () {
      skipUnless(this, false, 'MONGO_SPEC_DIR names no tests; scripts/fetch-mongo-spec.sh unpacks them')
    })
    return
  }
  let server: TestMongo
  let util: mongo.MongoClient

  before(async function () {
    server = await startTestMongo()
    util = await new mongoose.mongo.MongoClient(server.uri).connect()
  })
  beforeEach(async function () {
    await util.db('admin').command({ killAllSessions: [] })
  })
  after(async function () {
    await util.close()
    await server.remove()
  })

  for (const [file, suite] of suitesIn(directory)) {
    describe(file, function () {
      for (const test of listOf(suite['tests']).filter(isFields)) {
        const description = String(test['description'])
        it(description, async function () {
          if (!isMeantForUs(suite) || !isMeantForUs(test)) this.skip()
          const refused = isExpectedToFail(file.split('/').at(-1) ?? '', description)
          try {
            await runTest(server.uri, util, suite, test)
          } catch (error) {
            if (refused || error instanceof NotRunnable) this.skip()
            throw error
          }
          if (refused) throw new Error('passes now: take it off the list of expected failures')
        })
      }
    })
  }
})
