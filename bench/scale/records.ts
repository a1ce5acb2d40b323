import { connectMongo, type MongoConnection } from '../../src/adapters/mongo/connect.ts'
import { createMongoStores, type MongoStores } from '../../src/adapters/mongo/stores.ts'
import { systemClock } from '../../src/adapters/system/clock.ts'
import { createIdGenerator } from '../../src/adapters/system/ids.ts'
import { createBell } from '../../src/adapters/system/bell.ts'
import { systemActor, unitKey, type Actor } from '../../src/domain/access/actor.ts'
import { changeItem } from '../../src/usecases/shared/change-item.ts'
import { createLedger } from '../../src/usecases/shared/ledger.ts'
import { caseFileOf, documentOf } from '../../test/contract/records.ts'
import { inboxItemOf, personOf, timeLists, timesOf, type ListTime } from '../embedded/lists.ts'
import { fileNumberOf, TENANT, UNITS } from './letters.ts'

export interface RecordResult {
  readonly filledPerSecond: number
  readonly times: readonly ListTime[]
}

const DOCUMENTS_A_FILE = 10
const BATCH = 1_000
const PAGE = 50
const signal = new AbortController().signal

/** Fills inbox, documents and case files, and times opening lists and files and saving, as the use cases call the ports. */
export async function measureRecords(uri: string, documents: number): Promise<RecordResult> {
  const mongo = await connectMongo({ uri, databaseName: 'bench' })
  try {
    await mongo.ensureIndexes(signal)
    const startedAtMs = performance.now()
    await fill(mongo, documents)
    const filledPerSecond = (documents * 1000) / (performance.now() - startedAtMs)
    const stores = createMongoStores(mongo, { clock: systemClock, ids: createIdGenerator(systemClock) })
    const times = [...(await timeLists(stores)), ...(await timeFiles(stores, documents))]
    return { filledPerSecond, times }
  } finally {
    await mongo.close()
  }
}

async function fill(mongo: MongoConnection, documents: number): Promise<void> {
  await insertAll(mongo, 'incoming_items', documents, inboxItemOf)
  await insertAll(mongo, 'documents', documents, (number) =>
    documentOf(TENANT, {
      id: `document-${number}`,
      itemId: `item-${number}`,
      caseFileId: `file-${Math.floor(number / DOCUMENTS_A_FILE)}`,
      readKeys: [unitKeyOf(Math.floor(number / DOCUMENTS_A_FILE))],
    }),
  )
  await insertAll(mongo, 'case_files', documents / DOCUMENTS_A_FILE, (number) => {
    const file = caseFileOf(TENANT, {
      id: `file-${number}`,
      fileNumber: `${fileNumberOf(number)}-${number}`,
      subject: `Wohngeld, Vorgang ${number}`,
      createdAt: new Date(Date.UTC(2020, 0, 1) + number * 60_000).toISOString(),
      documentCount: DOCUMENTS_A_FILE,
      readKeys: [unitKeyOf(number)],
    })
    return { ...file, internal: { words: [file.fileNumber, 'wohngeld', String(number)] } }
  })
}

function unitKeyOf(file: number): string {
  return unitKey(`unit-${file % UNITS}`)
}

async function insertAll(
  mongo: MongoConnection,
  name: string,
  count: number,
  recordOf: (number: number) => { readonly id: string },
): Promise<void> {
  const collection = mongo.connection.collection<{ _id: string }>(name)
  for (let from = 0; from < count; from += BATCH) {
    const rows = Array.from({ length: Math.min(BATCH, count - from) }, (_, offset) => {
      const { id, ...fields } = recordOf(from + offset)
      return { ...fields, _id: id }
    })
    await collection.insertMany(rows)
  }
}

async function timeFiles(stores: MongoStores, documents: number): Promise<ListTime[]> {
  const { caseFiles } = stores
  const clerk = personOf(TENANT, 'clerk 3', [unitKey('unit-3')])
  const everyone = systemActor(TENANT, 'bench')
  const files = Math.floor(documents / DOCUMENTS_A_FILE)
  const list = (actor: Actor, text?: string) => () =>
    caseFiles.list(actor, text === undefined ? {} : { text }, { limit: PAGE }, signal)
  let round = 0
  const someFile = (): number => {
    round += 1
    return (round * 7919) % files
  }
  return [
    await timesOf('case files: first page of a clerk', list(clerk)),
    await timesOf('case files: first page of everyone', list(everyone)),
    await timesOf('case files: by a word that all have', list(everyone, 'wohngeld')),
    await timesOf('case files: by a word that all have, clerk', list(clerk, 'wohngeld')),
    await timesOf('case files: by number', () => list(everyone, String(someFile()))()),
    await timesOf('case file opened with its documents', () => openFile(stores, everyone, someFile())),
    await timesOf('item saved, with its event and change', () => saveItem(stores, everyone, someFile())),
  ]
}

async function openFile({ caseFiles, documents }: MongoStores, actor: Actor, number: number): Promise<void> {
  const id = `file-${number}`
  await caseFiles.find(actor, id, signal)
  await caseFiles.procedures(actor, id, signal)
  await documents.ofCaseFile(actor, id, signal)
}

/** As the use cases save: record, audit event and change in one transaction. */
function saveItem(stores: MongoStores, actor: Actor, number: number): Promise<unknown> {
  const ledger = createLedger({ ...stores, bell: createBell() })
  return changeItem(
    { ...stores, ledger, clock: systemClock },
    actor,
    { itemId: `item-${number}` },
    ({ item }) => ({ item: { ...item, note: `Vermerk ${item.version}` }, action: 'item.corrected' }),
    signal,
  )
}
