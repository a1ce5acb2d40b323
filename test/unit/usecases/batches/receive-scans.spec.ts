import { expect } from 'chai'
import type { Batch } from '../../../../src/domain/batches/batch.ts'
import { createCreateBatch, type CreateBatchInput } from '../../../../src/usecases/batches/create-batch.ts'
import { createReceiveScans } from '../../../../src/usecases/batches/receive-scans.ts'
import { createShowBatch } from '../../../../src/usecases/batches/show-batch.ts'
import { createVoidItem } from '../../../../src/usecases/intake/void-item.ts'
import { expectFailure } from '../support/expect-failure.ts'
import { openMailroom, person, SIGNAL, upload, type Mailroom } from '../support/mailroom.ts'

const MIA = person('mia')
const SCANNER = person('scan')
const SETTINGS: CreateBatchInput = {
  operator: 'M. Meier',
  protectionClass: 'normal',
  channel: 'letter',
  dividesAlone: false,
  byContent: true,
}

describe('a scan that is handed in', function () {
  let mailroom: Mailroom
  let batch: Batch

  beforeEach(async function () {
    mailroom = await openMailroom()
    batch = (await createCreateBatch(mailroom)(MIA, SETTINGS, SIGNAL)).batch
  })

  it('is taken in once, and told as known the next time, until it is voided', async function () {
    const receive = createReceiveScans(mailroom)
    const hand = () => receive(MIA, { batchId: batch.id, files: [upload('a'), upload('b')] }, SIGNAL)
    const first = await hand()
    const again = await hand()
    expect(first.map(({ known }) => known)).to.deep.equal([false, false])
    expect(again.map(({ known }) => known)).to.deep.equal([true, true])
    expect(again.map(({ item }) => item.id)).to.deep.equal(first.map(({ item }) => item.id))
    expect(first.map(({ item }) => item.receiptNumber)).to.deep.equal([
      'ST-2026-000001/1',
      'ST-2026-000001/2',
    ])
    const reason = 'schief eingezogen'
    await createVoidItem(mailroom)(MIA, { itemId: first[0]?.item.id ?? '', reason }, SIGNAL)
    const [fresh] = await receive(MIA, { batchId: batch.id, files: [upload('a')] }, SIGNAL)
    expect(fresh?.known).to.equal(false)
  })

  it('is taken in once of two callers who hand it in at the same time', async function () {
    const receive = createReceiveScans(mailroom)
    const hand = () => receive(MIA, { batchId: batch.id, files: [upload('a')] }, SIGNAL)
    const both = (await Promise.all([hand(), hand()])).flat()
    expect(both.map(({ known }) => known)).to.have.members([false, true])
    expect(both[0]?.item.id).to.equal(both[1]?.item.id)
    expect(await mailroom.incomingItems.scansOf(MIA, batch.id, SIGNAL)).to.have.length(1)
  })

  it('answers a request that is made again with the same key, and refuses another one with it', async function () {
    const receive = createReceiveScans(mailroom)
    const idempotency = { key: 'k', requestHash: 'one' }
    const input = { batchId: batch.id, files: [upload('a')], idempotency }
    const [first] = await receive(MIA, input, SIGNAL)
    const [again] = await receive(MIA, input, SIGNAL)
    expect(again?.item.id).to.equal(first?.item.id)
    const other = { ...input, idempotency: { key: 'k', requestHash: 'two' } }
    await expectFailure(receive(MIA, other, SIGNAL), 'idempotency-key-reused')
  })

  it('lets scanner accounts fill their own batches only, and read none', async function () {
    const receive = createReceiveScans(mailroom)
    const input = { files: [upload('a')] }
    await expectFailure(receive(SCANNER, { ...input, batchId: batch.id }, SIGNAL), 'not-found')
    const own = (await createCreateBatch(mailroom)(SCANNER, SETTINGS, SIGNAL)).batch
    expect(await receive(SCANNER, { ...input, batchId: own.id }, SIGNAL)).to.have.length(1)
    await expectFailure(createShowBatch(mailroom)(SCANNER, own.id, SIGNAL), 'forbidden')
  })

  it('is read by who reads its batch, whoever hands it in: letters of others lie in it', async function () {
    const clerk = { ...SCANNER, roles: [...SCANNER.roles, 'clerk' as const], orgUnitIds: ['social'] }
    const own = (await createCreateBatch(mailroom)(clerk, SETTINGS, SIGNAL)).batch
    const [scan] = await createReceiveScans(mailroom)(
      clerk,
      { batchId: own.id, files: [upload('a')] },
      SIGNAL,
    )
    expect(scan?.item.readKeys).to.deep.equal(own.readKeys)
    expect(scan?.document.readKeys).to.deep.equal(own.readKeys)
  })
})
