import { expect } from 'chai'
import { MailroomError } from '../../../src/domain/errors.ts'
import type { IncomingItem } from '../../../src/domain/intake/incoming-item.ts'
import type { SplitEdit } from '../../../src/domain/stacks/split-edit.ts'
import type { StoredDocument } from '../../../src/domain/intake/document.ts'
import { createCloseBatch } from '../../../src/usecases/batches/close-batch.ts'
import { createReceiveScans } from '../../../src/usecases/batches/receive-scans.ts'
import { createSetProtocol } from '../../../src/usecases/batches/set-protocol.ts'
import { createShowBatch, type BatchAccount } from '../../../src/usecases/batches/show-batch.ts'
import { createVoidItem } from '../../../src/usecases/intake/void-item.ts'
import { queueRenewal } from '../../../src/usecases/shared/queue-renewal.ts'
import { createRouteItem } from '../../../src/usecases/routing/route-item.ts'
import { createEditSplitPlan } from '../../../src/usecases/stacks/edit-split-plan.ts'
import { createShowSplitPlan } from '../../../src/usecases/stacks/show-split-plan.ts'
import { expectFailure } from '../usecases/support/expect-failure.ts'
import { SIGNAL, upload, type Mailroom } from '../usecases/support/mailroom.ts'
import { MIA, StackHouse } from './stack-house.ts'
import { LETTERS, PLAN, TEXTS } from './twelve-pages.ts'

