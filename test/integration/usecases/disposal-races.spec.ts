import { expect } from 'chai'
import { connectMongo, type MongoConnection } from '../../../src/adapters/mongo/connect.ts'
import { createMongoStores } from '../../../src/adapters/mongo/stores.ts'
import type { CaseFile } from '../../../src/domain/filing/case-file.ts'
import type { EmbeddedMongo } from '../../../src/embedded-mongo/start.ts'
import { createApproveDestruction } from '../../../src/usecases/disposal/destroy-run.ts'
import { createFileItem } from '../../../src/usecases/filing/file-item.ts'
import { createPlaceHold } from '../../../src/usecases/filing/legal-holds.ts'
import { createPatchCaseFile } from '../../../src/usecases/filing/patch-case-file.ts'
import { createLedger } from '../../../src/usecases/shared/ledger.ts'
import { openTestDatabase, startTestServer, type TestMongo } from '../../support/mongo.ts'
import {
  CLARA,
  closedFile,
  keepNothing,
  requestedRun,
  RITA,
  ROLF,
} from '../../unit/usecases/disposal/support.ts'
import { anInboxLetter } from '../../unit/usecases/support/letters.ts'
import { openMailroom, SIGNAL, type Mailroom } from '../../unit/usecases/support/mailroom.ts'

const DAY_MS = 24 * 60 * 60 * 1_000

/**
 * A destruction in one process, and people in another one who want to keep the file in the same moment: whoever is first is
 * right, and nothing is half gone.
 */
