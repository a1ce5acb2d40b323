import { setTimeout as sleep } from 'node:timers/promises'
import { expect } from 'chai'
import { createRe2PatternMatcher } from '../../../src/adapters/re2js/pattern-matcher.ts'
import { createSliceRunner } from '../../../src/adapters/system/slice-runner.ts'
import type { Actor } from '../../../src/domain/access/actor.ts'
import type { Batch } from '../../../src/domain/batches/batch.ts'
import { MailroomError } from '../../../src/domain/errors.ts'
import type { IncomingItem } from '../../../src/domain/intake/incoming-item.ts'
import type { SplitEdit } from '../../../src/domain/stacks/split-edit.ts'
import type { StoredDocument } from '../../../src/domain/intake/document.ts'
import type { SplitProposal } from '../../../src/domain/stacks/split-plan.ts'
import { createClassifierMemory } from '../../../src/pipeline/classifier-memory.ts'
import { createPipeline } from '../../../src/pipeline/pipeline.ts'
import type { ExtractRequest } from '../../../src/ports/document-reader.ts'
import type { VirusScanner } from '../../../src/ports/virus-scanner.ts'
import { createCloseBatch } from '../../../src/usecases/batches/close-batch.ts'
import { createCreateBatch, type CreateBatchInput } from '../../../src/usecases/batches/create-batch.ts'
import { createReceiveScans } from '../../../src/usecases/batches/receive-scans.ts'
import { createSetProtocol } from '../../../src/usecases/batches/set-protocol.ts'
import { createShowBatch, type BatchAccount } from '../../../src/usecases/batches/show-batch.ts'
import { createReleaseFromQuarantine } from '../../../src/usecases/intake/release-from-quarantine.ts'
import { createVoidItem } from '../../../src/usecases/intake/void-item.ts'
import { queueRenewal } from '../../../src/usecases/shared/queue-renewal.ts'
import { createRouteItem } from '../../../src/usecases/routing/route-item.ts'
import { createConfirmSplit } from '../../../src/usecases/stacks/confirm-split.ts'
import { createDivideStack } from '../../../src/usecases/stacks/divide-stack.ts'
import { createEditSplitPlan } from '../../../src/usecases/stacks/edit-split-plan.ts'
import { createShowSplitPlan } from '../../../src/usecases/stacks/show-split-plan.ts'
import { runJobs } from '../../../src/workers/run-jobs.ts'
import { createFakeReader, type FakeReader } from '../pipeline/fake-reader.ts'
import { expectFailure } from '../usecases/support/expect-failure.ts'
import { openMailroom, person, SIGNAL, upload, type Mailroom } from '../usecases/support/mailroom.ts'
import { silentGauges } from './gauges.ts'
import { SILENT_LOG } from '../../support/silent-log.ts'

const MIA = person('mia')
const LIMIT_MS = 10_000
const TEXTS = Array.from({ length: 12 }, (_, index) => `Antrag auf Hilfe zur Pflege Seite ${index + 1}`)
const SETTINGS: CreateBatchInput = {
  operator: 'M. Meier',
  protectionClass: 'normal',
  channel: 'letter',
  dividesAlone: false,
  byContent: true,
}

/** Twelve pages: three letters, a sheet between the first two, an empty side in the second. */
const PLAN: SplitProposal = {
  pages: TEXTS.map((_, index) => ({
    page: index + 1,
    role: index === 4 ? 'separator' : index === 6 ? 'blank' : 'page',
    turn: 0,
    certainty: 1,
  })),
  boundaries: [1, 5, 10].map((before) => ({
    before,
    probability: 1,
    cause: before === 1 ? 'start' : 'sheet',
    reasons: [],
  })),
  stops: [],
  covers: [{ before: 5, sheet: 5, cover: { unit: '50', documentType: 'rechnung', level: 'confidential' } }],
}
const LETTERS = [
  [1, 2, 3, 4],
  [6, 8, 9],
  [10, 11, 12],
]

