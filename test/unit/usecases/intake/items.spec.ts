import { expect } from 'chai'
import { AWAITED, USUAL } from '../../../../src/domain/intake/job.ts'
import { createFindItem } from '../../../../src/usecases/intake/find-item.ts'
import { createForwardItemUnopened } from '../../../../src/usecases/intake/forward-item-unopened.ts'
import { createItemHistory } from '../../../../src/usecases/intake/item-history.ts'
import { createListItems } from '../../../../src/usecases/intake/list-items.ts'
import { createMisdirectItem } from '../../../../src/usecases/intake/misdirect-item.ts'
import { createReceiveItem } from '../../../../src/usecases/intake/receive-item.ts'
import { createRetryItem } from '../../../../src/usecases/intake/retry-item.ts'
import { createVoidItem } from '../../../../src/usecases/intake/void-item.ts'
import { createListJobs } from '../../../../src/usecases/audit/list-jobs.ts'
import { createPauseQueue } from '../../../../src/usecases/audit/pause-queue.ts'
import { createResumeQueue } from '../../../../src/usecases/audit/resume-queue.ts'
import { createRetryJob } from '../../../../src/usecases/audit/retry-job.ts'
import { createShowQueue } from '../../../../src/usecases/audit/show-queue.ts'
import { expectFailure } from '../support/expect-failure.ts'
import { aLetter, anInboxLetter } from '../support/letters.ts'
import {
  openMailroom,
  person,
  SIGNAL,
  TENANT,
  upload,
  type Mailroom,
  type PersonName,
} from '../support/mailroom.ts'

const MIA = person('mia')
let mailroom: Mailroom

/** Each test has a mailroom of its own. */
function openBeforeEach(): void {
  beforeEach(async function () {
    mailroom = await openMailroom()
  })
}

describe('ListItems', function () {
  openBeforeEach()

  it('gives items with their own documents, page by page', async function () {
    for (let count = 1; count <= 3; count += 1) await aLetter(mailroom, { files: count })
    const listItems = createListItems(mailroom)
    const first = await listItems(MIA, {}, { limit: 2 }, SIGNAL)
    const second = await listItems(MIA, {}, { limit: 2, cursor: first.nextCursor ?? '' }, SIGNAL)
    const pages = [...first.items, ...second.items]
    expect(pages.map(({ documents }) => documents.length)).to.deep.equal([3, 2, 1])
    for (const { item, documents } of pages)
      expect(documents.map(({ id }) => id)).to.deep.equal(item.documentIds)
  })

  it('gives each person what he may read', async function () {
    await aLetter(mailroom)
    await anInboxLetter(mailroom)
    const countFor = async (name: string): Promise<number> =>
      (await createListItems(mailroom)(person(name), {}, { limit: 10 }, SIGNAL)).items.length
    expect([await countFor('mia'), await countFor('clara'), await countFor('tom')]).to.deep.equal([2, 1, 0])
  })
})

describe('FindItem and ItemHistory', function () {
  openBeforeEach()

  it('show progress as it is with the documents', async function () {
    const { item } = await aLetter(mailroom, { state: 'capturing', files: 2 })
    const found = await createFindItem(mailroom)(MIA, item.id, SIGNAL)
    expect(found.item.processing).to.deep.equal({ state: 'done', stage: 'done', pagesDone: 2, pagesTotal: 2 })
  })

  it('let what the machine is still at go first when a person opens it, and no program', async function () {
    const { item } = await createReceiveItem(mailroom)(
      MIA,
      { files: [upload('x')], channel: 'letter' },
      SIGNAL,
    )
    const priorities = async (): Promise<number[]> =>
      (await mailroom.jobQueue.ofItem(MIA, item.id, SIGNAL)).map(({ priority }) => priority)
    await createFindItem(mailroom)({ ...MIA, kind: 'token' }, item.id, SIGNAL)
    expect(await priorities()).to.deep.equal([USUAL])
    await expectFailure(createFindItem(mailroom)(person('clara'), item.id, SIGNAL), 'not-found')
    expect(await priorities()).to.deep.equal([USUAL])
    await createFindItem(mailroom)(MIA, item.id, SIGNAL)
    expect(await priorities()).to.deep.equal([AWAITED])
  })

  it('say the same of items of others as of none', async function () {
    const { item } = await aLetter(mailroom)
    for (const id of [item.id, 'none']) {
      await expectFailure(createFindItem(mailroom)(person('clara'), id, SIGNAL), 'not-found')
      await expectFailure(createItemHistory(mailroom)(person('clara'), id, SIGNAL), 'not-found')
    }
  })
})

describe('closing an item without filing it', function () {
  openBeforeEach()

  const ways = [
    { name: 'VoidItem', create: createVoidItem, state: 'voided' },
    { name: 'MisdirectItem', create: createMisdirectItem, state: 'misdirectedOut' },
    { name: 'ForwardItemUnopened', create: createForwardItemUnopened, state: 'closedForwarded' },
  ] as const
  for (const { name, create, state } of ways) {
    it(`${name} keeps the item, its original and the reason`, async function () {
      const { item } = await aLetter(mailroom)
      const after = await create(mailroom)(MIA, { itemId: item.id, reason: 'Irrläufer' }, SIGNAL)
      expect(after.item.state).to.equal(state)
      expect(mailroom.blobStore.objects.size).to.equal(1)
      const history = await createItemHistory(mailroom)(MIA, item.id, SIGNAL)
      expect(history.at(-1)).to.include({ reason: 'Irrläufer' })
      await expectFailure(create(mailroom)(MIA, { itemId: item.id, reason: 'x' }, SIGNAL), 'state-conflict')
    })

    it(`${name} refuses a version that is not the newest`, async function () {
      const { item } = await aLetter(mailroom)
      const stale = { itemId: item.id, expectedVersion: item.version - 1, reason: 'x' }
      await expectFailure(create(mailroom)(MIA, stale, SIGNAL), 'version-mismatch')
      const newest = { ...stale, expectedVersion: item.version }
      expect((await create(mailroom)(MIA, newest, SIGNAL)).item.state).to.equal(state)
    })
  }
})

