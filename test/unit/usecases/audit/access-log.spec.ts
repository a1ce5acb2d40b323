import { expect } from 'chai'
import type { AuditLog } from '../../../../src/ports/audit-log.ts'
import { createSetFileLevel } from '../../../../src/usecases/access/set-file-level.ts'
import { createSetItemLevel } from '../../../../src/usecases/access/set-item-level.ts'
import {
  createExportAccessLog,
  createQueryAccessLog,
  type AccessLogQuery,
} from '../../../../src/usecases/audit/query-access-log.ts'
import { createOpenCaseFile } from '../../../../src/usecases/filing/open-case-file.ts'
import { createFindItem } from '../../../../src/usecases/intake/find-item.ts'
import { createItemHistory } from '../../../../src/usecases/intake/item-history.ts'
import { createFindDocument } from '../../../../src/usecases/retrieval/find-document.ts'
import { createOpenOriginal } from '../../../../src/usecases/retrieval/open-original.ts'
import { createReadDocumentText } from '../../../../src/usecases/retrieval/read-document-text.ts'
import { createClaimItem } from '../../../../src/usecases/routing/claim-item.ts'
import { createReadLog } from '../../../../src/usecases/shared/read-log.ts'
import { required } from '../../../../src/usecases/shared/required.ts'
import type { ItemWithDocuments } from '../../../../src/usecases/shared/item-with-documents.ts'
import { expectFailure } from '../support/expect-failure.ts'
import { anInboxLetter } from '../support/letters.ts'
import { openMailroom, person, SIGNAL, type Mailroom } from '../support/mailroom.ts'

const CARLA = person('carla')
const DORA = person('dora')
const PURPOSE = 'Auskunft nach Artikel 15'
const QUARTER_MS = 15 * 60_000
const DAY_MS = 86_400_000

let mailroom: Mailroom
let letter: ItemWithDocuments
let documentId: string

/** Each test has a mailroom of its own, with one confidential letter. */
function openBeforeEach(): void {
  beforeEach(async function () {
    mailroom = await openMailroom()
    letter = await anInboxLetter(mailroom)
    documentId = letter.documents[0]?.id ?? ''
    const input = { itemId: letter.item.id, level: 'confidential', reason: 'x' } as const
    await createSetItemLevel(mailroom)(person('clara'), input, SIGNAL)
  })
}

const reads = async (): Promise<string[]> =>
  (await mailroom.auditLog.events(mailroom.machine, 0, 1_000, SIGNAL))
    .filter(({ action }) => action.startsWith('read.'))
    .map(({ action, actor, object }) => `${actor.userId} ${action} ${object.kind}`)

