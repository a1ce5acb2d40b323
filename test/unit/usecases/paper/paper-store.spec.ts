import { expect } from 'chai'
import type { Batch } from '../../../../src/domain/batches/batch.ts'
import type { IncomingItem } from '../../../../src/domain/intake/incoming-item.ts'
import { destroyableFrom } from '../../../../src/domain/paper/paper-box.ts'
import type { ScanCheck } from '../../../../src/domain/quality/scan-check.ts'
import type { ReportView } from '../../../../src/domain/report-view.ts'
import { createOpenBox, createPutBatch, createShowBox } from '../../../../src/usecases/paper/boxes.ts'
import {
  createApprovePaperDestruction,
  createCancelPaperDestruction,
  createPrintPaperProtocol,
  createRequestPaperDestruction,
} from '../../../../src/usecases/paper/destroy-paper.ts'
import {
  createHoldPaper,
  createPutPaperBack,
  createReleasePaper,
  createTakeOutPaper,
} from '../../../../src/usecases/paper/keep-paper.ts'
import { createMisdirectItem } from '../../../../src/usecases/intake/misdirect-item.ts'
import { createPatchScanningRules } from '../../../../src/usecases/quality/scanning-rules.ts'
import { batchOf, caseFileOf, checkOf, documentOf, itemOf } from '../../../contract/records.ts'
import { expectFailure } from '../support/expect-failure.ts'
import { openMailroom, person, SIGNAL, TENANT, type Mailroom } from '../support/mailroom.ts'

const MIA = person('mia')
const MAX = person('max')
const STAMP = {
  confirmedAt: '2026-01-02T08:00:00.000Z',
  confirmedBy: { kind: 'user', id: 'u', displayName: 'u' },
} as const
const LEDGER = {
  scans: 1,
  images: 3,
  blanks: 0,
  separators: 0,
  removed: 0,
  letters: 2,
  stored: 3,
  differences: [],
}

