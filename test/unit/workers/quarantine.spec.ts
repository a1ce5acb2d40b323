import { expect } from 'chai'
import { routed } from '../../../src/domain/intake/item-moves.ts'
import { MailroomError } from '../../../src/domain/errors.ts'
import type { Verdict, VirusScanner } from '../../../src/ports/virus-scanner.ts'
import { createFindDocument } from '../../../src/usecases/retrieval/find-document.ts'
import { createOpenOriginal } from '../../../src/usecases/retrieval/open-original.ts'
import { createReadPage } from '../../../src/usecases/retrieval/read-page.ts'
import { createItemHistory } from '../../../src/usecases/intake/item-history.ts'
import { createRejectItem } from '../../../src/usecases/intake/reject-item.ts'
import { createReleaseFromQuarantine } from '../../../src/usecases/intake/release-from-quarantine.ts'
import type { Actor } from '../../../src/domain/access/actor.ts'
import type { ItemWithDocuments } from '../../../src/usecases/shared/item-with-documents.ts'
import { expectFailure } from '../usecases/support/expect-failure.ts'
import { SIGNAL } from '../usecases/support/mailroom.ts'
import { MIA, openJobHouse, type JobHouse } from './job-house.ts'

const HEAD_OF_MAILROOM: Actor = { ...MIA, roles: ['mailroom', 'head'] }

/** Says of each file what the test wants; away when it says nothing. */
function scannerThat(verdictOf: (text: string) => Verdict | undefined): VirusScanner {
  return {
    async scan(content) {
      const pieces: Uint8Array[] = []
      for await (const piece of content) pieces.push(piece)
      const verdict = verdictOf(Buffer.concat(pieces).toString())
      if (verdict !== undefined) return verdict
      throw new MailroomError('dependency-unavailable', 'away')
    },
    version: async () => 'test',
  }
}

const CLEAN: Verdict = { kind: 'clean' }
const INFECTED: Verdict = { kind: 'infected', signature: 'Eicar' }

