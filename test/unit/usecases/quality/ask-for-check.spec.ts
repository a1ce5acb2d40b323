import { expect } from 'chai'
import type { StoredDocument } from '../../../../src/domain/intake/document.ts'
import type { IncomingItem } from '../../../../src/domain/intake/incoming-item.ts'
import { checkableDocuments } from '../../../../src/domain/quality/checkable-documents.ts'
import type { ScanCheck } from '../../../../src/domain/quality/scan-check.ts'
import { createFileItem } from '../../../../src/usecases/filing/file-item.ts'
import { createItemHistory } from '../../../../src/usecases/intake/item-history.ts'
import { createVoidItem } from '../../../../src/usecases/intake/void-item.ts'
import { createAskForCheck } from '../../../../src/usecases/quality/ask-for-check.ts'
import { createListChecks } from '../../../../src/usecases/quality/list-checks.ts'
import { createRecordResult } from '../../../../src/usecases/quality/record-result.ts'
import { createRescan } from '../../../../src/usecases/quality/rescan.ts'
import { createShowCheck } from '../../../../src/usecases/quality/show-check.ts'
import { batchOf, checkOf, documentOf, itemOf } from '../../../contract/records.ts'
import { expectFailure } from '../support/expect-failure.ts'
import { openMailroom, person, SIGNAL, TENANT, upload, type Mailroom } from '../support/mailroom.ts'

const MIA = person('mia')
const MAX = person('max')
const MARA = person('mara')
const CLARA = person('clara')
const OCR = { engine: 'tesseract', meanConfidence: 0.9, source: 'ocr' } as const

