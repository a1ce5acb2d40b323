import { setTimeout as sleep } from 'node:timers/promises'
import { expect } from 'chai'
import { createBell } from '../../../src/adapters/system/bell.ts'
import { createDigest } from '../../../src/adapters/system/digest.ts'
import { systemActor } from '../../../src/domain/access/actor.ts'
import { MailroomError } from '../../../src/domain/errors.ts'
import type { Proposals } from '../../../src/domain/extraction/proposal.ts'
import type { PageImage } from '../../../src/domain/intake/document.ts'
import type { Job, JobKind } from '../../../src/domain/intake/job.ts'
import { GaveWay } from '../../../src/pipeline/stage.ts'
import type { PipelineStep, RunJob } from '../../../src/pipeline/pipeline.ts'
import type { Bell } from '../../../src/ports/bell.ts'
import type { JobMeter } from '../../../src/ports/job-meter.ts'
import type { Log } from '../../../src/ports/log.ts'
import { createPatchItem } from '../../../src/usecases/classification/patch-item.ts'
import { createReceiveItem } from '../../../src/usecases/intake/receive-item.ts'
import { createRetryItem } from '../../../src/usecases/intake/retry-item.ts'
import { createVoidItem } from '../../../src/usecases/intake/void-item.ts'
import { createLedger } from '../../../src/usecases/shared/ledger.ts'
import type { ItemWithDocuments } from '../../../src/usecases/shared/item-with-documents.ts'
import { runJobs } from '../../../src/workers/run-jobs.ts'
import { createPulse } from '../../../src/workers/pulse.ts'
import { openMailroom, person, SIGNAL, upload, type Mailroom } from '../usecases/support/mailroom.ts'

const MIA = person('mia')
const LIMIT_MS = 10_000
const PROPOSALS: Proposals = {
  fields: { subject: [{ value: 'Vorschlag', weight: 0.9, reasons: [] }] },
  abstained: {},
}

/** Pipeline whose steps do what a test tells them. */
function pipelineOf(steps: Partial<Record<JobKind, RunJob>>): Readonly<Record<JobKind, PipelineStep>> {
  return {
    recognise: { run: steps.recognise ?? (async () => ({ pageCount: 2 })), next: 'understand' },
    understand: {
      run: steps.understand ?? (async () => ({ proposals: PROPOSALS })),
      next: 'compose-view-copy',
    },
    'compose-view-copy': { run: steps['compose-view-copy'] ?? (async () => ({})) },
    renew: { run: steps.renew ?? (async () => ({})) },
  }
}