describe('races with a destruction, on the database', function () {
  this.timeout(60_000)
  let server: EmbeddedMongo
  let mongo: TestMongo
  let connection: MongoConnection
  /** Destroys. */
  let mailroom: Mailroom
  /** People at another process. */
  let elsewhere: Mailroom
  let file: CaseFile

  before(async function () {
    server = await startTestServer()
  })
  after(async function () {
    await server.close()
  })

  beforeEach(async function () {
    mongo = await openTestDatabase(server.uri)
    mailroom = await openMailroom((services) => createMongoStores(mongo.connection, services))
    connection = await connectMongo({ uri: server.uri, databaseName: mongo.databaseName })
    const stores = createMongoStores(connection, mailroom)
    elsewhere = { ...mailroom, ...stores, ledger: createLedger({ ...stores, bell: mailroom.bell }) }
    await keepNothing(mailroom)
    file = await closedFile(mailroom, 'eins')
    mailroom.clock.advance(2 * DAY_MS)
  })
  afterEach(async function () {
    await connection.close()
    await mongo[Symbol.asyncDispose]()
  })

  const hold = (on: Mailroom): Promise<CaseFile> =>
    createPlaceHold(on)(CLARA, { caseFileId: file.id, owner: 'Rechtsamt', reason: 'Klage' }, SIGNAL)
  const reopen = (on: Mailroom): Promise<CaseFile> => {
    const patch = { caseFileId: file.id, expectedVersion: file.version + 1, state: 'open' } as const
    return createPatchCaseFile(on)(CLARA, { ...patch, reason: 'Nachtrag' }, SIGNAL)
  }
  const codeOf = (error: unknown): string => (error as { readonly code?: string }).code ?? String(error)

  /** Begins something when all has been asked and nothing is removed yet, in the open transaction. */
  function meanwhile(begin: () => Promise<unknown>) {
    const begun: Promise<string>[] = []
    const ports: Mailroom = {
      ...mailroom,
      recordRemover: {
        ...mailroom.recordRemover,
        async removeCaseFile(actor, removed, signal) {
          if (begun.length === 0) begun.push(begin().then(() => 'done', codeOf))
          await mailroom.recordRemover.removeCaseFile(actor, removed, signal)
        },
      },
    }
    return { ports, outcome: async () => Promise.all(begun) }
  }

  const isWhole = async (): Promise<boolean> => {
    const { machine } = mailroom
    const found = await mailroom.caseFiles.find(machine, file.id, SIGNAL)
    const documents = await mailroom.documents.ofCaseFile(machine, file.id, SIGNAL)
    const objects = mailroom.blobStore.objects.size
    expect([documents.length > 0, objects > 0], 'all or nothing').to.deep.equal(
      Array.from({ length: 2 }, () => found !== undefined),
    )
    return found !== undefined
  }

  it('a hold that begins while the records are being removed comes to nothing, and says so', async function () {
    const { id } = await requestedRun(mailroom, [file.id])
    const { ports, outcome } = meanwhile(() => hold(elsewhere))
    await createApproveDestruction(ports)(ROLF, id, SIGNAL)
    expect(await outcome()).to.deep.equal(['not-found'])
    expect(await isWhole()).to.equal(false)
  })

  it('a file that is opened while it is being removed is gone, or stays with all that is in it', async function () {
    const { id } = await requestedRun(mailroom, [file.id])
    const { ports, outcome } = meanwhile(() => reopen(elsewhere))
    await createApproveDestruction(ports)(ROLF, id, SIGNAL)
    expect(await outcome()).to.deep.equal(['not-found'])
    expect(await isWhole()).to.equal(false)
  })

  it('a hold that begins first is heeded, however late it ends', async function () {
    const { id } = await requestedRun(mailroom, [file.id])
    let approval: Promise<unknown> = Promise.resolve()
    const slow: Mailroom = {
      ...elsewhere,
      caseFiles: {
        ...elsewhere.caseFiles,
        async save(actor, record, signal) {
          approval = createApproveDestruction(mailroom)(ROLF, id, SIGNAL)
          return elsewhere.caseFiles.save(actor, record, signal)
        },
      },
    }
    await hold(slow)
    await approval
    expect(await isWhole()).to.equal(true)
    const run = await mailroom.disposalRuns.find(RITA, id, SIGNAL)
    expect(run?.files.map(({ keptBecause }) => keptBecause)).to.deep.equal([['hold']])
  })

  it('a letter that is filed in the same moment stays with its file, or stays out of it', async function () {
    const { id } = await requestedRun(mailroom, [file.id])
    const confirmed = { confirmedAt: '2026-03-02T08:00:00.000Z' }
    const { item, documents } = await anInboxLetter(mailroom, { item: confirmed })
    const fileLetter = async (): Promise<unknown> => {
      await reopen(elsewhere)
      return createFileItem(elsewhere)(CLARA, { itemId: item.id, caseFileId: file.id }, SIGNAL)
    }
    await Promise.allSettled([fileLetter(), createApproveDestruction(mailroom)(ROLF, id, SIGNAL)])
    const [document] = await mailroom.documents.findMany(
      mailroom.machine,
      documents.map((one) => one.id),
      SIGNAL,
    )
    const isThere = (await mailroom.caseFiles.find(mailroom.machine, file.id, SIGNAL)) !== undefined
    expect(document, 'the letter').to.not.equal(undefined)
    expect(document?.caseFileId).to.equal(isThere ? file.id : undefined)
    expect(await mailroom.blobStore.head(document?.original.key ?? '', SIGNAL)).to.not.equal(undefined)
  })

  it('destroys once when both processes approve at once', async function () {
    const { id } = await requestedRun(mailroom, [file.id])
    const outcomes = await Promise.allSettled(
      [mailroom, elsewhere].map((on) => createApproveDestruction(on)(ROLF, id, SIGNAL)),
    )
    expect(outcomes.some(({ status }) => status === 'fulfilled')).to.equal(true)
    const events = await mailroom.auditLog.events(mailroom.machine, 0, 500, SIGNAL)
    const destroyed = events.filter(({ action }) => action === 'case-file.destroyed')
    expect(destroyed).to.have.length(1)
    expect((await mailroom.auditLog.verify(mailroom.machine, SIGNAL)).ok).to.equal(true)
    expect(await isWhole()).to.equal(false)
  })
})
