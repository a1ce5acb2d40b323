import { createHash } from 'node:crypto'
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join, relative } from 'node:path'
import { mongo } from 'mongoose'

export interface Row {
  readonly _id: unknown
  readonly [field: string]: unknown
}

export interface FoundObject {
  readonly sizeBytes: number
  readonly sha256: string
}

/** What lies in database and object store, seen behind the back of the server. */
export interface Stores extends AsyncDisposable {
  rows(collection: string): Promise<readonly Row[]>
  /** By key. */
  originals(): Promise<ReadonlyMap<string, FoundObject>>
  /** Files of uploads and writes under way. */
  leftovers(): readonly string[]
  /** Makes every open intent so old that recovery takes it for that of a dead process. */
  ageIntents(): Promise<void>
}

const TWO_HOURS_MS = 2 * 60 * 60 * 1_000

export interface StoresPlace {
  readonly storageDir: string
  /** Default: the embedded database of the storage directory, which must be running. */
  readonly mongoUri?: string
  /** Default: files of the storage directory. */
  readonly objects?: () => ReadonlyMap<string, Buffer>
}

export async function openStores({ storageDir, mongoUri, objects }: StoresPlace): Promise<Stores> {
  const socket = encodeURIComponent(join(storageDir, 'db', 'mongo.sock'))
  const client = new mongo.MongoClient(mongoUri ?? `mongodb://${socket}/?directConnection=true`)
  await client.connect()
  const database = client.db('poststelle')
  return {
    rows: (collection) => database.collection(collection).find().toArray(),
    async originals() {
      const contents = objects?.() ?? originalsIn(join(storageDir, 'objects'))
      const found = [...contents]
        .filter(([key]) => key.startsWith('originals/'))
        .map(([key, bytes]) => [key, foundObject(bytes)] as const)
      return new Map(found)
    },
    leftovers: () =>
      ['tmp', 'objects/.incoming'].flatMap((folder) => {
        const path = join(storageDir, folder)
        const names = existsSync(path) ? readdirSync(path, { withFileTypes: true }) : []
        return names.filter((entry) => entry.isFile()).map((entry) => `${folder}/${entry.name}`)
      }),
    async ageIntents() {
      const writtenAt = new Date(Date.now() - TWO_HOURS_MS)
      await database
        .collection('intake_intents')
        .updateMany({}, { $set: { 'internal.writtenAt': writtenAt } })
    },
    [Symbol.asyncDispose]: () => client.close(),
  }
}

function foundObject(bytes: Buffer): FoundObject {
  return { sizeBytes: bytes.length, sha256: createHash('sha256').update(bytes).digest('hex') }
}

function originalsIn(store: string): ReadonlyMap<string, Buffer> {
  const directory = join(store, 'originals')
  if (!existsSync(directory)) return new Map()
  const entries = readdirSync(directory, { withFileTypes: true, recursive: true })
  const found = entries
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .map((path) => [relative(store, path), contentOf(path)] as const)
  return new Map(found.flatMap(([key, bytes]) => (bytes === undefined ? [] : [[key, bytes] as const])))
}

/** Recovery may have removed it since it was listed. */
function contentOf(path: string): Buffer | undefined {
  try {
    return readFileSync(path)
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return undefined
    throw error
  }
}
