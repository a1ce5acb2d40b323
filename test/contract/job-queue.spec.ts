import { expect } from 'chai'
import { setTimeout as sleep } from 'node:timers/promises'
import type { Actor } from '../../src/domain/access/actor.ts'
import type { Job } from '../../src/domain/intake/job.ts'
import type { NewJob } from '../../src/ports/job-queue.ts'
import { codeOf, newId, newTenant, signal } from './records.ts'
import { describeStorage, type Stores } from './storage.ts'

const LEASE_MS = 60_000
const FAILURE = { code: 'recognition-timeout', detail: '$state is "running"' }

function jobOf(changed: Partial<NewJob> = {}): NewJob {
  return { kind: 'recognise', documentId: newId(), itemId: 'item', priority: 5, inputHash: 'h', ...changed }
}

describeStorage('job queue', function (stores) {
  /** The queue is one for the installation: each test begins with an empty one. */
  afterEach(async function () {
    for (;;) {
      const job = await stores.jobQueue.claim('cleaner', LEASE_MS, signal)
      if (job === undefined) return
      await stores.jobQueue.complete(job, signal)
    }
  })

  const claim = (leaseMs = LEASE_MS): Promise<Job | undefined> =>
    stores.jobQueue.claim('worker', leaseMs, signal)

  async function queued(actor: Actor, changed: Partial<NewJob> = {}): Promise<NewJob> {
    const job = jobOf(changed)
    await stores.jobQueue.enqueue(actor, job, signal)
    return job
  }

  /** First, while the queue has never been used. */
  it('tells how deep it is and how long the oldest job has waited', async function () {
    const { machine } = newTenant()
    const before = await stores.jobQueue.depth(signal)
    const empty = { queued: 0, running: 0, parked: 0, oldestQueuedSeconds: 0 }
    const stages = {
      'virus-scan': empty,
      convert: empty,
      recognise: empty,
      understand: empty,
      'compose-view-copy': empty,
      renew: empty,
      'propose-split': empty,
      divide: empty,
    }
    expect(before).to.deep.equal({ stages, done: 0, pausedTenants: 0 })
    for (let count = 0; count < 3; count += 1) await queued(machine)
    const job = await claimed(stores)
    await sleep(30)
    const { recognise, understand } = (await stores.jobQueue.depth(signal)).stages
    expect(recognise).to.include({ queued: 2, running: 1, parked: 0 })
    expect(recognise.oldestQueuedSeconds).to.be.within(0.02, 30)
    expect(understand).to.deep.equal(empty)
    expect(await stores.jobQueue.status(machine, signal)).to.include({ queued: 2, running: 1, parked: 0 })
    expect(await stores.jobQueue.status(newTenant().machine, signal)).to.deep.equal(empty)
    await stores.jobQueue.complete(job, signal)
    expect((await stores.jobQueue.depth(signal)).done).to.equal(1)
  })

  it('gives out what was queued, and counts attempt and fence at the claim', async function () {
    const { id, machine } = newTenant()
    const { inputHash: _hash, ...said } = await queued(machine)
    const job = await claimed(stores)
    expect(job).to.deep.include({ ...said, tenantId: id, state: 'running', attempt: 1, fence: 1 })
    expect(job).to.have.all.keys([
      ...Object.keys(said),
      'id',
      'tenantId',
      'state',
      'attempt',
      'fence',
      'createdAt',
    ])
    expect(await claim()).to.equal(undefined)
    await stores.jobQueue.complete(job, signal)
    expect(await claim()).to.equal(undefined)
    expect(await stores.jobQueue.find(machine, job.id, signal)).to.deep.equal({ ...job, state: 'done' })
  })

  it('queues the same work once, whatever has become of it', async function () {
    const { machine } = newTenant()
    const said = await queued(machine)
    await stores.jobQueue.enqueue(machine, said, signal)
    const job = await claimed(stores)
    await stores.jobQueue.enqueue(machine, said, signal)
    await stores.jobQueue.complete(job, signal)
    await stores.jobQueue.enqueue(machine, said, signal)
    expect(await claim()).to.equal(undefined)
    await stores.jobQueue.enqueue(machine, { ...said, inputHash: 'other' }, signal)
    await stores.jobQueue.enqueue(machine, { ...said, kind: 'understand' }, signal)
    expect((await stores.jobQueue.list(machine, 'queued', { limit: 10 }, signal)).items).to.have.length(2)
  })

  it('forgets a job whose transaction fails', async function () {
    const { machine } = newTenant()
    const work = stores.transactor.inTransaction(async () => {
      await stores.jobQueue.enqueue(machine, jobOf(), signal)
      throw new Error('The intake fails.')
    }, signal)
    await work.catch(() => undefined)
    expect(await claim()).to.equal(undefined)
  })

  it('keeps a job open when the transaction that was to complete it fails', async function () {
    const { machine } = newTenant()
    await queued(machine)
    const job = await claimed(stores)
    const work = stores.transactor.inTransaction(async () => {
      await stores.jobQueue.complete(job, signal)
      throw new Error('The result cannot be saved.')
    }, signal)
    await work.catch(() => undefined)
    expect((await stores.jobQueue.find(machine, job.id, signal))?.state).to.equal('running')
    await stores.jobQueue.complete(job, signal)
  })

  it('takes lower priorities first, then the oldest', async function () {
    const { machine } = newTenant()
    const jobs = [5, 0, 5, 0].map((priority) => jobOf({ priority }))
    for (const job of jobs) {
      await stores.jobQueue.enqueue(machine, job, signal)
      await sleep(2)
    }
    const order = [await claimed(stores), await claimed(stores), await claimed(stores), await claimed(stores)]
    expect(order.map((job) => job.documentId)).to.deep.equal(
      [1, 3, 0, 2].map((index) => jobs[index]?.documentId),
    )
  })

  it('lets tenants take turns, however long the queue of one is', async function () {
    const [busy, quiet, third] = [newTenant(), newTenant(), newTenant()]
    for (let count = 0; count < 6; count += 1) await queued(busy.machine)
    for (let count = 0; count < 2; count += 1) await queued(quiet.machine)
    await queued(third.machine)
    const order: string[] = []
    for (let count = 0; count < 9; count += 1) order.push((await claimed(stores)).tenantId)
    expect(new Set(order.slice(0, 3))).to.deep.equal(new Set([busy.id, quiet.id, third.id]))
    expect(new Set(order.slice(3, 5))).to.deep.equal(new Set([busy.id, quiet.id]))
    expect(order.slice(5)).to.deep.equal(Array<string>(4).fill(busy.id))
  })

  it('puts what a person waits for before the turns of tenants', async function () {
    const [one, two] = [newTenant(), newTenant()]
    await queued(one.machine, { priority: 5 })
    await queued(two.machine, { priority: 0 })
    await queued(two.machine, { priority: 0 })
    expect([(await claimed(stores)).tenantId, (await claimed(stores)).tenantId]).to.deep.equal([
      two.id,
      two.id,
    ])
  })

  it('gives each job to one of many workers', async function () {
    const { machine } = newTenant()
    for (let count = 0; count < 10; count += 1) await queued(machine)
    const claims = await Promise.all(Array.from({ length: 15 }, () => claim()))
    const ids = claims.flatMap((job) => (job === undefined ? [] : [job.id]))
    const rest: string[] = []
    for (let job = await claim(); job !== undefined; job = await claim()) rest.push(job.id)
    expect(new Set([...ids, ...rest]).size).to.equal(10)
    expect(ids.length + rest.length).to.equal(10)
  })

  it('gives a job with an expired lease to another worker, and nothing to the late one', async function () {
    const { machine } = newTenant()
    await queued(machine)
    const late = await claimed(stores, 1)
    await sleep(20)
    const job = await claimed(stores)
    expect(job).to.deep.equal({ ...late, attempt: 2, fence: 2 })
    const calls = [
      stores.jobQueue.extend(late, LEASE_MS, signal),
      stores.jobQueue.complete(late, signal),
      stores.jobQueue.retryLater(late, FAILURE, 0, signal),
      stores.jobQueue.park(late, FAILURE, signal),
    ]
    expect(await Promise.all(calls.map(codeOf))).to.deep.equal(Array(4).fill('lease-lost'))
    expect(await stores.jobQueue.find(machine, job.id, signal)).to.deep.equal(job)
  })

  it('ends the leases of workers that are known to be dead, and no others', async function () {
    const { machine } = newTenant()
    await queued(machine)
    const left = await claimed(stores)
    expect(await claim()).to.equal(undefined)
    await stores.jobQueue.endLeases(signal)
    // Also what the cases before have left running comes back.
    const freed: Job[] = []
    for (let job = await claim(); job !== undefined; job = await claim()) freed.push(job)
    const mine = freed.find(({ id }) => id === left.id)
    expect(mine).to.deep.equal({ ...left, attempt: 2, fence: 2 })
    for (const job of freed) {
      if (job.id === left.id) await stores.jobQueue.retryLater(job, FAILURE, 60 * LEASE_MS, signal)
      else await stores.jobQueue.complete(job, signal)
    }
    await stores.jobQueue.endLeases(signal)
    expect(await claim(), 'what waits after a failure goes on waiting').to.equal(undefined)
  })

  it('lets a lease that ran out be extended as long as nobody else has taken the job', async function () {
    const { machine } = newTenant()
    await queued(machine)
    const job = await claimed(stores, 1)
    await sleep(20)
    await stores.jobQueue.extend(job, LEASE_MS, signal)
    expect(await claim()).to.equal(undefined)
    await stores.jobQueue.complete(job, signal)
    expect(await codeOf(stores.jobQueue.extend(job, LEASE_MS, signal))).to.equal('lease-lost')
  })

  it('waits before it gives out again what failed, and says why it failed', async function () {
    const { machine } = newTenant()
    await queued(machine)
    const job = await claimed(stores)
    await stores.jobQueue.retryLater(job, FAILURE, 300, signal)
    expect(await claim()).to.equal(undefined)
    const waiting = await stores.jobQueue.find(machine, job.id, signal)
    expect(waiting).to.deep.include({ state: 'queued', attempt: 1 })
    expect(waiting?.failure).to.deep.include(FAILURE)
    expect(Date.parse(waiting?.failure?.at ?? '')).to.be.closeTo(Date.now(), 60_000)
    await sleep(350)
    expect(await claimed(stores)).to.deep.include({ id: job.id, attempt: 2 })
  })

  it('gives out at once what is tried again without delay', async function () {
    const { machine } = newTenant()
    await queued(machine)
    const job = await claimed(stores)
    await stores.jobQueue.retryLater(job, FAILURE, 0, signal)
    const again = await claimed(stores)
    expect(again).to.deep.include({ id: job.id, attempt: 2, fence: 2, state: 'running' })
  })

  it('parks a job until a person has it tried again, with a fresh budget of attempts', async function () {
    const { machine } = newTenant()
    await queued(machine, { itemId: 'parked-item' })
    const job = await claimed(stores)
    await stores.jobQueue.park(job, FAILURE, signal)
    expect(await claim()).to.equal(undefined)
    const [parked] = await stores.jobQueue.ofItem(machine, 'parked-item', signal)
    expect(parked).to.deep.include({ id: job.id, state: 'parked' })
    expect(await codeOf(stores.jobQueue.retry(newTenant().machine, job.id, signal))).to.equal('not-found')
    await stores.jobQueue.retry(machine, job.id, signal)
    expect(await codeOf(stores.jobQueue.retry(machine, job.id, signal))).to.equal('state-conflict')
    expect(await claimed(stores)).to.deep.include({ id: job.id, attempt: 1, fence: 2 })
  })

  it('gives what is tried again the priority of what a person waits for', async function () {
    const { machine } = newTenant()
    await queued(machine)
    const job = await claimed(stores)
    await stores.jobQueue.putOff(job, FAILURE, 0, signal)
    await stores.jobQueue.park(await claimed(stores), FAILURE, signal)
    await stores.jobQueue.retry(machine, job.id, signal)
    const again = await claimed(stores)
    expect(again).to.include({ id: job.id, priority: 0, attempt: 1, outages: 0 })
  })

  it('counts an outage, and not the attempt that met it', async function () {
    const { machine } = newTenant()
    await queued(machine)
    const job = await claimed(stores)
    await stores.jobQueue.putOff(job, FAILURE, 0, signal)
    expect((await stores.jobQueue.find(machine, job.id, signal))?.failure).to.deep.include(FAILURE)
    await stores.jobQueue.putOff(await claimed(stores), FAILURE, 0, signal)
    expect(await claimed(stores)).to.include({ id: job.id, attempt: 1, outages: 2, fence: 3 })
  })

  it('puts a released job first or last in its place, and does not count the attempt', async function () {
    const { machine } = newTenant()
    const [one, two] = [await queued(machine), (await sleep(2), await queued(machine))]
    const job = await claimed(stores)
    expect(job.documentId).to.equal(one.documentId)
    await stores.jobQueue.release(job, 'first', signal)
    const again = await claimed(stores)
    expect(again).to.include({ id: job.id, attempt: 1, fence: 2 })
    // Places are told apart by the millisecond.
    await sleep(2)
    await stores.jobQueue.release(again, 'last', signal)
    expect((await claimed(stores)).documentId).to.equal(two.documentId)
    expect((await claimed(stores)).documentId).to.equal(one.documentId)
    expect(await codeOf(stores.jobQueue.release(again, 'last', signal))).to.equal('lease-lost')
  })

  it('gives lanes for what is awaited nothing else', async function () {
    const { machine } = newTenant()
    await queued(machine)
    expect(await stores.jobQueue.claim('worker', LEASE_MS, signal, 0)).to.equal(undefined)
    const awaited = await queued(machine, { priority: 0 })
    const job = await stores.jobQueue.claim('worker', LEASE_MS, signal, 0)
    expect(job?.documentId).to.equal(awaited.documentId)
  })

  it('hurries the jobs of an item of the own tenant', async function () {
    const [one, two] = [newTenant(), newTenant()]
    await queued(one.machine)
    await queued(two.machine)
    const opened = [
      await queued(one.machine, { itemId: 'opened' }),
      await queued(one.machine, { itemId: 'opened' }),
    ]
    await stores.jobQueue.hurry(two.machine, 'opened', signal)
    expect(await stores.jobQueue.claim('worker', LEASE_MS, signal, 0)).to.equal(undefined)
    await stores.jobQueue.hurry(one.machine, 'opened', signal)
    const first = [await claimed(stores), await claimed(stores)]
    expect(new Set(first.map(({ documentId }) => documentId))).to.deep.equal(
      new Set(opened.map(({ documentId }) => documentId)),
    )
  })

  it('asks a job to give way to something more urgent at once, to its equals after its turn', async function () {
    const [one, two] = [newTenant(), newTenant()]
    await queued(one.machine)
    const job = await claimed(stores)
    const givesWay = (hadItsTurn: boolean): Promise<boolean> =>
      stores.jobQueue.shouldGiveWay(job, hadItsTurn, signal)
    expect([await givesWay(false), await givesWay(true)]).to.deep.equal([false, false])
    await queued(two.machine, { priority: 9 })
    expect(await givesWay(true)).to.equal(false)
    await queued(two.machine)
    expect([await givesWay(false), await givesWay(true)]).to.deep.equal([false, true])
    await queued(two.machine, { priority: 0 })
    expect(await givesWay(false)).to.equal(true)
  })

  it('gives out nothing of a tenant that has paused its queue, and all to the others', async function () {
    const [one, two] = [newTenant(), newTenant()]
    await queued(one.machine, { priority: 0 })
    const running = await claimed(stores)
    const waiting = await queued(one.machine, { priority: 0 })
    const pause = { at: new Date().toISOString(), by: { userId: 'u', displayName: 'U' }, reason: '$r' }
    await stores.jobQueue.pause(one.machine, pause, signal)
    expect(await codeOf(stores.jobQueue.pause(one.machine, pause, signal))).to.equal('state-conflict')
    expect((await stores.jobQueue.status(one.machine, signal)).paused).to.deep.equal(pause)
    expect(await stores.jobQueue.status(two.machine, signal)).not.to.have.property('paused')
    expect((await stores.jobQueue.depth(signal)).pausedTenants).to.equal(1)
    expect(await claim()).to.equal(undefined)
    expect(await stores.jobQueue.shouldGiveWay(running, false, signal)).to.equal(true)
    const other = await queued(two.machine)
    expect((await claimed(stores)).documentId).to.equal(other.documentId)
    await stores.jobQueue.complete(running, signal)
    await stores.jobQueue.resume(one.machine, signal)
    expect(await codeOf(stores.jobQueue.resume(one.machine, signal))).to.equal('state-conflict')
    expect((await claimed(stores)).documentId).to.equal(waiting.documentId)
  })

  it('shows jobs to their own tenant only, newest first', async function () {
    const [one, two] = [newTenant(), newTenant()]
    for (let count = 0; count < 3; count += 1) {
      await queued(one.machine, { itemId: 'i' })
      await sleep(2)
    }
    const first = await stores.jobQueue.list(one.machine, 'queued', { limit: 2 }, signal)
    const rest = await stores.jobQueue.list(
      one.machine,
      undefined,
      { limit: 2, cursor: first.nextCursor ?? '' },
      signal,
    )
    const times = [...first.items, ...rest.items].map((job) => job.createdAt)
    expect(times).to.have.length(3)
    expect(times).to.deep.equal([...times].sort().reverse())
    expect((await stores.jobQueue.list(two.machine, undefined, { limit: 9 }, signal)).items).to.deep.equal([])
    const [job] = first.items
    expect(await stores.jobQueue.find(two.machine, job?.id ?? '', signal)).to.equal(undefined)
    expect(await stores.jobQueue.ofItem(one.machine, 'i', signal)).to.have.length(3)
    expect(await stores.jobQueue.ofItem(two.machine, 'i', signal)).to.deep.equal([])
  })
})

async function claimed(stores: Stores, leaseMs = LEASE_MS): Promise<Job> {
  const job = await stores.jobQueue.claim('worker', leaseMs, signal)
  if (job === undefined) throw new Error('There should be a job.')
  return job
}
