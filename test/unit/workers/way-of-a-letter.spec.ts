import { setTimeout as sleep } from 'node:timers/promises'
import { expect } from 'chai'
import { createRe2PatternMatcher } from '../../../src/adapters/re2js/pattern-matcher.ts'
import { createClassifierMemory } from '../../../src/pipeline/classifier-memory.ts'
import { createPipeline } from '../../../src/pipeline/pipeline.ts'
import { createConfirmItem } from '../../../src/usecases/classification/confirm-item.ts'
import { createFileItem } from '../../../src/usecases/filing/file-item.ts'
import { createReceiveItem } from '../../../src/usecases/intake/receive-item.ts'
import { createOpenViewCopy } from '../../../src/usecases/retrieval/open-view-copy.ts'
import { createReadDocumentText } from '../../../src/usecases/retrieval/read-document-text.ts'
import { createClaimItem } from '../../../src/usecases/routing/claim-item.ts'
import { runJobs } from '../../../src/workers/run-jobs.ts'
import { createSliceRunner } from '../../../src/adapters/system/slice-runner.ts'
import { createFakeReader, type FakeReader, type FakeReaderOptions } from '../pipeline/fake-reader.ts'
import { NO_STACKS } from './no-stacks.ts'
import { silentGauges } from './gauges.ts'
import { openMailroom, person, SIGNAL, upload, type Mailroom } from '../usecases/support/mailroom.ts'
import { SILENT_LOG } from '../../support/silent-log.ts'

const MIA = person('mia')
const CLARA = person('clara')
const LIMIT_MS = 10_000
const PAGES = Array.from({ length: 6 }, (_, index) => `Antrag auf Hilfe zur Pflege Seite ${index + 1}`)

describe('the way of a letter', function () {
  let mailroom: Mailroom
  let stopper: AbortController
  let running: Promise<void> | undefined

  beforeEach(async function () {
    mailroom = await openMailroom()
  })

  afterEach(async function () {
    await stop()
    await mailroom.blobStore[Symbol.asyncDispose]()
  })

  function start(options: Partial<FakeReaderOptions> = {}): FakeReader {
    const reader = createFakeReader({ pages: PAGES, ...options })
    const patternMatcher = createRe2PatternMatcher()
    const memory = createClassifierMemory({ ...mailroom, log: SILENT_LOG, sliceRunner: createSliceRunner() })
    const pipeline = createPipeline(
      { ...mailroom, reader, scratch: reader.scratch, patternMatcher, log: SILENT_LOG },
      memory,
    )
    stopper = new AbortController()
    const ports = { ...mailroom, pipeline, log: SILENT_LOG, ...silentGauges(), ...NO_STACKS }
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

  async function isDone(itemId: string): Promise<boolean> {
    const item = await mailroom.incomingItems.find(mailroom.machine, itemId, SIGNAL)
    return item?.processing.state === 'done'
  }

  it('leads from the door to the file', async function () {
    start()
    const { item } = await createReceiveItem(mailroom)(
      MIA,
      { files: [upload('scan')], channel: 'letter' },
      SIGNAL,
    )
    await until(() => isDone(item.id))
    const [documentId = ''] = item.documentIds
    expect((await createReadDocumentText(mailroom)(MIA, documentId, SIGNAL)).split('\f')).to.deep.equal(PAGES)
    const copy = await createOpenViewCopy(mailroom)(MIA, { documentId }, SIGNAL)
    for await (const chunk of copy.content)
      expect(Buffer.from(chunk).toString()).to.match(/: 6 pages, MU-\d{4}-0+1 \/ Eingang /)

    const target = { orgUnitId: 'social' }
    const confirming = { itemId: item.id, index: { subject: 'Antrag' }, acceptProposals: true, target }
    await createConfirmItem(mailroom)(MIA, confirming, SIGNAL)
    await createClaimItem(mailroom)(CLARA, { itemId: item.id }, SIGNAL)
    const newCaseFile = { subject: 'Hilfe zur Pflege', filingPlanEntryId: 'plan' }
    const filed = await createFileItem(mailroom)(CLARA, { itemId: item.id, newCaseFile }, SIGNAL)
    expect(filed.item.state).to.equal('filed')

    const history = await mailroom.auditLog.history(CLARA, 'incoming-item', item.id, SIGNAL)
    expect(history.map(({ action }) => action)).to.deep.equal([
      'item.received',
      'item.ready',
      'item.view-copy-made',
      'item.confirmed-and-routed',
      'item.claimed',
      'item.filed',
    ])
    expect(await mailroom.auditLog.verify(CLARA, SIGNAL)).to.include({ ok: true })
  })

  it('goes on in the middle of a document after the worker was stopped', async function () {
    const { item } = await createReceiveItem(mailroom)(
      MIA,
      { files: [upload('scan')], channel: 'letter' },
      SIGNAL,
    )
    const first = start({
      beforePage: async (page, signal) => {
        // Progress is saved at most every 400 ms; this makes each page worth a report.
        await sleep(page > 4 ? 60_000 : 450, undefined, { signal })
      },
    })
    await until(() => first.asked.includes(5))
    await stop()
    const second = start()
    await until(() => isDone(item.id))
    expect(second.asked).to.include.members([5, 6])
    expect(second.asked).not.to.include.members([1])
    expect(second.asked.length).to.be.lessThan(PAGES.length)
  })
})