describe('looking at what few may know', function () {
  openBeforeEach()

  it('is written down once for each thing within a quarter of an hour', async function () {
    await createFindItem(mailroom)(CARLA, letter.item.id, SIGNAL)
    expect(await reads()).to.deep.equal(['carla read.viewed incoming-item', 'carla read.viewed document'])
    await createFindDocument(mailroom)(CARLA, documentId, SIGNAL)
    await createReadDocumentText(mailroom)(CARLA, documentId, SIGNAL)
    expect(await reads()).to.have.length(2)
    mailroom.clock.advance(QUARTER_MS)
    await createReadDocumentText(mailroom)(CARLA, documentId, SIGNAL)
    await createReadDocumentText(mailroom)(person('hans'), documentId, SIGNAL)
    expect((await reads()).slice(2)).to.deep.equal([
      'carla read.viewed document',
      'hans read.viewed document',
    ])
    expect((await mailroom.auditLog.verify(mailroom.machine, SIGNAL)).ok).to.equal(true)
  })

  it('is one event for many looks at once', async function () {
    const find = createFindDocument(mailroom)
    await Promise.all(Array.from({ length: 20 }, () => find(CARLA, documentId, SIGNAL)))
    expect(await reads()).to.deep.equal(['carla read.viewed document'])
  })

  it('is written down for each download, but once for the pieces of one', async function () {
    const open = createOpenOriginal(mailroom)
    await open(CARLA, { documentId }, SIGNAL)
    await open(CARLA, { documentId }, SIGNAL)
    const range = { firstByte: 1, lastByte: 2 }
    await open(CARLA, { documentId, range }, SIGNAL)
    await open(CARLA, { documentId, range }, SIGNAL)
    expect(await reads()).to.deep.equal(Array.from({ length: 3 }, () => 'carla read.downloaded document'))
  })

  it('is written down of steps that change nothing, too', async function () {
    const itemId = letter.item.id
    const same = { itemId, level: 'confidential', reason: 'x' } as const
    await createSetItemLevel(mailroom)(CARLA, same, SIGNAL)
    expect(await reads()).to.deep.equal(['carla read.viewed incoming-item', 'carla read.viewed document'])
    await createClaimItem(mailroom)(CARLA, { itemId }, SIGNAL)
    expect(await reads()).to.have.length(2)
    await createClaimItem(mailroom)(CARLA, { itemId }, SIGNAL)
    expect(await reads()).to.have.length(4)
    const input = {
      subject: 'x',
      filingPlanEntryId: 'plan',
      leadUnitId: 'social',
      level: 'confidential',
    } as const
    const { id, version } = await createOpenCaseFile(mailroom)(CARLA, input, SIGNAL)
    const sameFile = { caseFileId: id, expectedVersion: version, level: 'confidential', reason: 'x' } as const
    await createSetFileLevel(mailroom)(CARLA, sameFile, SIGNAL)
    expect((await reads()).at(-1)).to.equal('carla read.viewed case-file')
  })

  it('shows nothing when it cannot be written down, not for those who look at the same time either', async function () {
    const failing: AuditLog = { ...mailroom.auditLog, append: () => Promise.reject(new Error('no disk')) }
    const ports = { ...mailroom, readLog: createReadLog({ ...mailroom, auditLog: failing }) }
    const calls = [
      createFindItem(ports)(CARLA, letter.item.id, SIGNAL),
      createFindDocument(ports)(CARLA, documentId, SIGNAL),
      createFindDocument(ports)(CARLA, documentId, SIGNAL),
      createOpenOriginal(ports)(CARLA, { documentId }, SIGNAL),
      createReadDocumentText(ports)(CARLA, documentId, SIGNAL),
    ]
    for (const outcome of await Promise.allSettled(calls)) {
      expect(outcome.status === 'rejected' && (outcome.reason as Error).message).to.equal('no disk')
    }
  })

  it('is not written down of what everybody of the unit sees, and never shown in the history', async function () {
    const open = await anInboxLetter(mailroom)
    await createFindItem(mailroom)(person('clara'), open.item.id, SIGNAL)
    expect(await reads()).to.deep.equal([])
    await createFindItem(mailroom)(CARLA, letter.item.id, SIGNAL)
    const history = await createItemHistory(mailroom)(CARLA, letter.item.id, SIGNAL)
    expect(history.map(({ action }) => action)).to.deep.equal(['item.received', 'item.level-set'])
  })
})