describe('asking for a check', function () {
  let mailroom: Mailroom

  beforeEach(async function () {
    mailroom = await openMailroom()
  })

  /** Mia has taken in one letter of two documents, a mail beside its scan unless said otherwise. */
  async function letterOf(
    changed: Partial<IncomingItem> = {},
    documents = [documentOf(TENANT.id, { original: mailOriginal() }), scan()],
  ): Promise<IncomingItem> {
    const item = itemOf(TENANT.id, {
      channel: 'email',
      state: 'indexing',
      documentIds: documents.map(({ id }) => id),
      createdBy: { userId: 'mia', displayName: 'mia' },
      ...changed,
    })
    for (const document of documents)
      await mailroom.documents.insert(
        mailroom.machine,
        { ...document, itemId: item.id, readKeys: item.readKeys },
        SIGNAL,
      )
    await mailroom.incomingItems.insert(mailroom.machine, item, SIGNAL)
    return item
  }

  function scan(changed: Partial<StoredDocument> = {}): StoredDocument {
    return documentOf(TENANT.id, { pageCount: 2, ocr: OCR, ...changed })
  }

  function mailOriginal() {
    return { ...documentOf(TENANT.id).original, mediaType: 'message/rfc822' }
  }

  function ask(actor: typeof MIA, item: IncomingItem, place = 1, reason = 'Rückseite fehlt?') {
    const documentId = item.documentIds[place]
    return createAskForCheck(mailroom)(actor, { itemId: item.id, documentId, reason }, SIGNAL)
  }

  async function queued(): Promise<readonly ScanCheck[]> {
    return (await createListChecks(mailroom)(MARA, {}, SIGNAL)).checks
  }

  async function onlyCheck(): Promise<ScanCheck> {
    const [check, second] = await queued()
    if (check === undefined || second !== undefined) return expect.fail('There is not just one check.')
    return check
  }

  function record(actor: typeof MIA, { id, version }: ScanCheck, isFaulty = false) {
    const faults = isFaulty ? [{ kind: 'missing-page', pages: [2] } as const] : []
    const verdict = isFaulty ? 'faulty' : 'in-order'
    const input = { checkId: id, expectedVersion: version, verdict, faults, remark: 'b' } as const
    return createRecordResult(mailroom)(actor, input, SIGNAL)
  }

  it('puts a letter of no batch into the queue, for others than who asked and who handed it in', async function () {
    const item = await letterOf()
    await ask(MAX, item)
    const check = await onlyCheck()
    expect(check).to.deep.include({
      itemId: item.id,
      cause: 'requested',
      state: 'open',
      protectionClass: 'normal',
    })
    expect(check).to.not.have.any.keys('batchId', 'stackItemId', 'stackNumber')
    const shown = await createShowCheck(mailroom)(MARA, check.id, SIGNAL)
    expect(shown.pages.map(({ page }) => page)).to.deep.equal([1, 2])
    expect([shown.letter.id, shown.document.id]).to.deep.equal([item.documentIds[1], item.documentIds[1]])
    for (const actor of [MAX, MIA]) await expectFailure(record(actor, check), 'forbidden')
    expect((await record(MARA, check)).check.state).to.equal('passed')
    expect(await queued()).to.deep.equal([])
  })

  it('tells of it and of what came of it in the history of the letter', async function () {
    const item = await letterOf()
    await ask(MAX, item)
    await record(MARA, await onlyCheck(), true)
    const events = await createItemHistory(mailroom)(MAX, item.id, SIGNAL)
    expect(events.map(({ action, reason, actor }) => [action, reason, actor.userId])).to.deep.equal([
      ['item.check-requested', 'Rückseite fehlt?', 'max'],
      ['item.check-failed', 'b', 'mara'],
    ])
  })

  it('is for those who may read the letter, and by no token', async function () {
    const item = await letterOf()
    await expectFailure(ask(CLARA, item), 'not-found')
    const token = { ...MAX, kind: 'token', scopes: ['read', 'write', 'intake'] } as const
    await expectFailure(ask(token, item), 'forbidden')
    await expectFailure(ask(person('ada'), item), 'forbidden')
    expect(await queued()).to.deep.equal([])
  })

  it('is refused where no page is a scan, of a document of another letter, and of a letter that was voided', async function () {
    const item = await letterOf()
    const other = await letterOf()
    await expectFailure(ask(MAX, item, 0), 'state-conflict')
    const foreign = { itemId: item.id, documentId: other.documentIds[1], reason: 'r' }
    await expectFailure(createAskForCheck(mailroom)(MAX, foreign, SIGNAL), 'not-found')
    await createVoidItem(mailroom)(MIA, { itemId: item.id, reason: 'doppelt' }, SIGNAL)
    await expectFailure(ask(MAX, item), 'state-conflict')
    expect(await queued()).to.deep.equal([])
  })

  it('asks once in a round, and begins the next one after it was done', async function () {
    const item = await letterOf()
    await ask(MAX, item)
    await expectFailure(ask(MAX, item), 'state-conflict')
    await record(MARA, await onlyCheck())
    await ask(MARA, item)
    const check = await onlyCheck()
    expect(check).to.deep.include({ round: 2, state: 'open' })
    await expectFailure(record(MARA, check), 'forbidden')
    expect((await record(MAX, check)).check.state).to.equal('passed')
  })

  it('gets as many eyes as the document types ask for, and holds the filing up until then', async function () {
    const type = await mailroom.documentTypes.find(mailroom.machine, 'mahnung', SIGNAL)
    if (type === undefined) return expect.fail('There is no such type.')
    await mailroom.documentTypes.save(mailroom.machine, { ...type, protectionClass: 'very-high' }, SIGNAL)
    const confirmedBy = { kind: 'user', id: 'mia', displayName: 'mia' } as const
    const index = { documentType: { value: 'mahnung', confirmedAt: '2026-03-02T09:00:00.000Z', confirmedBy } }
    const state = {
      state: 'accepted',
      confirmedAt: '2026-03-02T09:00:00.000Z',
      target: { orgUnitId: 'social' },
    } as const
    const item = await letterOf({ ...state, readKeys: ['mailroom', 'unit:social'] }, [scan({ index })])
    await ask(CLARA, item, 0)
    const check = await onlyCheck()
    expect(check.protectionClass).to.equal('very-high')
    const newCaseFile = { subject: 'Akte', filingPlanEntryId: 'plan' }
    const file = () => createFileItem(mailroom)(CLARA, { itemId: item.id, newCaseFile }, SIGNAL)
    await expectFailure(file(), 'state-conflict')
    const { check: second } = await record(MARA, check)
    expect(second.state).to.equal('second')
    expect((await record(MAX, second)).check.state).to.equal('passed')
    expect((await file()).item.state).to.equal('filed')
  })

  it('replaces the document that was looked at, where it stands', async function () {
    const item = await letterOf()
    await ask(MAX, item)
    const { check } = await record(MARA, await onlyCheck(), true)
    const input = { checkId: check.id, expectedVersion: check.version, files: [upload('neu')], reason: 'r' }
    const again = await createRescan(mailroom)(MIA, input, SIGNAL)
    const after = await mailroom.incomingItems.find(mailroom.machine, item.id, SIGNAL)
    expect(after?.documentIds).to.deep.equal([
      item.documentIds[0],
      again.check.documentId,
      item.documentIds[1],
    ])
    expect(again.letter.id).to.equal(again.check.documentId)
    expect(again.letter.supersedes?.documentId).to.equal(item.documentIds[1])
  })

  describe('of a letter that was cut out of a scan', function () {
    let item: IncomingItem

    beforeEach(async function () {
      const batch = batchOf(TENANT.id)
      await mailroom.batches.insert(mailroom.machine, batch, SIGNAL)
      const [whole, letter] = [scan({ pageCount: 3 }), scan({ pageCount: 1 })]
      const part = { segment: 2, receiptNumber: 'MZ-2026-000007', pages: [3] }
      const stackId = 'stack-7'
      const pages = [1, 2, 3].map((page) => ({ page, role: 'page', turn: 0, certainty: 1 }) as const)
      const origin = {
        stackItemId: stackId,
        stackDocumentId: whole.id,
        stackNumber: 'ST-2026-000001/1',
        pages: [{ page: 3, turn: 0 }] as const,
      }
      item = await letterOf(
        { batchId: batch.id, origin, channel: 'letter', receiptNumber: part.receiptNumber },
        [letter],
      )
      const parts = [{ ...part, itemId: item.id }]
      const plan = { pages, boundaries: [], stops: [], covers: [] }
      await letterOf(
        { id: stackId, state: 'split', batchId: batch.id, stack: { sha256: 'ab'.repeat(32), plan, parts } },
        [whole],
      )
    })

    it('shows its pages of the scan, though it was not drawn', async function () {
      await ask(MAX, item, 0)
      const check = await onlyCheck()
      expect(check).to.deep.include({ cause: 'requested', stackItemId: 'stack-7', batchId: item.batchId })
      expect(check.pages.map(({ page }) => page)).to.deep.equal([3])
      await expectFailure(record(MIA, check), 'forbidden')
      expect((await record(MARA, check)).check.state).to.equal('passed')
    })

    it('opens one again that had been passed', async function () {
      const pages = [{ page: 3, turn: 0, role: 'page' }] as const
      const known = checkOf(TENANT.id, { itemId: item.id, state: 'passed', documentId: 'whole', pages })
      await mailroom.scanChecks.insert(mailroom.machine, known, SIGNAL)
      await ask(MAX, item, 0)
      const check = await mailroom.scanChecks.ofItem(mailroom.machine, item.id, SIGNAL)
      expect(check).to.deep.include({ state: 'open', round: 2, documentId: 'whole', cause: 'sample', pages })
    })
  })
})