describe('runJobs', function () {
  let mailroom: Mailroom
  let events: string[]
  let ends: string[]
  let stopper: AbortController
  let running: Promise<void> | undefined

  beforeEach(async function () {
    mailroom = await openMailroom()
    events = []
    ends = []
    stopper = new AbortController()
    running = undefined
  })

  afterEach(async function () {
    stopper.abort()
    await running
  })

  function start(steps: Partial<Record<JobKind, RunJob>> = {}, lanes = 1, bell: Bell = mailroom.bell): void {
    const note = (event: string): void => {
      events.push(event)
    }
    const log: Log = { info: note, warn: note, error: note }
    const jobMeter: JobMeter = {
      runEnded(kind, end) {
        ends.push(`${kind} ${end}`)
      },
    }
    const ports = { ...mailroom, bell, log, jobMeter, pulse: createPulse(), pipeline: pipelineOf(steps) }
    running = runJobs(ports, { workerId: 'w', lanes, apartMs: 0 }, stopper.signal)
  }

  function receive(files = 1): Promise<ItemWithDocuments> {
    const uploads = Array.from({ length: files }, (_, index) => upload(`file ${index}`))
    return createReceiveItem(mailroom)(MIA, { files: uploads, channel: 'letter' }, SIGNAL)
  }

  async function itemNow(id: string) {
    const item = await mailroom.incomingItems.find(mailroom.machine, id, SIGNAL)
    const documents = await mailroom.documents.ofItem(mailroom.machine, id, SIGNAL)
    if (item === undefined) throw new Error('the item is missing')
    return { item, documents }
  }

  /** Rings until it is so; the clock of the queue moves on so that back-offs end. */
  async function until(isSo: () => boolean | Promise<boolean>, stepMs = 0): Promise<void> {
    const endMs = Date.now() + LIMIT_MS
    while (!(await isSo())) {
      if (Date.now() > endMs) throw new Error(`this never came to be; events: ${events.join(', ')}`)
      mailroom.clock.advance(stepMs)
      mailroom.bell.ring()
      await sleep(2)
    }
  }

  async function stateOf(id: string): Promise<string> {
    return (await itemNow(id)).item.processing.state
  }

  async function jobs(state: Job['state']): Promise<readonly Job[]> {
    return (await mailroom.jobQueue.list(mailroom.machine, state, { limit: 100 }, SIGNAL)).items
  }

  it('takes a document through all steps', async function () {
    const { item } = await receive()
    start()
    await until(async () => (await stateOf(item.id)) === 'done')
    const now = await itemNow(item.id)
    expect(now.item).to.include({ state: 'indexing', subject: 'Vorschlag' })
    expect(now.documents[0]?.proposals).to.deep.equal(PROPOSALS)
    expect(now.documents[0]?.processing).to.deep.equal({ state: 'done', stage: 'done', pagesDone: 2 })
    expect(await jobs('done')).to.have.length(3)
    const history = await mailroom.auditLog.history(MIA, 'incoming-item', item.id, SIGNAL)
    expect(history.map(({ action, actor }) => `${action} by ${actor.kind}`)).to.deep.equal([
      'item.received by user',
      'item.ready by system',
    ])
  })

  it('moves an item on when its last document is understood', async function () {
    const { item } = await receive(3)
    const states: string[] = []
    start({
      understand: async () => {
        states.push((await itemNow(item.id)).item.state)
        return {}
      },
    })
    await until(async () => (await stateOf(item.id)) === 'done')
    expect(states).to.deep.equal(['capturing', 'capturing', 'capturing'])
    expect((await itemNow(item.id)).item.state).to.equal('indexing')
  })

  it('begins at the ring of the bell, without waiting for its next look', async function () {
    const bell = createBell()
    let waits = 0
    const deaf: Bell = {
      ring: () => {
        bell.ring()
      },
      wait: (_atMostMs, signal) => {
        waits += 1
        return bell.wait(60_000, signal)
      },
    }
    start({}, 1, deaf)
    await until(() => waits > 0)
    const ledger = createLedger({ ...mailroom, bell })
    const input = { files: [upload('x')], channel: 'letter' } as const
    const { item } = await createReceiveItem({ ...mailroom, ledger })(MIA, input, SIGNAL)
    await until(async () => (await stateOf(item.id)) === 'done')
  })

  for (const code of ['document-encrypted', 'document-damaged', 'document-limits'] as const) {
    it(`parks ${code} at once, visibly, and goes on with the next letter`, async function () {
      const poisoned = await receive()
      const good = await receive()
      start({
        recognise: async ({ item }) => {
          if (item.id === poisoned.item.id) throw new MailroomError(code, 'no')
          return { pageCount: 1 }
        },
      })
      await until(async () => (await stateOf(good.item.id)) === 'done')
      const { item, documents } = await itemNow(poisoned.item.id)
      expect(item.processing).to.include({ state: 'needs-attention', reason: code, stage: 'recognise' })
      expect(item.state).to.equal('indexing')
      expect(documents[0]?.original.sha256).to.equal(upload('file 0').staged.sha256)
      const [parked] = await jobs('parked')
      expect(parked).to.include({ attempt: 1 })
      expect(parked?.failure).to.include({ code })
    })
  }

  it('tries three times, then parks; a person can have it tried again', async function () {
    const { item } = await receive()
    let attempts = 0
    let isMended = false
    start({
      recognise: async () => {
        attempts += 1
        if (!isMended) throw new Error('a defect')
        return { pageCount: 1 }
      },
    })
    await until(async () => (await stateOf(item.id)) === 'needs-attention', 5_000)
    expect(attempts).to.equal(3)
    expect((await itemNow(item.id)).item.processing.reason).to.equal('recognition-failed')
    isMended = true
    await createRetryItem(mailroom)(MIA, { itemId: item.id }, SIGNAL)
    await until(async () => (await stateOf(item.id)) === 'done')
    expect((await itemNow(item.id)).item.processing).not.to.have.property('reason')
  })

  it('waits for an outage to pass, however many attempts it takes', async function () {
    const { item } = await receive()
    let attempts = 0
    start({
      recognise: async () => {
        attempts += 1
        if (attempts < 20) throw new MailroomError('dependency-unavailable', 'the store is down')
        return { pageCount: 1 }
      },
    })
    await until(async () => (await stateOf(item.id)) === 'done', 61_000)
    expect(attempts).to.equal(20)
  })

  it('does not mistake a crash after an outage for a longer outage', async function () {
    const { item } = await receive()
    const job = await mailroom.jobQueue.claim('dead', 1_000, SIGNAL)
    if (job === undefined) throw new Error('the job is missing')
    const failure = { code: 'dependency-unavailable', detail: 'the store is down' }
    await mailroom.jobQueue.putOff(job, failure, 0, SIGNAL)
    for (let crash = 1; crash <= 3; crash += 1) {
      expect(await mailroom.jobQueue.claim('dead', 1_000, SIGNAL)).to.include({ attempt: crash })
      mailroom.clock.advance(2_000)
    }
    start()
    await until(async () => (await stateOf(item.id)) === 'needs-attention')
    expect((await itemNow(item.id)).item.processing.reason).to.equal('recognition-crashed')
  })

  it('parks in the end what meets nothing but outages', async function () {
    const { item } = await receive()
    let attempts = 0
    start({
      recognise: () => {
        attempts += 1
        throw new MailroomError('insufficient-storage', 'no room')
      },
    })
    await until(async () => (await stateOf(item.id)) === 'needs-attention', 61_000)
    expect(attempts).to.equal(100)
    expect((await itemNow(item.id)).item.processing.reason).to.equal('insufficient-storage')
  })

  it('lets a letter go before the rest of a long file, and keeps what is done of that', async function () {
    const long = await receive()
    let turns = 0
    let isLetterDone = false
    const letter: { id?: string } = {}
    start({
      recognise: async ({ item, document }, { report }) => {
        if (item.id !== long.item.id) {
          isLetterDone = true
          return { pageCount: 1 }
        }
        turns += 1
        if (turns === 2) {
          expect(isLetterDone).to.equal(true)
          expect(document).to.include({ pageCount: 500 })
          expect(document.processing).to.include({ pagesDone: 7 })
          return { pageCount: 500 }
        }
        letter.id = (await receive()).item.id
        mailroom.clock.advance(1)
        await report({ pageCount: 500, pagesDone: 3, pageImages: [] })
        await report({ pageCount: 500, pagesDone: 7, pageImages: [] })
        throw new GaveWay()
      },
    })
    await until(async () => letter.id !== undefined && (await stateOf(long.item.id)) === 'done')
    expect(ends.slice(0, 2)).to.deep.equal(['recognise gave-way', 'recognise done'])
    expect(await stateOf(letter.id ?? '')).to.equal('done')
  })

  it('sweeps the pictures that a cut run has left, and no others', async function () {
    const { item, documents } = await receive()
    const prefix = `renditions/${item.tenantId}/${documents[0]?.id ?? ''}`
    const object = { sizeBytes: 1, sha256: createDigest().sha256(Buffer.from('x')), mediaType: 'image/webp' }
    async function picture(name: string): Promise<PageImage> {
      const key = `${prefix}/${name}`
      async function* content(): AsyncGenerator<Uint8Array> {
        yield Buffer.from('x')
      }
      await mailroom.blobStore.put(key, content(), object, SIGNAL)
      return { page: 1, widthPx: 300, heightPx: 400, object: { key, ...object } }
    }
    let runs = 0
    start({
      recognise: async () => {
        runs += 1
        if (runs === 1) {
          await picture('page-1-300-lost')
          await picture('view-copy')
          throw new MailroomError('recognition-timeout', 'too slow')
        }
        return { pageCount: 1, pageImages: [await picture('page-1-300-kept')] }
      },
    })
    await until(async () => (await stateOf(item.id)) === 'done', 5_000)
    const keys = [...mailroom.blobStore.objects.keys()].filter((key) => key.startsWith(prefix))
    expect(keys.toSorted()).to.deep.equal([`${prefix}/page-1-300-kept`, `${prefix}/view-copy`])
  })

  it('asks the queue between pages whether the job may go on', async function () {
    const answers: boolean[] = []
    const { jobQueue } = mailroom
    const asked: boolean[] = []
    mailroom = {
      ...mailroom,
      jobQueue: {
        ...jobQueue,
        shouldGiveWay: async (_job, hadItsTurn) => {
          asked.push(hadItsTurn)
          return true
        },
      },
    }
    const { item } = await receive()
    start({
      recognise: async (_work, { mayGoOn }) => {
        answers.push(await mayGoOn())
        await sleep(1_050)
        answers.push(await mayGoOn())
        return {}
      },
    })
    await until(async () => (await stateOf(item.id)) === 'done')
    expect(answers).to.deep.equal([true, false])
    expect(asked).to.deep.equal([false])
  })

  it('leaves other tenants their lanes while one has paused its queue', async function () {
    const { item } = await receive()
    const other = systemActor('other', 'r')
    const work = { kind: 'recognise', documentId: 'd', itemId: 'i', priority: 5, inputHash: 'h' } as const
    await mailroom.jobQueue.enqueue(other, work, SIGNAL)
    const pause = { at: 'now', by: { userId: 'u', displayName: 'U' } }
    await mailroom.jobQueue.pause(mailroom.machine, pause, SIGNAL)
    start()
    await until(() => ends.length === 1)
    expect(await stateOf(item.id)).to.equal('queued')
    await mailroom.jobQueue.resume(mailroom.machine, SIGNAL)
    await until(async () => (await stateOf(item.id)) === 'done')
  })

  it('counts how runs end, by stage', async function () {
    const { item } = await receive()
    let isDown = true
    start({
      understand: async () => {
        if (!isDown) return {}
        isDown = false
        throw new MailroomError('dependency-unavailable', 'down')
      },
      'compose-view-copy': () => {
        throw new MailroomError('document-damaged', 'no')
      },
    })
    await until(async () => (await stateOf(item.id)) === 'needs-attention', 5_000)
    expect(ends).to.deep.equal([
      'recognise done',
      'understand put-off',
      'understand done',
      'compose-view-copy parked',
    ])
  })

  it('parks work that ended the process every time', async function () {
    const { item } = await receive()
    for (let crash = 1; crash <= 3; crash += 1) {
      expect(await mailroom.jobQueue.claim('dead', 1_000, SIGNAL)).to.include({ attempt: crash })
      mailroom.clock.advance(2_000)
    }
    start({
      recognise: () => {
        throw new Error('this must not run again')
      },
    })
    await until(async () => (await stateOf(item.id)) === 'needs-attention')
    expect((await itemNow(item.id)).item.processing.reason).to.equal('recognition-crashed')
  })

  it('saves nothing of a worker that has lost its lease', async function () {
    const { item } = await receive()
    let stolen: Job | undefined
    start({
      recognise: async (_work, context) => {
        mailroom.clock.advance(3_600_000)
        stolen = await mailroom.jobQueue.claim('other', 3_600_000, SIGNAL)
        await context.report({ pageCount: 99, pagesDone: 99, pageImages: [] })
        return { pageCount: 99 }
      },
    })
    await until(() => events.includes('job-lease-lost'))
    expect(stolen).to.include({ attempt: 2 })
    const { documents } = await itemNow(item.id)
    expect(documents[0]).to.include({ pageCount: 0 })
    expect(documents[0]?.processing).to.include({ pagesDone: 0 })
    expect(await jobs('running')).to.have.length(1)
  })

  it('keeps what people do meanwhile', async function () {
    const { item } = await receive()
    start({
      understand: async () => {
        const { version } = (await itemNow(item.id)).item
        const input = {
          itemId: item.id,
          expectedVersion: version,
          note: 'von Hand',
          index: { subject: 'Von Hand' },
        }
        await createPatchItem(mailroom)(MIA, input, SIGNAL)
        return { proposals: PROPOSALS }
      },
    })
    await until(async () => (await stateOf(item.id)) === 'done')
    const now = await itemNow(item.id)
    expect(now.item).to.include({ subject: 'Von Hand', note: 'von Hand' })
    expect(now.documents[0]?.index.subject?.value).to.equal('Von Hand')
    expect(now.documents[0]?.proposals).to.deep.equal(PROPOSALS)
  })

  it('does not read what was voided', async function () {
    const { item } = await receive()
    await createVoidItem(mailroom)(MIA, { itemId: item.id, reason: 'r' }, SIGNAL)
    let isRead = false
    start({
      recognise: async () => {
        isRead = true
        return {}
      },
    })
    await until(async () => (await jobs('done')).length === 1)
    expect(isRead).to.equal(false)
    expect((await itemNow(item.id)).item.processing.state).to.equal('done')
  })

  it('parks nothing of an item that was voided meanwhile', async function () {
    const { item } = await receive()
    start({
      recognise: async () => {
        await createVoidItem(mailroom)(MIA, { itemId: item.id, reason: 'r' }, SIGNAL)
        throw new MailroomError('document-damaged', 'broken')
      },
    })
    await until(async () => (await jobs('done')).length === 1)
    expect((await itemNow(item.id)).item.processing.state).to.equal('done')
  })

  it('hands running work back when it is told to end', async function () {
    const { item } = await receive()
    let hasBegun = false
    start({
      recognise: async (_work, { signal }) => {
        hasBegun = true
        await sleep(60_000, undefined, { signal })
        return {}
      },
    })
    await until(() => hasBegun)
    stopper.abort()
    await running
    expect(await jobs('queued')).to.have.length(1)

    stopper = new AbortController()
    start()
    await until(async () => (await stateOf(item.id)) === 'done')
  })

  it('goes on after the queue itself has failed', async function () {
    const { item } = await receive()
    let failures = 3
    const { jobQueue } = mailroom
    mailroom = {
      ...mailroom,
      jobQueue: {
        ...jobQueue,
        claim: (...call) =>
          failures-- > 0 ? Promise.reject(new Error('no database')) : jobQueue.claim(...call),
      },
    }
    start()
    await until(async () => (await stateOf(item.id)) === 'done')
    expect(events.filter((event) => event === 'job-lane-failed')).to.have.length(3)
  })

  it('reads each document once, however many lanes there are', async function () {
    const reads = new Map<string, number>()
    for (let count = 1; count <= 20; count += 1) await receive()
    start(
      {
        recognise: async ({ document }) => {
          reads.set(document.id, (reads.get(document.id) ?? 0) + 1)
          await sleep(1)
          return { pageCount: 1 }
        },
      },
      4,
    )
    await until(async () => (await jobs('done')).length === 60)
    expect([...reads.values()]).to.deep.equal(Array.from({ length: 20 }, () => 1))
  })
})
