import { expect } from 'chai'
import { createDigest } from '../../../src/adapters/system/digest.ts'
import { MailroomError } from '../../../src/domain/errors.ts'
import type { PageImage } from '../../../src/domain/intake/document.ts'
import type { Job } from '../../../src/domain/intake/job.ts'
import { createRetryItem } from '../../../src/usecases/intake/retry-item.ts'
import { createVoidItem } from '../../../src/usecases/intake/void-item.ts'
import { SIGNAL, upload } from '../usecases/support/mailroom.ts'
import { type JobHouse, MIA, openJobHouse } from './job-house.ts'

describe('runs of jobs that fail', function () {
  let house: JobHouse

  beforeEach(async function () {
    house = await openJobHouse()
  })
  afterEach(() => house.stop())

  for (const code of ['document-encrypted', 'document-damaged', 'document-limits'] as const) {
    it(`parks ${code} at once, visibly, and goes on with the next letter`, async function () {
      const poisoned = await house.receive()
      const good = await house.receive()
      house.start({
        recognise: async ({ item }) => {
          if (item.id === poisoned.item.id) throw new MailroomError(code, 'no')
          return { pageCount: 1 }
        },
      })
      await house.until(async () => (await house.stateOf(good.item.id)) === 'done')
      const { item, documents } = await house.itemNow(poisoned.item.id)
      expect(item.processing).to.include({ state: 'needs-attention', reason: code, stage: 'recognise' })
      expect(item.state).to.equal('indexing')
      expect(documents[0]?.original.sha256).to.equal(upload('file 0').staged.sha256)
      const [parked] = await house.jobs('parked')
      expect(parked).to.include({ attempt: 1 })
      expect(parked?.failure).to.include({ code })
    })
  }

  it('tries three times, then parks; a person can have it tried again', async function () {
    const { item } = await house.receive()
    let attempts = 0
    let isMended = false
    house.start({
      recognise: async () => {
        attempts += 1
        if (!isMended) throw new Error('a defect')
        return { pageCount: 1 }
      },
    })
    await house.until(async () => (await house.stateOf(item.id)) === 'needs-attention', 5_000)
    expect(attempts).to.equal(3)
    expect((await house.itemNow(item.id)).item.processing.reason).to.equal('recognition-failed')
    isMended = true
    await createRetryItem(house.mailroom)(MIA, { itemId: item.id }, SIGNAL)
    await house.until(async () => (await house.stateOf(item.id)) === 'done')
    expect((await house.itemNow(item.id)).item.processing).not.to.have.property('reason')
  })

  it('waits for an outage to pass, however many attempts it takes', async function () {
    const { item } = await house.receive()
    let attempts = 0
    house.start({
      recognise: async () => {
        attempts += 1
        if (attempts < 20) throw new MailroomError('dependency-unavailable', 'the store is down')
        return { pageCount: 1 }
      },
    })
    await house.until(async () => (await house.stateOf(item.id)) === 'done', 61_000)
    expect(attempts).to.equal(20)
  })

  it('does not mistake a crash after an outage for a longer outage', async function () {
    const { item } = await house.receive()
    const job = await house.mailroom.jobQueue.claim('dead', 1_000, SIGNAL)
    if (job === undefined) throw new Error('the job is missing')
    const failure = { code: 'dependency-unavailable', detail: 'the store is down' }
    await house.mailroom.jobQueue.putOff(job, failure, 0, SIGNAL)
    for (let crash = 1; crash <= 3; crash += 1) {
      expect(await house.mailroom.jobQueue.claim('dead', 1_000, SIGNAL)).to.include({ attempt: crash })
      house.mailroom.clock.advance(2_000)
    }
    house.start()
    await house.until(async () => (await house.stateOf(item.id)) === 'needs-attention')
    expect((await house.itemNow(item.id)).item.processing.reason).to.equal('recognition-crashed')
  })

  it('parks in the end what meets nothing but outages', async function () {
    const { item } = await house.receive()
    let attempts = 0
    house.start({
      recognise: () => {
        attempts += 1
        throw new MailroomError('insufficient-storage', 'no room')
      },
    })
    await house.until(async () => (await house.stateOf(item.id)) === 'needs-attention', 61_000)
    expect(attempts).to.equal(100)
    expect((await house.itemNow(item.id)).item.processing.reason).to.equal('insufficient-storage')
  })

  it('sweeps the pictures that a cut run has left, and no others', async function () {
    const { item, documents } = await house.receive()
    const prefix = `renditions/${item.tenantId}/${documents[0]?.id ?? ''}`
    const object = { sizeBytes: 1, sha256: createDigest().sha256(Buffer.from('x')), mediaType: 'image/webp' }
    async function picture(name: string): Promise<PageImage> {
      const key = `${prefix}/${name}`
      async function* content(): AsyncGenerator<Uint8Array> {
        yield Buffer.from('x')
      }
      await house.mailroom.blobStore.put(key, content(), object, SIGNAL)
      return { page: 1, widthPx: 300, heightPx: 400, object: { key, ...object } }
    }
    let runs = 0
    house.start({
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
    await house.until(async () => (await house.stateOf(item.id)) === 'done', 5_000)
    const keys = [...house.mailroom.blobStore.objects.keys()].filter((key) => key.startsWith(prefix))
    expect(keys.toSorted()).to.deep.equal([`${prefix}/page-1-300-kept`, `${prefix}/view-copy`])
  })

  it('parks work that ended the process every time', async function () {
    const { item } = await house.receive()
    for (let crash = 1; crash <= 3; crash += 1) {
      expect(await house.mailroom.jobQueue.claim('dead', 1_000, SIGNAL)).to.include({ attempt: crash })
      house.mailroom.clock.advance(2_000)
    }
    house.start({
      recognise: () => {
        throw new Error('this must not run again')
      },
    })
    await house.until(async () => (await house.stateOf(item.id)) === 'needs-attention')
    expect((await house.itemNow(item.id)).item.processing.reason).to.equal('recognition-crashed')
  })

  it('saves nothing of a worker that has lost its lease', async function () {
    const { item } = await house.receive()
    let stolen: Job | undefined
    house.start({
      recognise: async (_work, context) => {
        house.mailroom.clock.advance(3_600_000)
        stolen = await house.mailroom.jobQueue.claim('other', 3_600_000, SIGNAL)
        await context.report({ pageCount: 99, pagesDone: 99, pageImages: [] })
        return { pageCount: 99 }
      },
    })
    await house.until(() => house.events.includes('job-lease-lost'))
    expect(stolen).to.include({ attempt: 2 })
    const { documents } = await house.itemNow(item.id)
    expect(documents[0]).to.include({ pageCount: 0 })
    expect(documents[0]?.processing).to.include({ pagesDone: 0 })
    expect(await house.jobs('running')).to.have.length(1)
  })

  it('parks nothing of an item that was voided meanwhile', async function () {
    const { item } = await house.receive()
    house.start({
      recognise: async () => {
        await createVoidItem(house.mailroom)(MIA, { itemId: item.id, reason: 'r' }, SIGNAL)
        throw new MailroomError('document-damaged', 'broken')
      },
    })
    await house.until(async () => (await house.jobs('done')).length === 1)
    expect((await house.itemNow(item.id)).item.processing.state).to.equal('done')
  })

  it('goes on after the queue itself has failed', async function () {
    const { item } = await house.receive()
    let failures = 3
    const { jobQueue } = house.mailroom
    house.mailroom = {
      ...house.mailroom,
      jobQueue: {
        ...jobQueue,
        claim: (...call) =>
          failures-- > 0 ? Promise.reject(new Error('no database')) : jobQueue.claim(...call),
      },
    }
    house.start()
    await house.until(async () => (await house.stateOf(item.id)) === 'done')
    expect(house.events.filter((event) => event === 'job-lane-failed')).to.have.length(3)
  })
})
