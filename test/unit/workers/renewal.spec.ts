import { setTimeout as sleep } from 'node:timers/promises'
import { expect } from 'chai'
import { createRe2PatternMatcher } from '../../../src/adapters/re2js/pattern-matcher.ts'
import { createSliceRunner } from '../../../src/adapters/system/slice-runner.ts'
import { MailroomError } from '../../../src/domain/errors.ts'
import type { CaseFile } from '../../../src/domain/filing/case-file.ts'
import type { StoredDocument } from '../../../src/domain/intake/document.ts'
import type { BlobStore } from '../../../src/ports/blob-store.ts'
import { createClassifierMemory } from '../../../src/pipeline/classifier-memory.ts'
import { createPipeline } from '../../../src/pipeline/pipeline.ts'
import { createConfirmItem } from '../../../src/usecases/classification/confirm-item.ts'
import { createCorrectArrival } from '../../../src/usecases/intake/correct-arrival.ts'
import { createReceiveItem } from '../../../src/usecases/intake/receive-item.ts'
import { createRenewDocument } from '../../../src/usecases/recognition/renew-document.ts'
import { createRenewDocuments } from '../../../src/usecases/recognition/renew-documents.ts'
import { createOpenViewCopy } from '../../../src/usecases/retrieval/open-view-copy.ts'
import { createReadDocumentText } from '../../../src/usecases/retrieval/read-document-text.ts'
import { runJobs } from '../../../src/workers/run-jobs.ts'
import { createFakeReader, type FakeReader, type FakeReaderOptions } from '../pipeline/fake-reader.ts'
import { expectFailure } from '../usecases/support/expect-failure.ts'
import { openMailroom, person, SIGNAL, upload, type Mailroom } from '../usecases/support/mailroom.ts'
import { NO_STACKS } from './no-stacks.ts'
import { silentGauges } from './gauges.ts'
import { SILENT_LOG } from '../../support/silent-log.ts'

const MIA = person('mia')
const ADA = person('ada')
const TOM = person('tom')
const LIMIT_MS = 10_000
const MISREAD = ['Amtag auf Hilfe', 'Seite zwcl', 'Seite drei']
const READ_WELL = ['Antrag auf Hilfe', 'Seite zwei', 'Seite drei']

