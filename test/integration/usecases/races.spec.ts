import { expect } from 'chai'
import { createMongoStores } from '../../../src/adapters/mongo/stores.ts'
import type { StoredDocument } from '../../../src/domain/intake/document.ts'
import { createConfirmItem } from '../../../src/usecases/classification/confirm-item.ts'
import { createPatchItem } from '../../../src/usecases/classification/patch-item.ts'
import { createAddProcedure } from '../../../src/usecases/filing/add-procedure.ts'
import { createFileItem } from '../../../src/usecases/filing/file-item.ts'
import { createPatchCaseFile } from '../../../src/usecases/filing/patch-case-file.ts'
import { createOpenCaseFile } from '../../../src/usecases/filing/open-case-file.ts'
import { createReceiveItem } from '../../../src/usecases/intake/receive-item.ts'
import { createRouteItem } from '../../../src/usecases/routing/route-item.ts'
import { createSetDeadline } from '../../../src/usecases/desk/set-deadline.ts'
import type { DeskObject } from '../../../src/domain/desk/desk-entry.ts'
import { createClaimItem } from '../../../src/usecases/routing/claim-item.ts'
import type { EmbeddedMongo } from '../../../src/embedded-mongo/start.ts'
import { openTestDatabase, startTestServer, type TestMongo } from '../../support/mongo.ts'
import { aLetter, anInboxLetter } from '../../unit/usecases/support/letters.ts'
import { openMailroom, person, SIGNAL, upload, type Mailroom } from '../../unit/usecases/support/mailroom.ts'

const MIA = person('mia')
const CLARA = person('clara')
const CONFIRMED = { item: { confirmedAt: '2026-03-02T08:00:00.000Z' } }
const NEW_FILE = { subject: 'Hilfe zur Pflege', filingPlanEntryId: 'plan', leadUnitId: 'social' }

function codesOf(outcomes: readonly PromiseSettledResult<unknown>[]): string[] {
  const codes = outcomes.map((outcome) =>
    outcome.status === 'fulfilled'
      ? 'done'
      : ((outcome.reason as { readonly code?: string }).code ?? String(outcome.reason)),
  )
  return codes.toSorted()
}