describe('the paper store', function () {
  let mailroom: Mailroom
  let batch: Batch
  let boxId: string

  /** A batch that was closed long ago: a scan that is drawn, two letters with a confirmed type. */
  beforeEach(async function () {
    mailroom = await openMailroom()
    const by = { userId: 'mia', displayName: 'mia' }
    batch = batchOf(TENANT.id, {
      number: 'ST-2025-000001',
      state: 'balanced',
      closing: { at: '2025-06-02T16:00:00.000Z', by, ledger: LEDGER },
    })
    await mailroom.batches.insert(mailroom.machine, batch, SIGNAL)
    const draw = {
      at: '2025-06-02T10:00:00.000Z',
      protectionClass: 'normal',
      percent: 10,
      seed: 'a',
      population: ['MU-1', 'MU-2'],
      drawn: ['MU-1'],
    } as const
    const stack = { sha256: 'ab'.repeat(32), parts: [], draw }
    const scan = itemOf(TENANT.id, {
      receiptNumber: 'ST-2025-000001/1',
      state: 'split',
      batchId: batch.id,
      documentIds: [],
      stack,
    })
    await mailroom.incomingItems.insert(mailroom.machine, scan, SIGNAL)
    await letter('MU-1', 2, scan.id)
    await letter('MU-2', 1, scan.id)
    boxId = (await createOpenBox(mailroom)(MIA, { place: 'Keller' }, SIGNAL)).id
    await createPutBatch(mailroom)(MIA, { boxId, batchNumber: batch.number }, SIGNAL)
  })

  async function letter(receiptNumber: string, pages: number, stackItemId: string): Promise<void> {
    const origin = {
      stackItemId,
      stackDocumentId: 'd',
      stackNumber: 'ST-2025-000001/1',
      pages: Array.from({ length: pages }, (_, index) => ({ page: index + 1, turn: 0 }) as const),
    }
    const document = documentOf(TENANT.id, { index: { documentType: { value: 'rechnung', ...STAMP } } })
    const item = itemOf(TENANT.id, {
      receiptNumber,
      state: 'routed',
      batchId: batch.id,
      origin,
      documentIds: [document.id],
      confirmedAt: STAMP.confirmedAt,
    })
    await mailroom.documents.insert(mailroom.machine, { ...document, itemId: item.id }, SIGNAL)
    await mailroom.incomingItems.insert(mailroom.machine, item, SIGNAL)
  }

  const show = () => createShowBox(mailroom)(MIA, boxId, SIGNAL)
  const request = () => createRequestPaperDestruction(mailroom)(MIA, boxId, SIGNAL)
  const approve = (actor = MAX) =>
    createApprovePaperDestruction(mailroom)(actor, { boxId, manner: 'P-4' }, SIGNAL)
  const blockers = async () => (await show()).blockers

  async function itemNamed(receiptNumber: string): Promise<IncomingItem> {
    const { items } = await mailroom.incomingItems.list(
      mailroom.machine,
      { receiptNumber },
      { limit: 1 },
      SIGNAL,
    )
    const [item] = items
    if (item === undefined) throw new Error('There is no such letter.')
    return item
  }

  async function changeItem(receiptNumber: string, changed: Partial<IncomingItem>): Promise<void> {
    const item = { ...(await itemNamed(receiptNumber)), ...changed }
    await mailroom.incomingItems.save(mailroom.machine, item, SIGNAL)
  }

  async function check(changed: Partial<ScanCheck>): Promise<ScanCheck> {
    const item = await itemNamed('MU-1')
    const own = { id: 'check', itemId: item.id, receiptNumber: 'MU-1', batchId: batch.id }
    const record = checkOf(TENANT.id, { ...own, ...changed })
    await mailroom.scanChecks.insert(mailroom.machine, record, SIGNAL)
    return record
  }

  it('counts weeks from the day on which the batch was closed', function () {
    const weeks = { normal: 6, high: 26, 'very-high': 52 }
    expect(destroyableFrom('2026-01-01', 'normal', weeks)).to.equal('2026-02-12')
    expect(destroyableFrom('2026-03-28', 'high', weeks)).to.equal('2026-09-26')
  })

  it('takes each batch once, also of two who put it away at the same time', async function () {
    const put = createPutBatch(mailroom)
    await expectFailure(put(MIA, { boxId, batchNumber: batch.number }, SIGNAL), 'state-conflict')
    await expectFailure(put(MIA, { boxId, batchNumber: 'ST-1' }, SIGNAL), 'not-found')
    const other = batchOf(TENANT.id, { number: 'ST-2025-000002' })
    await mailroom.batches.insert(mailroom.machine, other, SIGNAL)
    const second = (await createOpenBox(mailroom)(MIA, { place: 'Dach' }, SIGNAL)).id
    const ends = await Promise.allSettled([
      put(MIA, { boxId, batchNumber: other.number }, SIGNAL),
      put(MAX, { boxId: second, batchNumber: other.number }, SIGNAL),
    ])
    expect(ends.map(({ status }) => status).sort()).to.deep.equal(['fulfilled', 'rejected'])
  })

  it('destroys by two persons, and says so in a protocol without what was taken out', async function () {
    expect(await show()).to.deep.include({ destroyAfter: '2025-07-14', blockers: [], letters: 2, pages: 3 })
    const take = createTakeOutPaper(mailroom)
    await take(MIA, { boxId, receiptNumber: 'MU-2', reason: 'keep', remark: 'Urkunde' }, SIGNAL)
    await expectFailure(approve(), 'state-conflict')
    await request()
    await expectFailure(approve(MIA), 'forbidden')
    const { box } = await approve()
    expect(box.destruction).to.deep.include({ letters: 1, pages: 2, manner: 'P-4' })
    await expectFailure(request(), 'state-conflict')
    await expectFailure(take(MIA, { boxId, receiptNumber: 'MU-1', reason: 'keep' }, SIGNAL), 'state-conflict')
    await changeItem('MU-1', { state: 'misdirectedOut' })
    expect(await show()).to.deep.include({ letters: 1, pages: 2, blockers: [], kept: [] })
    let view: ReportView | undefined
    const reportPages = {
      async pagesOf(printed: ReportView) {
        view = printed
        return new Uint8Array()
      },
    }
    await createPrintPaperProtocol({ ...mailroom, reportPages })(MIA, boxId, SIGNAL)
    expect(view?.title).to.equal('Vernichtungsprotokoll Kiste 1')
    expect(JSON.stringify(view)).to.include('Urkunde').and.include('1 Schreiben, 2 gescannte Seiten')
  })

  it('keeps paper with an open check, also one that comes between the two persons', async function () {
    await request()
    const record = await check({ state: 'failed' })
    await expectFailure(approve(), 'state-conflict')
    expect((await show()).kept.map(({ receiptNumber }) => receiptNumber)).to.deep.equal(['MU-1'])
    await createCancelPaperDestruction(mailroom)(MIA, { boxId, reason: 'Mangel' }, SIGNAL)
    await mailroom.scanChecks.save(mailroom.machine, { ...record, state: 'passed' }, SIGNAL)
    expect(await blockers()).to.deep.equal([])
  })

  it('keeps paper that somebody holds, on the box or on the case file', async function () {
    const hold = createHoldPaper(mailroom)
    const { box } = await hold(MIA, { boxId, owner: 'Rechtsamt', reason: 'Klage' }, SIGNAL)
    expect(await blockers()).to.deep.equal(['hold'])
    const holdId = box.holds[0]?.id ?? ''
    await createReleasePaper(mailroom)(MIA, { boxId, holdId, reason: 'erledigt' }, SIGNAL)
    const caseFile = {
      id: 'file',
      tenantId: TENANT.id,
      fileNumber: '50-1',
      subject: 's',
      filingPlanEntryId: 'plan',
      leadUnitId: 'social',
      state: 'open',
      documentCount: 1,
      openedAt: STAMP.confirmedAt,
      holds: [{ id: 'h', owner: 'o', reason: 'r', placedAt: STAMP.confirmedAt, placedBy: batch.createdBy }],
      readKeys: ['unit:social'],
      version: 1,
    } as const
    await mailroom.caseFiles.insert(mailroom.machine, caseFile as never, SIGNAL)
    const item = await itemNamed('MU-1')
    await mailroom.incomingItems.save(mailroom.machine, { ...item, caseFileId: 'file' }, SIGNAL)
    expect(await blockers()).to.deep.equal(['legal-hold'])
  })

  it('keeps the paper of types that ask for it, and of those whose class was raised above the check', async function () {
    const type = await mailroom.documentTypes.find(mailroom.machine, 'rechnung', SIGNAL)
    if (type === undefined) throw new Error('There is no such type.')
    const kept = await mailroom.documentTypes.save(mailroom.machine, { ...type, keepsPaper: true }, SIGNAL)
    expect(await blockers()).to.deep.equal(['keeps-paper'])
    const take = createTakeOutPaper(mailroom)
    for (const receiptNumber of ['MU-1', 'MU-2'])
      await take(MIA, { boxId, receiptNumber, reason: 'keep' }, SIGNAL)
    expect(await blockers()).to.deep.equal([])
    const itemId = (await itemNamed('MU-1')).id
    await createPutPaperBack(mailroom)(MIA, { boxId, itemId }, SIGNAL)
    expect(await blockers()).to.deep.equal(['keeps-paper'])
    const raised = { ...kept, keepsPaper: false, protectionClass: 'very-high' } as const
    await mailroom.documentTypes.save(mailroom.machine, raised, SIGNAL)
    expect(await blockers()).to.deep.equal(['not-checked'])
    await check({ state: 'passed', protectionClass: 'very-high' })
    // The highest class of the batch decides on the day: 26 weeks.
    expect(await show()).to.deep.include({ destroyAfter: '2025-12-01', blockers: [] })
  })

  it('keeps what is not indexed, not drawn, not closed or too young', async function () {
    const item = await itemNamed('MU-1')
    const { confirmedAt: _confirmed, ...open } = item
    await mailroom.incomingItems.save(mailroom.machine, open, SIGNAL)
    expect(await blockers()).to.deep.equal(['letter-open'])
    const [scan] = await mailroom.incomingItems.scansOf(mailroom.machine, batch.id, SIGNAL)
    if (scan?.stack === undefined) throw new Error('There is no scan.')
    const { draw: _draw, ...bare } = scan.stack
    await mailroom.incomingItems.save(mailroom.machine, { ...scan, stack: bare }, SIGNAL)
    const known = await mailroom.batches.find(mailroom.machine, batch.id, SIGNAL)
    if (known?.closing === undefined) throw new Error('There is no closed batch.')
    const at = mailroom.clock.now().toISOString()
    const young = await mailroom.batches.save(
      mailroom.machine,
      { ...known, closing: { ...known.closing, at } },
      SIGNAL,
    )
    expect(await blockers()).to.deep.equal(['too-early', 'not-drawn', 'letter-open'])
    const { closing: _closing, ...unclosed } = young
    await mailroom.batches.save(mailroom.machine, { ...unclosed, state: 'open' }, SIGNAL)
    expect(await blockers()).to.deep.equal(['batch-open', 'not-drawn', 'letter-open'])
    const empty = await createOpenBox(mailroom)(MIA, { place: 'Dach' }, SIGNAL)
    expect((await createShowBox(mailroom)(MIA, empty.id, SIGNAL)).blockers).to.deep.equal(['empty'])
  })

  it('counts no letter that was sent on: its paper is out of the house', async function () {
    await check({ state: 'failed' })
    await changeItem('MU-1', { state: 'indexing' })
    await createMisdirectItem(mailroom)(MIA, { itemId: (await itemNamed('MU-1')).id, reason: 'r' }, SIGNAL)
    expect(await show()).to.deep.include({ letters: 1, pages: 1, blockers: [] })
    const ended = await mailroom.scanChecks.find(mailroom.machine, 'check', SIGNAL)
    expect(ended?.state).to.equal('ended')
  })

  it('keeps the paper of a letter that is on its way to a file with a hold', async function () {
    const holds = [
      { id: 'h', owner: 'o', reason: 'r', placedAt: STAMP.confirmedAt, placedBy: batch.createdBy },
    ]
    const caseFile = caseFileOf(TENANT.id, { holds })
    await mailroom.caseFiles.insert(mailroom.machine, caseFile, SIGNAL)
    await changeItem('MU-1', { target: { orgUnitId: 'social', caseFileId: caseFile.id } })
    expect(await blockers()).to.deep.equal(['legal-hold'])
  })

  it('keeps a deed also when the records of its letter are destroyed', async function () {
    const disposal = { at: STAMP.confirmedAt, serial: 1, documentIds: [] }
    await changeItem('MU-1', { state: 'done', documentIds: [], disposal: { ...disposal, keepsPaper: true } })
    await changeItem('MU-2', { state: 'done', documentIds: [], disposal })
    const { kept, blockers: stay } = await show()
    expect(stay).to.deep.equal(['keeps-paper'])
    expect(kept.map(({ receiptNumber }) => receiptNumber)).to.deep.equal(['MU-1'])
  })

  it('keeps to the weeks that held when the scan was divided', async function () {
    const [scan] = await mailroom.incomingItems.scansOf(mailroom.machine, batch.id, SIGNAL)
    if (scan?.stack?.draw === undefined) throw new Error('Nothing was drawn.')
    const paperWeeks = { normal: 52, high: 52, 'very-high': 52 }
    const stack = { ...scan.stack, draw: { ...scan.stack.draw, paperWeeks } }
    await mailroom.incomingItems.save(mailroom.machine, { ...scan, stack }, SIGNAL)
    const patch = { expectedVersion: 0, paperWeeks: { normal: 1, high: 1, 'very-high': 1 } }
    await createPatchScanningRules(mailroom)(person('ada'), patch, SIGNAL)
    expect((await show()).destroyAfter).to.equal('2026-06-01')
  })
})