describe('the way of a stack', function () {
  let house: StackHouse
  let mailroom: Mailroom

  beforeEach(async function () {
    house = await StackHouse.open(TEXTS)
    const { mailroom: opened } = house
    mailroom = opened
  })

  afterEach(async function () {
    await house.close()
  })

  const account = (): Promise<BatchAccount> => createShowBatch(mailroom)(MIA, house.batch.id, SIGNAL)

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

  const ended = async (): Promise<boolean> =>
    (await house.letters()).every(({ processing }) => processing.state === 'done')

  it('leads from the scanner to letters, each read once, and to a balanced account', async function () {
    house.start(PLAN)
    const itemId = await house.handIn()
    await house.untilStack(itemId, 'qc')
    expect((await mailroom.incomingItems.list(MIA, {}, { limit: 5 }, SIGNAL)).items).to.deep.equal([])
    await house.confirm(itemId)
    await house.untilStack(itemId, 'split')
    await house.until(ended)
    const items = await house.letters()
    expect(items.map(({ receiptNumber }) => receiptNumber)).to.deep.equal([
      'MU-2026-000001',
      'MU-2026-000002',
      'MU-2026-000003',
    ])
    expect(items.map(({ origin }) => origin?.pages.map(({ page }) => page))).to.deep.equal(LETTERS)
    expect(items.map(({ createdBy }) => createdBy.userId)).to.deep.equal(['mia', 'mia', 'mia'])
    expect(house.reader.asked).to.have.length(TEXTS.length)
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
    const closed = await createCloseBatch(mailroom)(MIA, { batchId: house.batch.id }, SIGNAL)
    expect(closed.state).to.equal('balanced')
  })

  it('brings what the cover sheet says to its letter', async function () {
    house.start(PLAN)
    const itemId = await house.handIn()
    await house.untilStack(itemId, 'qc')
    await house.confirm(itemId)
    await house.untilStack(itemId, 'split')
    await house.until(ended)
    const [first, second] = await house.letters()
    expect(await proposed(second)).to.deep.equal({
      documentType: 'rechnung',
      confidentiality: 'confidential',
    })
    expect((await proposed(first)).confidentiality).to.equal(undefined)
    // Read again, it still lies under its sheet.
    await queueRenewal(mailroom, mailroom.machine, await documentOf(second), SIGNAL)
    await house.until(async () => (await documentOf(second)).reading !== undefined)
    expect((await proposed(second)).confidentiality).to.equal('confidential')
  })

  it('cuts every letter out once, whenever the machine is stopped or fails', async function () {
    let calls = 0
    const trouble = async (): Promise<void> => {
      calls += 1
      if (calls === 1) throw new Error('the child has died')
      if (calls % 2 === 0) house.interrupt()
    }
    house.start(PLAN)
    const itemId = await house.handIn()
    await house.untilStack(itemId, 'qc')
    await house.stop()
    await house.confirm(itemId)
    for (let run = 1; (await house.stackNow(itemId)).state !== 'split'; run += 1) {
      expect(run, 'runs').to.be.below(10)
      house.start(PLAN, trouble)
      await house.until(async () => house.isInterrupted || (await house.stackNow(itemId)).state === 'split')
      await house.stop()
    }
    expect((await house.letters()).map(({ origin }) => origin?.pages.map(({ page }) => page))).to.deep.equal(
      LETTERS,
    )
    expect((await house.stackNow(itemId)).stack.parts).to.have.length(3)
    expect(calls).to.equal(7)
  })

  it('waits for a person at a stop, and goes on when he has settled it', async function () {
    const stops = [{ page: 5, kind: 'unreadable-sheet', text: 'Trennblatt nicht lesbar' }] as const
    house.start({ ...PLAN, stops })
    const itemId = await house.handIn()
    await house.untilStack(itemId, 'qc')
    await expectFailure(house.confirm(itemId), 'state-conflict')
    const { version } = await house.stackNow(itemId)
    const edit = (edits: readonly SplitEdit[], expectedVersion: number) =>
      createEditSplitPlan(mailroom)(MIA, { itemId, expectedVersion, edits }, SIGNAL)
    const settled = await edit([{ kind: 'mark', page: 5, role: 'removed' }], version)
    expect(settled.item.version).to.equal(version + 1)
    await expectFailure(edit([{ kind: 'split', before: 2 }], version), 'version-mismatch')
    const undone = await edit(settled.undo, version + 1)
    expect(undone.item.stack.plan?.pages).to.deep.equal(PLAN.pages)
    await expectFailure(house.confirm(itemId), 'state-conflict')
    await edit([{ kind: 'settle', page: 5 }], version + 2)
    await house.confirm(itemId)
    await expectFailure(edit([{ kind: 'split', before: 2 }], version + 4), 'state-conflict')
    await house.untilStack(itemId, 'split')
  })

  it('goes on alone where everything is certain and the batch allows it', async function () {
    await house.openBatch({ dividesAlone: true })
    house.start(PLAN)
    const itemId = await house.handIn()
    await house.untilStack(itemId, 'split')
    expect((await house.stackNow(itemId)).stack.confirmed?.by.userId).to.equal('system')
    expect(await house.letters()).to.have.length(3)
  })

  it('leaves to people what they have begun to change, though its pages are read again', async function () {
    const stops = [{ page: 5, kind: 'unreadable-sheet', text: 'Trennblatt nicht lesbar' }] as const
    await house.openBatch({ dividesAlone: true })
    house.start({ ...PLAN, stops })
    const itemId = await house.handIn()
    await house.untilStack(itemId, 'qc')
    await house.stop()
    const { version, documentIds } = await house.stackNow(itemId)
    const edits = [{ kind: 'merge', before: 5 }] as const
    await createEditSplitPlan(mailroom)(MIA, { itemId, expectedVersion: version, edits }, SIGNAL)
    const work = { kind: 'propose-split', documentId: documentIds[0] ?? '', itemId } as const
    await mailroom.jobQueue.enqueue(mailroom.machine, { ...work, priority: 1, inputHash: 'again' }, SIGNAL)
    house.start(PLAN)
    await house.until(async () =>
      (await mailroom.jobQueue.ofItem(MIA, itemId, SIGNAL)).every((job) => job.state === 'done'),
    )
    const { state, stack } = await house.stackNow(itemId)
    expect(state).to.equal('qc')
    expect(stack.confirmed).to.equal(undefined)
  })

  it('waits where anything is in doubt, though the batch would let it go on', async function () {
    await house.openBatch({ dividesAlone: true })
    const [start_, ...others] = PLAN.boundaries
    const boundaries = [
      ...(start_ === undefined ? [] : [start_]),
      ...others.map((one) => ({ ...one, probability: 0.7 })),
    ]
    house.start({ ...PLAN, boundaries })
    const itemId = await house.handIn()
    await house.untilStack(itemId, 'qc')
    expect((await house.stackNow(itemId)).stack.confirmed).to.equal(undefined)
  })

  it('is no mail: nobody routes it, and it is voided with a reason until it is confirmed', async function () {
    house.start(PLAN)
    const itemId = await house.handIn()
    await house.untilStack(itemId, 'qc')
    const route = createRouteItem(mailroom)(MIA, { itemId, target: { orgUnitId: 'social' } }, SIGNAL)
    await expectFailure(route, 'state-conflict')
    await house.confirm(itemId)
    await expectFailure(createVoidItem(mailroom)(MIA, { itemId, reason: 'x' }, SIGNAL), 'state-conflict')
    await house.untilStack(itemId, 'split')
  })

  it('is voided though it is confirmed, when the machine has given the division up', async function () {
    house.start(PLAN, () => Promise.reject(new MailroomError('document-damaged', 'Pages cannot be copied.')))
    const itemId = await house.handIn()
    await house.untilStack(itemId, 'qc')
    await house.confirm(itemId)
    await house.until(async () => (await house.stackNow(itemId)).processing.state === 'needs-attention')
    const voided = await createVoidItem(mailroom)(MIA, { itemId, reason: 'wird neu gescannt' }, SIGNAL)
    expect(voided.item.state).to.equal('voided')
    const [again] = await createReceiveScans(mailroom)(
      MIA,
      { batchId: house.batch.id, files: [upload('stapel')] },
      SIGNAL,
    )
    expect(again?.known).to.equal(false)
  })

  it('closes with a reason only, where pages or files are missing', async function () {
    house.start(PLAN)
    const itemId = await house.handIn()
    const close = (reason?: string) =>
      createCloseBatch(mailroom)(
        MIA,
        { batchId: house.batch.id, ...(reason === undefined ? {} : { reason }) },
        SIGNAL,
      )
    await expectFailure(close(), 'state-conflict')
    const file = upload('stapel.pdf;12\nzweiter.pdf;3\n')
    await createSetProtocol(mailroom)(MIA, { batchId: house.batch.id, file }, SIGNAL)
    await house.untilStack(itemId, 'qc')
    await house.confirm(itemId)
    await house.untilStack(itemId, 'split')
    const { ledger, reconciliation } = await account()
    expect(reconciliation.map(({ state }) => state)).to.deep.equal(['correct', 'missing-file'])
    expect(ledger.differences.map(({ kind }) => kind)).to.deep.equal(['protocol'])
    await expectFailure(close(), 'state-conflict')
    const closed = await close('Der zweite Stapel wird morgen gescannt.')
    expect(closed.state).to.equal('closed')
    expect(closed.closing?.ledger.differences).to.have.length(1)
    await expectFailure(house.handIn('zu spät'), 'state-conflict')
    const events = await mailroom.auditLog.history(MIA, 'batch', house.batch.id, SIGNAL)
    expect(events.map(({ action }) => action)).to.include.members(['batch.opened', 'batch.closed'])
  })
})