describe('RetryItem and RetryJob', function () {
  openBeforeEach()

  async function parkedJob(): Promise<{ itemId: string; jobId: string }> {
    const { item } = await aLetter(mailroom, { state: 'capturing' })
    const job = await mailroom.jobQueue.claim('w', 1_000, SIGNAL)
    if (job === undefined) throw new Error('no job was queued')
    await mailroom.jobQueue.park(job, { code: 'recognition-timeout', detail: 'd' }, SIGNAL)
    return { itemId: item.id, jobId: job.id }
  }

  it('give parked work a fresh start', async function () {
    const { itemId, jobId } = await parkedJob()
    const after = await createRetryItem(mailroom)(MIA, { itemId }, SIGNAL)
    expect(after.item.processing).to.include({ state: 'queued', stage: 'recognise' })
    const job = await mailroom.jobQueue.find(MIA, jobId, SIGNAL)
    expect(job).to.include({ state: 'queued', attempt: 0, priority: AWAITED })
    await expectFailure(createRetryItem(mailroom)(MIA, { itemId }, SIGNAL), 'state-conflict')
  })

  it('leave a closed item alone', async function () {
    const { itemId } = await parkedJob()
    await createVoidItem(mailroom)(MIA, { itemId, reason: 'Irrläufer' }, SIGNAL)
    await expectFailure(createRetryItem(mailroom)(MIA, { itemId }, SIGNAL), 'state-conflict')
  })

  it('can be asked of the job by those who may not read the letter', async function () {
    const { jobId } = await parkedJob()
    expect(await createRetryJob(mailroom)(person('ada'), jobId, SIGNAL)).to.include({
      id: jobId,
      state: 'queued',
    })
    await expectFailure(createRetryJob(mailroom)(person('ada'), jobId, SIGNAL), 'state-conflict')
    await expectFailure(createRetryJob(mailroom)(person('ada'), 'none', SIGNAL), 'not-found')
  })

  it('ask others than those who look after the machine for the right to read the letter', async function () {
    const { jobId } = await parkedJob()
    await expectFailure(createRetryJob(mailroom)(person('hans'), jobId, SIGNAL), 'not-found')
    expect(await mailroom.jobQueue.find(MIA, jobId, SIGNAL)).to.include({ state: 'parked' })
    expect(await createRetryJob(mailroom)(MIA, jobId, SIGNAL)).to.include({ state: 'queued' })
  })
})

describe('PauseQueue and ResumeQueue', function () {
  openBeforeEach()
  const ADA = person('ada')

  it('halt the machine and let it go on, in the name of who asked', async function () {
    const reason = 'Wartung der Ablage'
    const paused = await createPauseQueue(mailroom)(ADA, { reason }, SIGNAL)
    expect(paused.paused).to.deep.include({ reason, by: { userId: 'ada', displayName: 'ada' } })
    expect((await createShowQueue(mailroom)(person('otto'), SIGNAL)).paused).to.deep.equal(paused.paused)
    await expectFailure(createPauseQueue(mailroom)(ADA, {}, SIGNAL), 'state-conflict')
    expect(await createResumeQueue(mailroom)(ADA, SIGNAL)).not.to.have.property('paused')
    await expectFailure(createResumeQueue(mailroom)(ADA, SIGNAL), 'state-conflict')
    const history = await mailroom.auditLog.history(mailroom.machine, 'tenant', TENANT.id, SIGNAL)
    expect(history.map(({ action, reason: why }) => [action, why])).to.deep.equal([
      ['queue.paused', reason],
      ['queue.resumed', undefined],
    ])
  })
})

describe('ListJobs', function () {
  openBeforeEach()

  it('shows jobs of letters one may read, and all to those who look after the machine', async function () {
    const { item } = await aLetter(mailroom, { state: 'capturing' })
    const shown = async (name: PersonName): Promise<string[]> => {
      const page = await createListJobs(mailroom)(person(name), undefined, { limit: 10 }, SIGNAL)
      return page.items.map(({ itemId }) => itemId)
    }
    for (const name of ['ada', 'otto', 'mia']) expect(await shown(name), name).to.deep.equal([item.id])
    expect(await shown('hans')).to.deep.equal([])
  })

  it('skips pages on which there is nothing to see', async function () {
    const own = await aLetter(mailroom, { state: 'capturing' })
    await mailroom.incomingItems.save(mailroom.machine, { ...own.item, readKeys: ['unit:social'] }, SIGNAL)
    for (let letter = 1; letter <= 3; letter += 1) {
      mailroom.clock.advance(1_000)
      await aLetter(mailroom, { state: 'capturing' })
    }
    const page = await createListJobs(mailroom)(person('hans'), undefined, { limit: 1 }, SIGNAL)
    expect(page.items.map(({ itemId }) => itemId)).to.deep.equal([own.item.id])
    expect(page).not.to.have.property('total')
  })
})