describe('reading a document again', function () {
  let mailroom: Mailroom
  let stopper: AbortController
  let running: Promise<void> | undefined
  let itemId: string
  let documentId: string

  beforeEach(async function () {
    mailroom = await openMailroom()
    const files = [upload('scan')]
    const { item } = await createReceiveItem(mailroom)(MIA, { files, channel: 'letter' }, SIGNAL)
    itemId = item.id
    documentId = item.documentIds[0] ?? ''
    start({ pages: MISREAD })
    await until(async () => (await documentNow()).processing.state === 'done')
    await stop()
  })

  afterEach(async function () {
    await stop()
    await mailroom.blobStore[Symbol.asyncDispose]()
  })

  function start(options: FakeReaderOptions): FakeReader {
    const reader = createFakeReader(options)
    const patternMatcher = createRe2PatternMatcher()
    const memory = createClassifierMemory({ ...mailroom, log: SILENT_LOG, sliceRunner: createSliceRunner() })
    const parts = { ...mailroom, reader, scratch: reader.scratch, patternMatcher, log: SILENT_LOG }
    stopper = new AbortController()
    const ports = {
      ...mailroom,
      pipeline: createPipeline(parts, memory),
      log: SILENT_LOG,
      ...silentGauges(),
      ...NO_STACKS,
    }
    running = runJobs(ports, { workerId: 'w', lanes: 1 }, stopper.signal)
    return reader
  }

  async function stop(): Promise<void> {
    stopper.abort()
    await running
  }

  async function until(isSo: () => boolean | Promise<boolean>): Promise<void> {
    const endMs = Date.now() + LIMIT_MS
    while (!(await isSo())) {
      if (Date.now() > endMs) throw new Error('this never came to be')
      mailroom.bell.ring()
      await sleep(2)
    }
  }

  async function documentNow(): Promise<StoredDocument> {
    const document = await mailroom.documents.find(mailroom.machine, documentId, SIGNAL)
    if (document === undefined) throw new Error('the document is missing')
    return document
  }

  const textNow = async (): Promise<string[]> =>
    (await createReadDocumentText(mailroom)(MIA, documentId, SIGNAL)).split('\f')

  async function actionsOfDocument(): Promise<string[]> {
    const events = await mailroom.auditLog.history(mailroom.machine, 'document', documentId, SIGNAL)
    return events.map(({ action }) => action)
  }

  async function isQueueEmpty(): Promise<boolean> {
    const { queued, running: atWork } = await mailroom.jobQueue.status(mailroom.machine, SIGNAL)
    return queued + atWork === 0
  }

  const renew = (): Promise<void> => createRenewDocument(mailroom)(MIA, documentId, SIGNAL)

  async function objectsOfDocument(): Promise<string[]> {
    const keys: string[] = []
    for await (const { key } of mailroom.blobStore.list(`renditions/tenant/${documentId}/`, SIGNAL))
      keys.push(key)
    return keys.sort()
  }

  it('puts the new text, pictures and copy in place of the old, and keeps what people confirmed', async function () {
    const confirming = { itemId, index: { subject: 'Von Hand' }, acceptProposals: false }
    await createConfirmItem(mailroom)(MIA, { ...confirming, target: { orgUnitId: 'social' } }, SIGNAL)
    const before = await documentNow()
    await renew()
    const reader = start({ pages: READ_WELL })
    await until(isQueueEmpty)
    expect(reader.asked).to.have.members([1, 2, 3])
    expect(await textNow()).to.deep.equal(READ_WELL)
    const after = await documentNow()
    expect(after.index).to.deep.equal(before.index)
    expect(after.processing).to.deep.equal(before.processing)
    expect((await mailroom.incomingItems.find(MIA, itemId, SIGNAL))?.state).to.equal('routed')
    const kept = [...after.pageImages.map(({ object }) => object.key), after.viewCopy?.key]
    await until(async () => (await objectsOfDocument()).length === kept.length)
    expect(await objectsOfDocument()).to.have.members(kept)
    expect(kept).not.to.include(before.viewCopy?.key)
    expect(await actionsOfDocument()).to.deep.equal(['document.renewal-requested', 'document.read-again'])
    expect(await mailroom.auditLog.verify(person('otto'), SIGNAL)).to.include({ ok: true })
  })

  it('shows the old reading until the new one is complete, and goes on where it was cut short', async function () {
    await renew()
    const first = start({
      pages: READ_WELL,
      beforePage: async (page, signal) => {
        if (page === 3) await sleep(60_000, undefined, { signal })
      },
    })
    await until(async () => {
      const [job] = (await mailroom.jobQueue.list(mailroom.machine, 'running', { limit: 1 }, SIGNAL)).items
      if (job === undefined) return false
      return (await mailroom.documents.stagedPages(mailroom.machine, documentId, job.id, SIGNAL)).length === 2
    })
    expect(first.asked).to.include(3)
    await stop()
    expect(await textNow()).to.deep.equal(MISREAD)
    expect((await documentNow()).processing.state).to.equal('done')
    const second = start({ pages: READ_WELL })
    await until(isQueueEmpty)
    expect(second.asked).to.deep.equal([3])
    expect(await textNow()).to.deep.equal(READ_WELL)
  })

  it('keeps the old reading when the new one fails for good', async function () {
    await renew()
    start({
      pages: READ_WELL,
      beforePage: async (page) => {
        if (page === 2) throw new MailroomError('document-damaged', 'Broken on purpose.')
      },
    })
    await until(isQueueEmpty)
    expect(await textNow()).to.deep.equal(MISREAD)
    expect((await documentNow()).processing.state).to.equal('done')
    expect((await mailroom.jobQueue.status(mailroom.machine, SIGNAL)).parked).to.equal(0)
    expect(await actionsOfDocument()).to.deep.equal(['document.renewal-requested', 'document.renewal-failed'])
  })

  /** As a destruction does it, which sees nothing of what is stored after it. */
  async function destroyDocument(): Promise<void> {
    const { machine, caseFiles, recordRemover, blobStore } = mailroom
    const caseFile: CaseFile = {
      id: 'a',
      tenantId: 'tenant',
      fileNumber: '50.10-2026/1',
      subject: 'Akte',
      filingPlanEntryId: 'plan',
      leadUnitId: 'social',
      state: 'closed',
      createdAt: '2026-03-02T10:00:00.000Z',
      createdBy: { userId: 'clara', displayName: 'Clara' },
      documentCount: 1,
      readKeys: ['unit:social'],
      version: 1,
    }
    await caseFiles.insert(machine, caseFile, SIGNAL)
    const items = [{ id: itemId, receiptNumber: '1' }]
    await recordRemover.removeCaseFile(machine, { caseFile, documentIds: [documentId], items }, SIGNAL)
    await blobStore.eraseFolder(`renditions/tenant/${documentId}`, SIGNAL)
  }

  for (const moment of ['beforePage', 'beforeCopy'] as const)
    it(`leaves nothing of a document that is destroyed meanwhile (${moment})`, async function () {
      let isDestroyed = false
      let storedAfter = 0
      const { blobStore } = mailroom
      const put: BlobStore['put'] = async (...input) => {
        await blobStore.put(...input)
        if (isDestroyed) storedAfter += 1
      }
      mailroom = { ...mailroom, blobStore: { ...blobStore, put } }
      const destroyOnce = async (): Promise<void> => {
        if (isDestroyed) return
        isDestroyed = true
        await destroyDocument()
      }
      await renew()
      start({ pages: READ_WELL, [moment]: destroyOnce })
      await until(async () => storedAfter > 0 && (await objectsOfDocument()).length === 0)
      expect(await mailroom.documents.find(mailroom.machine, documentId, SIGNAL)).to.equal(undefined)
    })

  /** Times of arrival to correct to, one while each copy is written. */
  function correcting(times: string[]): () => Promise<void> {
    return async () => {
      const receivedAt = times.shift()
      if (receivedAt === undefined) return
      await createCorrectArrival(mailroom)(MIA, { itemId, receivedAt, reason: 'Stempel' }, SIGNAL)
    }
  }

  async function copyNow(): Promise<string> {
    const copy = await createOpenViewCopy(mailroom)(MIA, { documentId }, SIGNAL)
    let text = ''
    for await (const chunk of copy.content) text += Buffer.from(chunk).toString()
    return text
  }

  it('follows when the arrival is corrected while the copy with its stamp is made', async function () {
    const beforeCopy = correcting(['2020-03-02T09:00:00.000Z', '2020-03-03T09:00:00.000Z'])
    await renew()
    start({ pages: READ_WELL, beforeCopy })
    await until(isQueueEmpty)
    expect(await copyNow()).to.include('Eingang 03.03.2020')
    expect(await actionsOfDocument()).to.deep.equal([
      'document.renewal-requested',
      ...Array<string>(3).fill('document.read-again'),
    ])
  })

  it('follows when that happens at the first reading', async function () {
    const files = [upload('another scan')]
    const { item } = await createReceiveItem(mailroom)(MIA, { files, channel: 'letter' }, SIGNAL)
    itemId = item.id
    documentId = item.documentIds[0] ?? ''
    start({ pages: MISREAD, beforeCopy: correcting(['2020-03-04T09:00:00.000Z']) })
    await until(async () => (await documentNow()).processing.state === 'done')
    await until(isQueueEmpty)
    expect(await copyNow()).to.include('Eingang 04.03.2020')
  })

  it('is refused to who may not read the document, and while it waits already', async function () {
    await expectFailure(createRenewDocument(mailroom)(TOM, documentId, SIGNAL), 'forbidden')
    await expectFailure(createRenewDocument(mailroom)(MIA, 'unknown', SIGNAL), 'not-found')
    await expectFailure(createRenewDocument(mailroom)(ADA, documentId, SIGNAL), 'not-found')
    await renew()
    await expectFailure(renew(), 'state-conflict')
  })

  it('is asked for once for all documents that an older way or another engine has read', async function () {
    const sameEngine = createRenewDocuments({ ...mailroom, engineName: () => undefined })
    const renewAll = createRenewDocuments({ ...mailroom, engineName: () => 'another engine 1.0' })
    const older = { scope: 'older' } as const
    expect(await sameEngine(ADA, older, SIGNAL)).to.deep.equal({ examined: 1, queued: 0, next: undefined })
    expect(await renewAll(ADA, older, SIGNAL)).to.deep.include({ examined: 1, queued: 1 })
    expect(await renewAll(ADA, { scope: 'all' }, SIGNAL)).to.deep.include({ queued: 0 })
    const [job] = (await mailroom.jobQueue.list(mailroom.machine, 'queued', { limit: 1 }, SIGNAL)).items
    expect(job).to.include({ kind: 'renew', priority: 9, documentId })
  })
})