describe('documents that can be checked', function () {
  const item = itemOf(TENANT.id, { channel: 'upload_link', state: 'indexing' })
  const ofType = (mediaType: string, source?: 'ocr' | 'mixed' | 'text-layer'): StoredDocument => {
    const document = documentOf(TENANT.id, {
      pageCount: 1,
      ...(source === undefined ? {} : { ocr: { ...OCR, source } }),
    })
    return { ...document, original: { ...document.original, mediaType } }
  }
  const cases: readonly (readonly [string, StoredDocument, boolean, Partial<IncomingItem>?])[] = [
    ['a photo', ofType('image/jpeg'), true],
    ['a PDF of pictures', ofType('application/pdf', 'ocr'), true],
    ['a PDF of pictures and text', ofType('application/pdf', 'mixed'), true],
    ['a PDF of text', ofType('application/pdf', 'text-layer'), false],
    [
      'a PDF with text that came on paper',
      ofType('application/pdf', 'text-layer'),
      true,
      { channel: 'letter' },
    ],
    [
      'an office file that came on paper',
      ofType('application/rtf', 'text-layer'),
      false,
      { channel: 'letter' },
    ],
    ['a photo of a letter in quarantine', ofType('image/jpeg'), false, { state: 'quarantined' }],
    ['a photo that is not read yet', { ...ofType('image/jpeg'), pageCount: 0 }, false],
  ]
  for (const [name, document, isCheckable, changed] of cases) {
    it(`${isCheckable ? 'are' : 'are not'} those like ${name}`, function () {
      const found = checkableDocuments({ ...item, ...changed }, [document])
      expect(found).to.deep.equal(isCheckable ? [document] : [])
    })
  }
})
