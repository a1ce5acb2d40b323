import { createMongoStores, type MongoStores } from '../../src/adapters/mongo/stores.ts'
import { systemClock } from '../../src/adapters/system/clock.ts'
import { createIdGenerator } from '../../src/adapters/system/ids.ts'
import { createMemoryStores } from '../support/memory/stores.ts'
import { openTestDatabase, startTestMongo, type TestMongo } from '../support/mongo.ts'

export type Stores = MongoStores

interface OpenStores extends AsyncDisposable {
  readonly stores: Stores
}

const ids = createIdGenerator(systemClock)

async function overMongo(opening: Promise<TestMongo>): Promise<OpenStores> {
  const mongo = await opening
  const stores = createMongoStores(mongo.connection, { clock: systemClock, ids })
  return { stores, [Symbol.asyncDispose]: () => mongo[Symbol.asyncDispose]() }
}

async function overMemory(): Promise<OpenStores> {
  const stores = createMemoryStores({ clock: systemClock, ids })
  return { stores, [Symbol.asyncDispose]: () => Promise.resolve() }
}

const serverUri = process.env['MONGODB_TEST_URI']

/** Where the same contract has to hold. A real server joins in when `MONGODB_TEST_URI` names one. */
const STORAGES: readonly { readonly name: string; readonly open: () => Promise<OpenStores> }[] = [
  { name: 'memory (for unit tests)', open: overMemory },
  { name: 'mongoose on the embedded server', open: () => overMongo(startTestMongo()) },
  ...(serverUri === undefined
    ? []
    : [{ name: 'mongoose on a MongoDB server', open: () => overMongo(openTestDatabase(serverUri)) }]),
]

/** Runs the same tests over every storage; `stores` is ready in hooks and tests only. */
export function describeStorage(port: string, define: (stores: Stores) => void): void {
  for (const { name, open } of STORAGES) {
    describe(`${port} contract: ${name}`, function () {
      this.timeout(60_000)
      const stores: Partial<Stores> = {}
      let opened: OpenStores | undefined

      before(async function () {
        opened = await open()
        Object.assign(stores, opened.stores)
      })
      after(async function () {
        await opened?.[Symbol.asyncDispose]()
      })

      define(stores as Stores)
    })
  }
}