describe('the way of a stack', function () {
  let mailroom: Mailroom
  let reader: FakeReader
  let stopper: AbortController
  let running: Promise<void> | undefined
  let batch: Batch

  beforeEach(async function () {
    mailroom = await openMailroom()
    batch = (await createCreateBatch(mailroom)(MIA, SETTINGS, SIGNAL)).batch
  })

  afterEach(async function () {
    await stop()
    await mailroom.blobStore[Symbol.asyncDispose]()
  })

  function start(plan: SplitProposal, beforeExtract?: (request: ExtractRequest) => Promise<void>): void {
    reader = createFakeReader({ pages: TEXTS, ...(beforeExtract === undefined ? {} : { beforeExtract }) })
    const patternMatcher = createRe2PatternMatcher()
    const memory = createClassifierMemory({ ...mailroom, log: SILENT_LOG, sliceRunner: createSliceRunner() })
    const parts = { ...mailroom, reader, scratch: reader.scratch, patternMatcher, log: SILENT_LOG }
    stopper = new AbortController()
    const ports = {
      ...mailroom,
      pipeline: createPipeline(parts, memory),
      proposeSplit: async () => ({ plan, mayDivideAlone: batch.dividesAlone }),
      divideStack: createDivideStack(parts),
      log: SILENT_LOG,
      ...silentGauges(),
    }
    running = runJobs(ports, { workerId: 'w', lanes: 1 }, stopper.signal)
  }

  async function stop(): Promise<void> {
    stopper.abort()
    await running
    running = undefined
  }

  async function until(isSo: () => boolean | Promise<boolean>): Promise<void> {
    const endMs = Date.now() + LIMIT_MS
    while (!(await isSo())) {
      if (Date.now() > endMs) throw new Error('this never came to be')
      mailroom.clock.advance(10_000)
      mailroom.bell.ring()
      await sleep(2)
    }
  }

  async function handIn(text = 'stapel', filename = 'stapel.pdf'): Promise<string> {
    const files = [upload(text, { filename })]
    const [scan] = await createReceiveScans(mailroom)(MIA, { batchId: batch.id, files }, SIGNAL)
    return scan?.item.id ?? ''
  }

  const stackNow = async (id: string) => (await createShowSplitPlan(mailroom)(MIA, id, SIGNAL)).item
  const stateIs = (id: string, state: string) => async () => (await stackNow(id)).state === state
  const account = (): Promise<BatchAccount> => createShowBatch(mailroom)(MIA, batch.id, SIGNAL)

  async function letters(): Promise<IncomingItem[]> {
    const page = await mailroom.incomingItems.list(MIA, { batchId: batch.id }, { limit: 50 }, SIGNAL)
    return page.items.toSorted((left, right) => (left.receiptNumber < right.receiptNumber ? -1 : 1))
  }

  async function documentOf(letter: IncomingItem | undefined): Promise<StoredDocument> {
    const found = await mailroom.documents.find(MIA, letter?.documentIds[0] ?? '', SIGNAL)
    if (found === undefined) throw new Error('There is no such letter.')
    return found
  }

  /** The first proposal for what a cover sheet can say. */
  async function proposed(letter: IncomingItem | undefined) {
    const { documentType, confidentiality } = (await documentOf(letter)).proposals.fields
    return { documentType: documentType?.[0]?.value, confidentiality: confidentiality?.[0]?.value }
  }

  async function confirm(itemId: string): Promise<void> {
    const { version } = await stackNow(itemId)
    await createConfirmSplit(mailroom)(MIA, { itemId, expectedVersion: version }, SIGNAL)
  }

  const ended = async (): Promise<boolean> =>
    (await letters()).every(({ processing }) => processing.state === 'done')

  it('leads from the scanner to letters, each read once, and to a balanced account', async function () {
    start(PLAN)
    const itemId = await handIn()
    await until(stateIs(itemId, 'qc'))
    expect((await mailroom.incomingItems.list(MIA, {}, { limit: 5 }, SIGNAL)).items).to.deep.equal([])
    await confirm(itemId)
    await until(stateIs(itemId, 'split'))
    await until(ended)
    const items = await letters()
    expect(items.map(({ receiptNumber }) => receiptNumber)).to.deep.equal([
      'MU-2026-000001',
      'MU-2026-000002',
      'MU-2026-000003',
    ])
    expect(items.map(({ origin }) => origin?.pages.map(({ page }) => page))).to.deep.equal(LETTERS)
    expect(items.map(({ createdBy }) => createdBy.userId)).to.deep.equal(['mia', 'mia', 'mia'])
    expect(reader.asked).to.have.length(TEXTS.length)
    const second = await mailroom.documents.pages(MIA, items[1]?.documentIds[0] ?? '', SIGNAL)
    expect(second.map((page) => page.blocks[0]?.lines[0]?.words.at(-1)?.text)).to.deep.equal(['6', '8', '9'])
    const { item, document } = await createShowSplitPlan(mailroom)(MIA, itemId, SIGNAL)
    expect(item.stack.parts.map(({ pages }) => pages)).to.deep.equal(LETTERS)
    expect(document.processing.state).to.equal('done')
    const { ledger } = await account()
    expect(ledger).to.deep.equal({
      scans: 1,
      images: 12,
      blanks: 1,
      separators: 1,
      removed: 0,
      letters: 3,
      stored: 10,
      differences: [],
    })
    const closed = await createCloseBatch(mailroom)(MIA, { batchId: batch.id }, SIGNAL)
    expect(closed.state).to.equal('balanced')
  })

  it('brings what the cover sheet says to its letter', async function () {
    start(PLAN)
    const itemId = await handIn()
    await until(stateIs(itemId, 'qc'))
    await confirm(itemId)
    await until(stateIs(itemId, 'split'))
    await until(ended)
    const [first, second] = await letters()
    expect(await proposed(second)).to.deep.equal({
      documentType: 'rechnung',
      confidentiality: 'confidential',
    })
    expect((await proposed(first)).confidentiality).to.equal(undefined)
    // Read again, it still lies under its sheet.
    await queueRenewal(mailroom, mailroom.machine, await documentOf(second), SIGNAL)
    await until(async () => (await documentOf(second)).reading !== undefined)
    expect((await proposed(second)).confidentiality).to.equal('confidential')
  })

  it('cuts every letter out once, whenever the machine is stopped or fails', async function () {
    let calls = 0
    const trouble = async (): Promise<void> => {
      calls += 1
      if (calls === 1) throw new Error('the child has died')
      if (calls % 2 === 0) stopper.abort()
    }
    start(PLAN)
    const itemId = await handIn()
    await until(stateIs(itemId, 'qc'))
    await stop()
    await confirm(itemId)
    for (let run = 1; (await stackNow(itemId)).state !== 'split'; run += 1) {
      expect(run, 'runs').to.be.below(10)
      start(PLAN, trouble)
      await until(async () => stopper.signal.aborted || (await stackNow(itemId)).state === 'split')
      await stop()
    }
    expect((await letters()).map(({ origin }) => origin?.pages.map(({ page }) => page))).to.deep.equal(
      LETTERS,
    )
    expect((await stackNow(itemId)).stack.parts).to.have.length(3)
    expect(calls).to.equal(7)
  })

  it('waits for a person at a stop, and goes on when he has settled it', async function () {
    const stops = [{ page: 5, kind: 'unreadable-sheet', text: 'Trennblatt nicht lesbar' }] as const
    start({ ...PLAN, stops })
    const itemId = await handIn()
    await until(stateIs(itemId, 'qc'))
    await expectFailure(confirm(itemId), 'state-conflict')
    const { version } = await stackNow(itemId)
    const edit = (edits: readonly SplitEdit[], expectedVersion: number) =>
      createEditSplitPlan(mailroom)(MIA, { itemId, expectedVersion, edits }, SIGNAL)
    const settled = await edit([{ kind: 'mark', page: 5, role: 'removed' }], version)
    expect(settled.item.version).to.equal(version + 1)
    await expectFailure(edit([{ kind: 'split', before: 2 }], version), 'version-mismatch')
    const undone = await edit(settled.undo, version + 1)
    expect(undone.item.stack.plan?.pages).to.deep.equal(PLAN.pages)
    await expectFailure(confirm(itemId), 'state-conflict')
    await edit([{ kind: 'settle', page: 5 }], version + 2)
    await confirm(itemId)
    await expectFailure(edit([{ kind: 'split', before: 2 }], version + 4), 'state-conflict')
    await until(stateIs(itemId, 'split'))
  })

  it('goes on alone where everything is certain and the batch allows it', async function () {
    batch = (await createCreateBatch(mailroom)(MIA, { ...SETTINGS, dividesAlone: true }, SIGNAL)).batch
    start(PLAN)
    const itemId = await handIn()
    await until(stateIs(itemId, 'split'))
    expect((await stackNow(itemId)).stack.confirmed?.by.userId).to.equal('system')
    expect(await letters()).to.have.length(3)
  })

  it('leaves to people what they have begun to change, though its pages are read again', async function () {
    const stops = [{ page: 5, kind: 'unreadable-sheet', text: 'Trennblatt nicht lesbar' }] as const
    batch = (await createCreateBatch(mailroom)(MIA, { ...SETTINGS, dividesAlone: true }, SIGNAL)).batch
    start({ ...PLAN, stops })
    const itemId = await handIn()
    await until(stateIs(itemId, 'qc'))
    await stop()
    const { version, documentIds } = await stackNow(itemId)
    const edits = [{ kind: 'merge', before: 5 }] as const
    await createEditSplitPlan(mailroom)(MIA, { itemId, expectedVersion: version, edits }, SIGNAL)
    const work = { kind: 'propose-split', documentId: documentIds[0] ?? '', itemId } as const
    await mailroom.jobQueue.enqueue(mailroom.machine, { ...work, priority: 1, inputHash: 'again' }, SIGNAL)
    start(PLAN)
    await until(async () =>
      (await mailroom.jobQueue.ofItem(MIA, itemId, SIGNAL)).every((job) => job.state === 'done'),
    )
    const { state, stack } = await stackNow(itemId)
    expect(state).to.equal('qc')
    expect(stack.confirmed).to.equal(undefined)
  })

  it('waits where anything is in doubt, though the batch would let it go on', async function () {
    batch = (await createCreateBatch(mailroom)(MIA, { ...SETTINGS, dividesAlone: true }, SIGNAL)).batch
    const [start_, ...others] = PLAN.boundaries
    const boundaries = [
      ...(start_ === undefined ? [] : [start_]),
      ...others.map((one) => ({ ...one, probability: 0.7 })),
    ]
    start({ ...PLAN, boundaries })
    const itemId = await handIn()
    await until(stateIs(itemId, 'qc'))
    expect((await stackNow(itemId)).stack.confirmed).to.equal(undefined)
  })

  it('is no mail: nobody routes it, and it is voided with a reason until it is confirmed', async function () {
    start(PLAN)
    const itemId = await handIn()
    await until(stateIs(itemId, 'qc'))
    const route = createRouteItem(mailroom)(MIA, { itemId, target: { orgUnitId: 'social' } }, SIGNAL)
    await expectFailure(route, 'state-conflict')
    await confirm(itemId)
    await expectFailure(createVoidItem(mailroom)(MIA, { itemId, reason: 'x' }, SIGNAL), 'state-conflict')
    await until(stateIs(itemId, 'split'))
  })

  it('is voided though it is confirmed, when the machine has given the division up', async function () {
    start(PLAN, () => Promise.reject(new MailroomError('document-damaged', 'Pages cannot be copied.')))
    const itemId = await handIn()
    await until(stateIs(itemId, 'qc'))
    await confirm(itemId)
    await until(async () => (await stackNow(itemId)).processing.state === 'needs-attention')
    const voided = await createVoidItem(mailroom)(MIA, { itemId, reason: 'wird neu gescannt' }, SIGNAL)
    expect(voided.item.state).to.equal('voided')
    const [again] = await createReceiveScans(mailroom)(
      MIA,
      { batchId: batch.id, files: [upload('stapel')] },
      SIGNAL,
    )
    expect(again?.known).to.equal(false)
  })

  describe('behind a virus scanner that says later what it has found', function () {
    const lea = { ...MIA, roles: ['mailroom', 'head'] } satisfies Actor
    let finds: boolean

    beforeEach(function () {
      finds = false
      const virusScanner: VirusScanner = {
        scan: () =>
          finds
            ? Promise.resolve({ kind: 'infected', signature: 'Eicar' })
            : Promise.reject(new MailroomError('dependency-unavailable', 'away')),
        version: async () => 'test',
      }
      mailroom = Object.assign({}, mailroom, { virusScanner })
    })

    async function release(itemId: string): Promise<void> {
      const input = { itemId, ground: 'false-alarm', reason: 'Hersteller bestätigt' } as const
      await createReleaseFromQuarantine(mailroom)(lea, input, SIGNAL)
    }

    it('keeps what people made of the plan, and waits for them', async function () {
      batch = (await createCreateBatch(mailroom)(MIA, { ...SETTINGS, dividesAlone: true }, SIGNAL)).batch
      const stops = [{ page: 5, kind: 'unreadable-sheet', text: 'Trennblatt nicht lesbar' }] as const
      start({ ...PLAN, stops })
      const itemId = await handIn()
      await release(itemId)
      await until(stateIs(itemId, 'qc'))
      const { version } = await stackNow(itemId)
      const edits = [{ kind: 'merge', before: 5 }] as const
      await createEditSplitPlan(mailroom)(MIA, { itemId, expectedVersion: version, edits }, SIGNAL)
      const { plan } = (await stackNow(itemId)).stack
      await stop()
      finds = true
      start(PLAN)
      await until(stateIs(itemId, 'quarantined'))
      await release(itemId)
      await until(stateIs(itemId, 'qc'))
      const { stack } = await stackNow(itemId)
      expect(stack.plan).to.deep.equal(plan)
      expect(stack.confirmed).to.equal(undefined)
    })

    it('goes on with a division that was confirmed', async function () {
      const outage = () => Promise.reject(new MailroomError('dependency-unavailable', 'away'))
      start(PLAN, () => (finds ? Promise.resolve() : outage()))
      const itemId = await handIn()
      await release(itemId)
      await until(stateIs(itemId, 'qc'))
      await confirm(itemId)
      await stop()
      finds = true
      start({ ...PLAN, boundaries: PLAN.boundaries.slice(0, 1) }, outage)
      await until(stateIs(itemId, 'quarantined'))
      await stop()
      mailroom = Object.assign({}, mailroom, { virusScanner: undefined })
      start({ ...PLAN, boundaries: PLAN.boundaries.slice(0, 1) })
      await release(itemId)
      await until(stateIs(itemId, 'split'))
      expect((await letters()).map(({ origin }) => origin?.pages.map(({ page }) => page))).to.deep.equal(
        LETTERS,
      )
    })
  })

  it('closes with a reason only, where pages or files are missing', async function () {
    start(PLAN)
    const itemId = await handIn()
    const close = (reason?: string) =>
      createCloseBatch(mailroom)(
        MIA,
        { batchId: batch.id, ...(reason === undefined ? {} : { reason }) },
        SIGNAL,
      )
    await expectFailure(close(), 'state-conflict')
    const file = upload('stapel.pdf;12\nzweiter.pdf;3\n')
    await createSetProtocol(mailroom)(MIA, { batchId: batch.id, file }, SIGNAL)
    await until(stateIs(itemId, 'qc'))
    await confirm(itemId)
    await until(stateIs(itemId, 'split'))
    const { ledger, reconciliation } = await account()
    expect(reconciliation.map(({ state }) => state)).to.deep.equal(['correct', 'missing-file'])
    expect(ledger.differences.map(({ kind }) => kind)).to.deep.equal(['protocol'])
    await expectFailure(close(), 'state-conflict')
    const closed = await close('Der zweite Stapel wird morgen gescannt.')
    expect(closed.state).to.equal('closed')
    expect(closed.closing?.ledger.differences).to.have.length(1)
    await expectFailure(handIn('zu spät'), 'state-conflict')
    const events = await mailroom.auditLog.history(MIA, 'batch', batch.id, SIGNAL)
    expect(events.map(({ action }) => action)).to.include.members(['batch.opened', 'batch.closed'])
  })
})