describe('asking the access log', function () {
  openBeforeEach()

  const ask = async (query: Partial<AccessLogQuery>): Promise<string[]> => {
    const asked = createQueryAccessLog(mailroom)
    const { items } = await asked(DORA, { purpose: PURPOSE, ...query }, { limit: 50 }, SIGNAL)
    return items.map(({ actor, action }) => `${actor.userId} ${action}`)
  }

  it('tells who did what by person, by number and by time, and nothing but records', async function () {
    await createFindItem(mailroom)(CARLA, letter.item.id, SIGNAL)
    const other = await anInboxLetter(mailroom)
    expect(await ask({ userId: 'carla' })).to.deep.equal(['carla read.viewed', 'carla read.viewed'])
    expect(await ask({ number: letter.item.receiptNumber })).to.deep.equal([
      'carla read.viewed',
      'carla read.viewed',
      'clara item.level-set',
      'mia item.received',
    ])
    expect(await ask({ number: other.item.receiptNumber, userId: 'carla' })).to.deep.equal([])
    expect(await ask({ before: '2020-01-01T00:00:00Z' })).to.deep.equal([])
    await expectFailure(ask({ number: 'MU-2026-999999' }), 'validation-failed')
  })

  it('names receipt number and file', async function () {
    await createFindItem(mailroom)(CARLA, letter.item.id, SIGNAL)
    const asked = createQueryAccessLog(mailroom)
    const { items } = await asked(DORA, { purpose: PURPOSE, userId: 'carla' }, { limit: 50 }, SIGNAL)
    const { receiptNumber } = letter.item
    expect(items.map(({ objectName }) => objectName)).to.deep.equal([
      `${receiptNumber} brief.pdf`,
      receiptNumber,
    ])
  })

  it('is written down itself with its purpose, once for all its pages', async function () {
    await ask({ userId: 'carla' })
    expect(await ask({ userId: 'dora' })).to.deep.equal([
      'dora access-log.queried',
      'dora access-log.queried',
    ])
    const asked = createQueryAccessLog(mailroom)
    const first = await asked(DORA, { purpose: PURPOSE }, { limit: 1 }, SIGNAL)
    const cursor = first.nextCursor ?? ''
    const second = await asked(DORA, { purpose: PURPOSE }, { limit: 1, cursor }, SIGNAL)
    expect(first.items[0]).to.deep.include({ action: 'access-log.queried', reason: PURPOSE })
    expect(second.items[0]?.seq).to.be.below(first.items[0]?.seq ?? 0)
    expect(await ask({ userId: 'dora' })).to.have.length(4)
  })

  it('exports all pages as one question', async function () {
    const exported = await createExportAccessLog(mailroom)(DORA, { purpose: PURPOSE }, SIGNAL)
    const pages: string[][] = []
    for await (const page of exported) pages.push(page.map(({ action }) => action))
    expect(pages.flat()).to.deep.equal(['access-log.exported', 'item.level-set', 'item.received'])
  })

  it('says when an export leaves something out, and asks no file of which it would', async function () {
    const [event] = await mailroom.auditLog.events(mailroom.machine, 0, 1, SIGNAL)
    const endless = { items: [required(event)], nextCursor: 'more' }
    const ports = { ...mailroom, auditLog: { ...mailroom.auditLog, find: async () => endless } }
    const exported = await createExportAccessLog(ports)(DORA, { purpose: PURPOSE }, SIGNAL)
    let next = await exported.next()
    for (; next.done !== true; next = await exported.next()) expect(next.value).to.have.length(1)
    expect(next.value).to.equal(true)
    const input = { subject: 'x', filingPlanEntryId: 'plan', leadUnitId: 'social' }
    const { fileNumber } = await createOpenCaseFile(mailroom)(CARLA, input, SIGNAL)
    const [document] = letter.documents
    const many = Array.from({ length: 1_000 }, (_, index) => ({ id: `d${index}`, itemId: `i${index}` }))
    const ofCaseFile = async () => many.map((ids) => ({ ...required(document), ...ids }))
    const large = { ...mailroom, documents: { ...mailroom.documents, ofCaseFile } }
    const query = { purpose: PURPOSE, number: fileNumber }
    await expectFailure(createQueryAccessLog(large)(DORA, query, { limit: 1 }, SIGNAL), 'validation-failed')
  })

  it('gives no answers about what is older than its days, says so, and leaves the chain whole', async function () {
    const limited = { ...mailroom, accessLogDays: 30 }
    const answerOf = (query: Partial<AccessLogQuery>, limit = 50) =>
      createQueryAccessLog(limited)(
        DORA,
        { purpose: PURPOSE, number: letter.item.receiptNumber, ...query },
        { limit },
        SIGNAL,
      )
    mailroom.clock.advance(30 * DAY_MS)
    await createFindItem(mailroom)(CARLA, letter.item.id, SIGNAL)
    expect((await answerOf({})).items).to.have.length(4)
    mailroom.clock.advance(1)
    const limitAt = new Date(mailroom.clock.now().getTime() - 30 * DAY_MS).toISOString()
    const young = ['read.viewed', 'read.viewed']
    for (const from of [undefined, '2020-01-01T00:00:00Z']) {
      const answer = await answerOf({ from })
      expect(answer.items.map(({ action }) => action)).to.deep.equal(young)
      expect(answer.reachesBackTo).to.equal(limitAt)
    }
    const { nextCursor: cursor = '' } = await answerOf({}, 1)
    const query = { purpose: PURPOSE, number: letter.item.receiptNumber }
    const rest = await createQueryAccessLog(limited)(DORA, query, { limit: 50, cursor }, SIGNAL)
    expect(rest.items).to.have.length(1)
    expect((await answerOf({ from: mailroom.clock.now().toISOString() })).items).to.deep.equal([])
    const exported = await createExportAccessLog(limited)(DORA, query, SIGNAL)
    const { value } = await exported.next()
    expect(value).to.have.length(2)
    expect((await createQueryAccessLog(mailroom)(DORA, query, { limit: 50 }, SIGNAL)).items).to.have.length(4)
    expect((await mailroom.auditLog.verify(mailroom.machine, SIGNAL)).ok).to.equal(true)
  })

  it('is for the data protection officer alone', async function () {
    for (const name of ['ada', 'otto', 'hans', 'carla', 'mia', 'cora']) {
      const asked = createQueryAccessLog(mailroom)(person(name), { purpose: PURPOSE }, { limit: 1 }, SIGNAL)
      await expectFailure(asked, 'forbidden')
    }
  })
})