/** What must hold when several people do the same thing at once, on real transactions. */
describe('races between people, on the database', function () {
  this.timeout(60_000)
  let server: EmbeddedMongo
  let mongo: TestMongo
  let mailroom: Mailroom

  before(async function () {
    server = await startTestServer()
  })

  after(async function () {
    await server.close()
  })

  beforeEach(async function () {
    mongo = await openTestDatabase(server.uri)
    mailroom = await openMailroom((services) => createMongoStores(mongo.connection, services))
  })

  afterEach(async function () {
    await mongo[Symbol.asyncDispose]()
  })

  it('numbers items without gaps when many are taken in at once', async function () {
    const receiveItem = createReceiveItem(mailroom)
    const input = { files: [upload('x')], channel: 'letter' } as const
    const received = await Promise.all(Array.from({ length: 12 }, () => receiveItem(MIA, input, SIGNAL)))
    const serials = received.map(({ item }) => Number(item.receiptNumber.slice(-6))).toSorted((a, b) => a - b)
    expect(serials).to.deep.equal(Array.from({ length: 12 }, (_, index) => index + 1))
    expect(await mailroom.auditLog.verify(mailroom.machine, SIGNAL)).to.include({ ok: true, eventCount: 12 })
  })

  it('makes one item of many equal requests with one key', async function () {
    const idempotency = { key: 'k', requestHash: 'h' }
    const input = { files: [upload('x')], channel: 'letter', idempotency } as const
    const receiveItem = createReceiveItem(mailroom)
    const outcomes = await Promise.allSettled(
      Array.from({ length: 10 }, () => receiveItem(MIA, input, SIGNAL)),
    )
    const { items } = await mailroom.incomingItems.list(MIA, {}, { limit: 50 }, SIGNAL)
    expect(items).to.have.length(1)
    for (const code of codesOf(outcomes)) expect(code).to.be.oneOf(['done', 'idempotency-in-progress'])
  })

  it('lets one of many claim an item', async function () {
    const { item } = await anInboxLetter(mailroom)
    const people = Array.from({ length: 8 }, (_, index) => ({ ...CLARA, userId: `clerk ${index}` }))
    const claimItem = createClaimItem(mailroom)
    const outcomes = await Promise.allSettled(
      people.map((actor) => claimItem(actor, { itemId: item.id }, SIGNAL)),
    )
    expect(codesOf(outcomes)).to.deep.equal(['done', ...Array.from({ length: 7 }, () => 'state-conflict')])
  })

  it('loses no deadline to somebody who moves the letter, or closes the file, in the same moment', async function () {
    const file = await createOpenCaseFile(mailroom)(CLARA, NEW_FILE, SIGNAL)
    const { item } = await anInboxLetter(mailroom)
    const rule = { kind: 'end', endsOn: '2026-12-01', toWorkingDay: true } as const
    const setDeadline = createSetDeadline(mailroom)
    const set = (object: DeskObject) =>
      setDeadline(CLARA, { object, purpose: 'p', rule, warnDays: 7 }, SIGNAL)
    const closing = { caseFileId: file.id, expectedVersion: 1, state: 'closed' } as const
    const outcomes = await Promise.allSettled([
      set({ kind: 'incoming-item', id: item.id }),
      createRouteItem(mailroom)(CLARA, { itemId: item.id, target: { orgUnitId: 'tax' } }, SIGNAL),
      set({ kind: 'incoming-item', id: item.id }),
      set({ kind: 'case-file', id: file.id }),
      createPatchCaseFile(mailroom)(CLARA, closing, SIGNAL),
    ])
    const { machine, deskEntries } = mailroom
    const moved = await mailroom.incomingItems.find(machine, item.id, SIGNAL)
    const onItem = await deskEntries.ofObject(machine, { kind: 'incoming-item', id: item.id }, SIGNAL)
    for (const { readKeys, keeper } of onItem) {
      expect(readKeys).to.deep.equal(moved?.readKeys)
      expect(keeper).to.equal('unit:tax')
    }
    expect(onItem).to.have.length(
      [outcomes[0], outcomes[2]].filter(({ status }) => status === 'fulfilled').length,
    )
    const after = await mailroom.caseFiles.find(machine, file.id, SIGNAL)
    const onFile = await deskEntries.inCaseFile(machine, file.id, SIGNAL)
    expect(after?.state === 'closed').to.equal(onFile.length === 0)
  })

  it('lets one of many with the same version change an item', async function () {
    const { item } = await aLetter(mailroom)
    const patchItem = createPatchItem(mailroom)
    const outcomes = await Promise.allSettled(
      Array.from({ length: 8 }, (_, index) =>
        patchItem(MIA, { itemId: item.id, expectedVersion: item.version, note: `note ${index}` }, SIGNAL),
      ),
    )
    expect(codesOf(outcomes)).to.deep.equal(['done', ...Array.from({ length: 7 }, () => 'version-mismatch')])
  })

  it('counts what is filed at once into one file, and numbers its procedures', async function () {
    const caseFile = await createOpenCaseFile(mailroom)(CLARA, NEW_FILE, SIGNAL)
    const letters = []
    for (let count = 1; count <= 5; count += 1) letters.push(await anInboxLetter(mailroom, CONFIRMED))
    const fileItem = createFileItem(mailroom)
    await Promise.all(
      letters.map(({ item }) => fileItem(CLARA, { itemId: item.id, caseFileId: caseFile.id }, SIGNAL)),
    )
    expect(await mailroom.caseFiles.find(CLARA, caseFile.id, SIGNAL)).to.include({ documentCount: 5 })
    const addProcedure = createAddProcedure(mailroom)
    const added = ['a', 'b', 'c', 'd'].map((subject) =>
      addProcedure(CLARA, { caseFileId: caseFile.id, subject }, SIGNAL),
    )
    const serials = (await Promise.all(added)).map(({ serial }) => serial)
    expect(serials.toSorted()).to.deep.equal([1, 2, 3, 4])
  })

  it('numbers files without a number twice', async function () {
    const openCaseFile = createOpenCaseFile(mailroom)
    const opened = await Promise.all(Array.from({ length: 8 }, () => openCaseFile(CLARA, NEW_FILE, SIGNAL)))
    expect(new Set(opened.map(({ fileNumber }) => fileNumber)).size).to.equal(8)
  })

  it('confirms while the machine writes to the same document', async function () {
    const { item, documents } = await aLetter(mailroom)
    const [documentId = ''] = documents.map(({ id }) => id)
    const machine = async (): Promise<void> => {
      for (let page = 1; page <= 10; page += 1) {
        await mailroom.transactor.inTransaction(async () => {
          const document = await mailroom.documents.find(mailroom.machine, documentId, SIGNAL)
          if (document === undefined) throw new Error('the document is missing')
          const processing: StoredDocument['processing'] = {
            state: 'running',
            stage: 'recognise',
            pagesDone: page,
          }
          await mailroom.documents.save(mailroom.machine, { ...document, processing }, SIGNAL)
        }, SIGNAL)
      }
    }
    const confirming = { itemId: item.id, index: { subject: 'Von Hand' }, acceptProposals: true }
    await Promise.all([machine(), createConfirmItem(mailroom)(MIA, confirming, SIGNAL)])
    const document = await mailroom.documents.find(MIA, documentId, SIGNAL)
    expect(document?.index.subject?.value).to.equal('Von Hand')
    expect(document?.processing.pagesDone).to.equal(10)
  })
})