describe('quarantine', function () {
  let house: JobHouse
  let read: string[]

  beforeEach(async function () {
    house = await openJobHouse()
    read = []
  })
  afterEach(() => house.stop())

  function withScanner(verdictOf: (text: string) => Verdict | undefined): void {
    house.mailroom = Object.assign({}, house.mailroom, { virusScanner: scannerThat(verdictOf) })
  }

  function start(): void {
    house.start({
      recognise: async ({ document }) => {
        read.push(document.id)
        return { pageCount: 1 }
      },
    })
  }

  async function expectShut({ documents: [document] }: ItemWithDocuments): Promise<void> {
    const documentId = String(document?.id)
    const open = createOpenOriginal(house.mailroom)
    await expectFailure(open(HEAD_OF_MAILROOM, { documentId }, SIGNAL), 'quarantined')
    const page = { documentId, pageNumber: 1 }
    await expectFailure(createReadPage(house.mailroom)(HEAD_OF_MAILROOM, page, SIGNAL), 'quarantined')
    expect((await createFindDocument(house.mailroom)(MIA, documentId, SIGNAL)).id).to.equal(documentId)
  }

  it('is for nothing where no scanner is configured', async function () {
    const { item, documents } = await house.receive()
    expect([item.state, documents[0]?.virusScan]).to.deep.equal(['capturing', undefined])
  })

  it('lets clean files through and says so', async function () {
    withScanner(() => CLEAN)
    const { item, documents } = await house.receive()
    expect([item.state, documents[0]?.virusScan?.state]).to.deep.equal(['capturing', 'clean'])
    start()
    await house.until(async () => (await house.stateOf(item.id)) === 'done')
    expect(read).to.deep.equal([documents[0]?.id])
  })

  it('keeps an infected file with its whole item, and nobody opens it', async function () {
    withScanner((text) => (text === 'file 1' ? INFECTED : CLEAN))
    const received = await house.receive(2)
    withScanner(() => CLEAN)
    const innocent = await house.receive()
    start()
    await house.until(async () => (await house.stateOf(innocent.item.id)) === 'done')
    const { item, documents } = await house.itemNow(received.item.id)
    expect(item.state).to.equal('quarantined')
    expect(item.processing).to.include({ state: 'needs-attention', reason: 'malware-detected' })
    expect(documents.map(({ virusScan }) => virusScan?.state)).to.deep.equal(['clean', 'infected'])
    expect(read).to.deep.equal([innocent.documents[0]?.id])
    expect(house.mailroom.blobStore.objects.size).to.equal(3)
    await expectShut({ item, documents: documents.slice(1) })
  })

  it('scans later what came in while the scanner was away, and only then reads it', async function () {
    let isAway = true
    withScanner(() => (isAway ? undefined : CLEAN))
    const received = await house.receive(2)
    expect(received.item.state).to.equal('quarantined')
    await expectShut(received)
    start()
    await house.until(() => house.ends.includes('virus-scan put-off'), 1_000)
    expect(read).to.deep.equal([])
    isAway = false
    await house.until(async () => (await house.stateOf(received.item.id)) === 'done', 60_000)
    const { item, documents } = await house.itemNow(received.item.id)
    expect(item.state).to.equal('indexing')
    expect(documents.map(({ virusScan }) => virusScan?.state)).to.deep.equal(['clean', 'clean'])
    expect(read.toSorted()).to.deep.equal(documents.map(({ id }) => id).toSorted())
    const history = await createItemHistory(house.mailroom)(MIA, item.id, SIGNAL)
    expect(history.filter(({ action }) => action === 'item.virus-scanned')).to.have.length(2)
    expect(history.filter(({ action }) => action === 'item.found-clean')).to.have.length(1)
  })

  it('keeps what turns out infected later', async function () {
    let isAway = true
    withScanner(() => (isAway ? undefined : INFECTED))
    const received = await house.receive()
    isAway = false
    start()
    await house.until(() => house.ends.includes('virus-scan done'))
    const { item, documents } = await house.itemNow(received.item.id)
    expect(item.state).to.equal('quarantined')
    expect(documents[0]?.virusScan).to.include({ state: 'infected', signature: 'Eicar' })
    expect(documents[0]?.processing.reason).to.equal('malware-detected')
    await expectShut({ item, documents })
  })

  it('keeps waiting for a scanner longer than for anything else', async function () {
    withScanner(() => undefined)
    await house.receive()
    start()
    await house.until(() => house.ends.filter((end) => end === 'virus-scan put-off').length > 101, 60_000)
    expect(await house.jobs('parked')).to.deep.equal([])
  })

  it('leaves a file that is too large to a person', async function () {
    withScanner(() => ({ kind: 'too-large' }))
    const { item, documents } = await house.receive()
    expect([item.state, item.processing.reason]).to.deep.equal(['quarantined', 'quarantined'])
    expect(documents[0]?.virusScan).to.include({ state: 'unscanned', reason: 'too-large' })
  })

  it('is opened by the head of the mailroom only, with ground and reason, and is read then', async function () {
    withScanner(() => INFECTED)
    const { item } = await house.receive()
    const release = createReleaseFromQuarantine(house.mailroom)
    const input = { itemId: item.id, ground: 'false-alarm', reason: 'Hersteller bestätigt' } as const
    await expectFailure(release(MIA, input, SIGNAL), 'forbidden')
    const after = await release(HEAD_OF_MAILROOM, input, SIGNAL)
    expect(after.item.state).to.equal('capturing')
    expect(after.documents[0]?.virusScan).to.deep.include({ state: 'infected', signature: 'Eicar' })
    expect(after.documents[0]?.virusScan?.release).to.include({ ground: 'false-alarm' })
    start()
    await house.until(async () => (await house.stateOf(item.id)) === 'done')
    expect(read).to.have.length(1)
    const history = await createItemHistory(house.mailroom)(MIA, item.id, SIGNAL)
    const event = history.find(({ action }) => action === 'item.released-from-quarantine')
    expect(event).to.include({ reason: 'Hersteller bestätigt' })
    await expectFailure(release(HEAD_OF_MAILROOM, input, SIGNAL), 'state-conflict')
  })

  it('shuts again what was released unscanned and is found infected after that', async function () {
    let isAway = true
    withScanner(() => (isAway ? undefined : INFECTED))
    const { item } = await house.receive()
    const input = { itemId: item.id, ground: 'checked-elsewhere', reason: 'eilt' } as const
    await createReleaseFromQuarantine(house.mailroom)(HEAD_OF_MAILROOM, input, SIGNAL)
    start()
    await house.until(async () => read.length === 1)
    isAway = false
    await house.until(() => house.ends.includes('virus-scan done'), 60_000)
    await house.until(async () => (await house.jobs('queued')).length === 0)
    const shut = await house.itemNow(item.id)
    await expectShut(shut)
    expect(shut.item.state).to.equal('quarantined')
    expect(shut.item.processing).to.include({ state: 'needs-attention', reason: 'malware-detected' })
    const history = await createItemHistory(house.mailroom)(MIA, item.id, SIGNAL)
    expect(history.filter(({ action }) => action === 'item.quarantined')).to.have.length(1)
  })

  it('goes back into quarantine from the inbox of a unit, and can be opened a second time', async function () {
    let isAway = true
    withScanner(() => (isAway ? undefined : INFECTED))
    const { item } = await house.receive()
    const release = createReleaseFromQuarantine(house.mailroom)
    const checked = { itemId: item.id, ground: 'checked-elsewhere', reason: 'eilt' } as const
    await release(HEAD_OF_MAILROOM, checked, SIGNAL)
    const { machine, incomingItems } = house.mailroom
    const freed = (await house.itemNow(item.id)).item
    await incomingItems.save(machine, routed(freed, { orgUnitId: 'social' }), SIGNAL)
    isAway = false
    house.mailroom.clock.advance(120_000)
    start()
    await house.until(async () => (await house.itemNow(item.id)).item.state === 'quarantined', 60_000)
    await house.until(async () => (await house.jobs('queued')).length === 0)
    const again = { itemId: item.id, ground: 'false-alarm', reason: 'Hersteller bestätigt' } as const
    await release(HEAD_OF_MAILROOM, again, SIGNAL)
    await house.until(async () => (await house.stateOf(item.id)) === 'done')
    const now = await house.itemNow(item.id)
    expect(now.item.state).to.equal('indexing')
    expect(now.documents[0]?.virusScan).to.deep.include({ state: 'infected' })
    const documentId = String(now.documents[0]?.id)
    expect(await createOpenOriginal(house.mailroom)(MIA, { documentId }, SIGNAL)).to.have.property('content')
  })

  it('is opened where it lies, when it was filed by the time that a scan has shut it', async function () {
    let isAway = true
    withScanner(() => (isAway ? undefined : INFECTED))
    const { item } = await house.receive()
    const release = createReleaseFromQuarantine(house.mailroom)
    const checked = { itemId: item.id, ground: 'checked-elsewhere', reason: 'eilt' } as const
    await release(HEAD_OF_MAILROOM, checked, SIGNAL)
    start()
    await house.until(async () => (await house.stateOf(item.id)) === 'done')
    const { machine, incomingItems } = house.mailroom
    const found = (await house.itemNow(item.id)).item
    await incomingItems.save(machine, { ...found, state: 'filed' }, SIGNAL)
    await expectFailure(release(HEAD_OF_MAILROOM, checked, SIGNAL), 'state-conflict')
    isAway = false
    await house.until(() => house.ends.includes('virus-scan done'), 60_000)
    await expectShut(await house.itemNow(item.id))
    const again = { itemId: item.id, ground: 'false-alarm', reason: 'Hersteller bestätigt' } as const
    await release(HEAD_OF_MAILROOM, again, SIGNAL)
    await house.until(async () => (await house.stateOf(item.id)) === 'done')
    const now = await house.itemNow(item.id)
    expect(now.item.state).to.equal('filed')
    const documentId = String(now.documents[0]?.id)
    expect(await createOpenOriginal(house.mailroom)(MIA, { documentId }, SIGNAL)).to.have.property('content')
  })

  it('ends with a refusal that tells the sender why', async function () {
    withScanner(() => INFECTED)
    const { item } = await house.receive()
    const input = { itemId: item.id, reason: 'Schadsoftware', notice: 'Ihre Datei wurde nicht angenommen.' }
    const after = await createRejectItem(house.mailroom)(MIA, input, SIGNAL)
    expect(after.item.state).to.equal('rejected')
    expect(after.item.closure).to.include({ reason: input.reason, notice: input.notice })
    await expectShut(after)
  })
})
