import { setTimeout as sleep } from 'node:timers/promises'
import { expect } from 'chai'
import { createBell } from '../../../src/adapters/system/bell.ts'
import { systemActor } from '../../../src/domain/access/actor.ts'
import { MailroomError } from '../../../src/domain/errors.ts'
import { GaveWay } from '../../../src/pipeline/stage.ts'
import type { Bell } from '../../../src/ports/bell.ts'
import { createPatchItem } from '../../../src/usecases/classification/patch-item.ts'
import { createReceiveItem } from '../../../src/usecases/intake/receive-item.ts'
import { createVoidItem } from '../../../src/usecases/intake/void-item.ts'
import { createLedger } from '../../../src/usecases/shared/ledger.ts'
import { SIGNAL, upload } from '../usecases/support/mailroom.ts'
import { type JobHouse, MIA, openJobHouse, PROPOSALS } from './job-house.ts'

describe('runJobs', function () {
  let house: JobHouse

  beforeEach(async function () {
    house = await openJobHouse()
  })
  afterEach(() => house.stop())

  it('takes a document through all steps', async function () {
    const { item } = await house.receive()
    house.start()
    await house.until(async () => (await house.stateOf(item.id)) === 'done')
    const now = await house.itemNow(item.id)
    expect(now.item).to.include({ state: 'indexing', subject: 'Vorschlag' })
    expect(now.documents[0]?.proposals).to.deep.equal(PROPOSALS)
    expect(now.documents[0]?.processing).to.deep.equal({ state: 'done', stage: 'done', pagesDone: 2 })
    expect(await house.jobs('done')).to.have.length(3)
    const history = await house.mailroom.auditLog.history(MIA, 'incoming-item', item.id, SIGNAL)
    expect(history.map(({ action, actor }) => `${action} by ${actor.kind}`)).to.deep.equal([
      'item.received by user',
      'item.ready by system',
    ])
  })

  it('moves an item on when its last document is understood', async function () {
    const { item } = await house.receive(3)
    const states: string[] = []
    house.start({
      understand: async () => {
        states.push((await house.itemNow(item.id)).item.state)
        return {}
      },
    })
    await house.until(async () => (await house.stateOf(item.id)) === 'done')
    expect(states).to.deep.equal(['capturing', 'capturing', 'capturing'])
    expect((await house.itemNow(item.id)).item.state).to.equal('indexing')
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
    house.start({}, 1, deaf)
    await house.until(() => waits > 0)
    const ledger = createLedger({ ...house.mailroom, bell })
    const input = { files: [upload('x')], channel: 'letter' } as const
    const { item } = await createReceiveItem({ ...house.mailroom, ledger })(MIA, input, SIGNAL)
    await house.until(async () => (await house.stateOf(item.id)) === 'done')
  })

  it('lets a letter go before the rest of a long file, and keeps what is done of that', async function () {
    const long = await house.receive()
    let turns = 0
    let isLetterDone = false
    const letter: { id?: string } = {}
    house.start({
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
        letter.id = (await house.receive()).item.id
        house.mailroom.clock.advance(1)
        await report({ pageCount: 500, pagesDone: 3, pageImages: [] })
        await report({ pageCount: 500, pagesDone: 7, pageImages: [] })
        throw new GaveWay()
      },
    })
    await house.until(async () => letter.id !== undefined && (await house.stateOf(long.item.id)) === 'done')
    expect(house.ends.slice(0, 2)).to.deep.equal(['recognise gave-way', 'recognise done'])
    expect(await house.stateOf(letter.id ?? '')).to.equal('done')
  })

  it('asks the queue between pages whether the job may go on', async function () {
    const answers: boolean[] = []
    const { jobQueue } = house.mailroom
    const asked: boolean[] = []
    house.mailroom = {
      ...house.mailroom,
      jobQueue: {
        ...jobQueue,
        shouldGiveWay: async (_job, hadItsTurn) => {
          asked.push(hadItsTurn)
          return true
        },
      },
    }
    const { item } = await house.receive()
    house.start({
      recognise: async (_work, { mayGoOn }) => {
        answers.push(await mayGoOn())
        await sleep(1_050)
        answers.push(await mayGoOn())
        return {}
      },
    })
    await house.until(async () => (await house.stateOf(item.id)) === 'done')
    expect(answers).to.deep.equal([true, false])
    expect(asked).to.deep.equal([false])
  })

  it('leaves other tenants their lanes while one has paused its queue', async function () {
    const { item } = await house.receive()
    const other = systemActor('other', 'r')
    const work = { kind: 'recognise', documentId: 'd', itemId: 'i', priority: 5, inputHash: 'h' } as const
    await house.mailroom.jobQueue.enqueue(other, work, SIGNAL)
    const pause = { at: 'now', by: { userId: 'u', displayName: 'U' } }
    await house.mailroom.jobQueue.pause(house.mailroom.machine, pause, SIGNAL)
    house.start()
    await house.until(() => house.ends.length === 1)
    expect(await house.stateOf(item.id)).to.equal('queued')
    await house.mailroom.jobQueue.resume(house.mailroom.machine, SIGNAL)
    await house.until(async () => (await house.stateOf(item.id)) === 'done')
  })

  it('counts how runs end, by stage', async function () {
    const { item } = await house.receive()
    let isDown = true
    house.start({
      understand: async () => {
        if (!isDown) return {}
        isDown = false
        throw new MailroomError('dependency-unavailable', 'down')
      },
      'compose-view-copy': () => {
        throw new MailroomError('document-damaged', 'no')
      },
    })
    await house.until(async () => (await house.stateOf(item.id)) === 'needs-attention', 5_000)
    expect(house.ends).to.deep.equal([
      'recognise done',
      'understand put-off',
      'understand done',
      'compose-view-copy parked',
    ])
  })

  it('keeps what people do meanwhile', async function () {
    const { item } = await house.receive()
    house.start({
      understand: async () => {
        const { version } = (await house.itemNow(item.id)).item
        const input = {
          itemId: item.id,
          expectedVersion: version,
          note: 'von Hand',
          index: { subject: 'Von Hand' },
        }
        await createPatchItem(house.mailroom)(MIA, input, SIGNAL)
        return { proposals: PROPOSALS }
      },
    })
    await house.until(async () => (await house.stateOf(item.id)) === 'done')
    const now = await house.itemNow(item.id)
    expect(now.item).to.include({ subject: 'Von Hand', note: 'von Hand' })
    expect(now.documents[0]?.index.subject?.value).to.equal('Von Hand')
    expect(now.documents[0]?.proposals).to.deep.equal(PROPOSALS)
  })

  it('does not read what was voided', async function () {
    const { item } = await house.receive()
    await createVoidItem(house.mailroom)(MIA, { itemId: item.id, reason: 'r' }, SIGNAL)
    let isRead = false
    house.start({
      recognise: async () => {
        isRead = true
        return {}
      },
    })
    await house.until(async () => (await house.jobs('done')).length === 1)
    expect(isRead).to.equal(false)
    expect((await house.itemNow(item.id)).item.processing.state).to.equal('done')
  })

  it('hands running work back when it is told to end', async function () {
    const { item } = await house.receive()
    let hasBegun = false
    house.start({
      recognise: async (_work, { signal }) => {
        hasBegun = true
        await sleep(60_000, undefined, { signal })
        return {}
      },
    })
    await house.until(() => hasBegun)
    await house.stop()
    expect(await house.jobs('queued')).to.have.length(1)

    house.start()
    await house.until(async () => (await house.stateOf(item.id)) === 'done')
  })

  it('reads each document once, however many lanes there are', async function () {
    const reads = new Map<string, number>()
    for (let count = 1; count <= 20; count += 1) await house.receive()
    house.start(
      {
        recognise: async ({ document }) => {
          reads.set(document.id, (reads.get(document.id) ?? 0) + 1)
          await sleep(1)
          return { pageCount: 1 }
        },
      },
      4,
    )
    await house.until(async () => (await house.jobs('done')).length === 60)
    expect([...reads.values()]).to.deep.equal(Array.from({ length: 20 }, () => 1))
  })
})
