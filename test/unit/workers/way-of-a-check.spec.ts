import { expect } from 'chai'
import type { Actor } from '../../../src/domain/access/actor.ts'
import { MailroomError } from '../../../src/domain/errors.ts'
import type { ProtectionClass } from '../../../src/domain/batches/protection-class.ts'
import { alteredFields } from '../../../src/domain/integrity/recorded-values.ts'
import { drawnOf } from '../../../src/domain/quality/sample.ts'
import type { ScanCheck } from '../../../src/domain/quality/scan-check.ts'
import type { SplitProposal } from '../../../src/domain/stacks/split-plan.ts'
import type { StackItem } from '../../../src/domain/stacks/stack-moves.ts'
import { createShowBatch } from '../../../src/usecases/batches/show-batch.ts'
import { createConfirmItem } from '../../../src/usecases/classification/confirm-item.ts'
import { createFileItem } from '../../../src/usecases/filing/file-item.ts'
import { createVoidItem } from '../../../src/usecases/intake/void-item.ts'
import type { TransferNote } from '../../../src/domain/quality/transfer-note.ts'
import type { EmbedRequest } from '../../../src/ports/file-embedder.ts'
import { createMakeArchiveCopy } from '../../../src/usecases/quality/archive-copy.ts'
import { createListChecks } from '../../../src/usecases/quality/list-checks.ts'
import { createOpenCheckPage } from '../../../src/usecases/quality/open-check-page.ts'
import { createRecordResult } from '../../../src/usecases/quality/record-result.ts'
import { createRescan } from '../../../src/usecases/quality/rescan.ts'
import { createRestorePages } from '../../../src/usecases/quality/restore-pages.ts'
import { createPatchScanningRules } from '../../../src/usecases/quality/scanning-rules.ts'
import { createShowTransferNote } from '../../../src/usecases/quality/transfer-note.ts'
import { createShowCheck } from '../../../src/usecases/quality/show-check.ts'
import { missingRecords } from '../../../src/usecases/shared/missing-records.ts'
import type { FakeReader } from '../pipeline/fake-reader.ts'
import { expectFailure } from '../usecases/support/expect-failure.ts'
import { person, SIGNAL, upload, type Mailroom } from '../usecases/support/mailroom.ts'
import { MIA, StackHouse } from './stack-house.ts'

const MAX = person('max')
const MARA = person('mara')
const CLARA = person('clara')
const TEXTS = Array.from({ length: 6 }, (_, index) => `Antrag auf Hilfe zur Pflege Seite ${index + 1}`)

/** Six pages, three letters; the second one has an empty side in it. */
const PLAN: SplitProposal = {
  pages: TEXTS.map((_, index) => ({
    page: index + 1,
    role: index === 3 ? 'blank' : 'page',
    turn: 0,
    certainty: 1,
  })),
  boundaries: [1, 3, 6].map((before) => ({ before, probability: 1, cause: 'sheet', reasons: [] })),
  stops: [],
  covers: [],
}

describe('the way of a check', function () {
  let house: StackHouse
  let mailroom: Mailroom
  let reader: FakeReader

  beforeEach(async function () {
    house = await StackHouse.open(TEXTS)
    house.start(PLAN)
    const { mailroom: opened, reader: started } = house
    mailroom = opened
    reader = started
  })

  afterEach(async function () {
    await house.close()
  })

  /** Mia scans and divides. */
  async function divided(protectionClass: ProtectionClass): Promise<StackItem> {
    await house.openBatch({ operator: 'mia', protectionClass })
    const itemId = await house.handIn()
    await house.untilStack(itemId, 'qc')
    await house.confirm(itemId)
    await house.untilStack(itemId, 'split')
    await house.until(async () => (await house.letters()).every(({ state }) => state === 'indexing'))
    return house.stackNow(itemId)
  }

  async function checkOfLetter(place: number): Promise<ScanCheck> {
    const letter = (await house.letters())[place]
    const check = await mailroom.scanChecks.ofItem(mailroom.machine, letter?.id ?? '', SIGNAL)
    if (check === undefined) throw new Error('There is no check.')
    return check
  }

  function record(actor: Actor, check: ScanCheck, isFaulty = false) {
    const faults = isFaulty ? [{ kind: 'blank-lost', pages: [4] } as const] : []
    const verdict = isFaulty ? 'faulty' : 'in-order'
    const input = { checkId: check.id, expectedVersion: check.version, verdict, faults } as const
    return createRecordResult(mailroom)(actor, input, SIGNAL)
  }

  const showCheck = (checkId: string) => createShowCheck(mailroom)(MAX, checkId, SIGNAL)

  it('begins with a draw that can be repeated, of one letter in ten at least', async function () {
    const stack = await divided('normal')
    const draw = stack.stack.draw
    if (draw === undefined) throw new Error('Nothing was drawn.')
    const numbers = (await house.letters()).map(({ receiptNumber }) => receiptNumber)
    expect(draw).to.include({ protectionClass: 'normal', percent: 10 })
    expect(draw.population).to.deep.equal(numbers)
    expect(draw.drawn).to.have.length(1)
    const sha256 = (text: string): string => mailroom.digest.sha256(text)
    expect(drawnOf(numbers, { ...draw, sha256 })).to.deep.equal(draw.drawn)
    const { checks } = await createListChecks(mailroom)(MAX, {}, SIGNAL)
    expect(checks.map(({ receiptNumber }) => receiptNumber)).to.deep.equal(draw.drawn)
    expect(checks[0]).to.include({ cause: 'sample', state: 'open' })
  })

  it('draws by the share that the tenant has chosen', async function () {
    const patch = { expectedVersion: 0, samplePercent: 0, procedureVersion: '2.1' }
    await createPatchScanningRules(mailroom)(person('ada'), patch, SIGNAL)
    const { stack } = await divided('normal')
    expect(stack.draw).to.deep.include({ percent: 0, drawn: [], procedureVersion: '2.1' })
    await expectFailure(createPatchScanningRules(mailroom)(person('ada'), patch, SIGNAL), 'version-mismatch')
  })

  it('is for every letter of a higher class, and for two persons of the highest', async function () {
    await divided('very-high')
    const { checks, counts } = await createListChecks(mailroom)(MAX, { protectionClass: 'very-high' }, SIGNAL)
    expect(checks).to.have.length(3)
    expect(counts.find((one) => one.protectionClass === 'very-high' && one.state === 'open')?.count).to.equal(
      3,
    )
    const check = await checkOfLetter(0)
    await expectFailure(record(MIA, check), 'forbidden')
    const first = await record(MAX, check)
    expect(first.check.state).to.equal('second')
    expect(first.mayCheck).to.equal(false)
    await expectFailure(record(MAX, first.check), 'forbidden')
    const second = await record(MARA, first.check)
    expect(second.check.state).to.equal('passed')
    const [letter] = await house.letters()
    const document = await mailroom.documents.find(MAX, letter?.documentIds[0] ?? '', SIGNAL)
    expect(second.check.results.map(({ sha256 }) => sha256)).to.deep.equal([
      document?.original.sha256,
      document?.original.sha256,
    ])
  })

  it('takes one of two who check at the same moment, though both would be needed', async function () {
    await divided('very-high')
    const check = await checkOfLetter(0)
    const ends = await Promise.allSettled([record(MAX, check), record(MARA, check)])
    expect(ends.map(({ status }) => status).sort()).to.deep.equal(['fulfilled', 'rejected'])
    expect((await checkOfLetter(0)).results).to.have.length(1)
  })

  it('is no work for a token, whoever owns it', async function () {
    await divided('high')
    const token: Actor = { ...MAX, kind: 'token', scopes: ['read', 'write', 'intake'] }
    await expectFailure(record(token, await checkOfLetter(0)), 'forbidden')
    await expectFailure(createListChecks(mailroom)(token, {}, SIGNAL), 'forbidden')
  })

  it('shows the pages of the letter and those beside it, and no other', async function () {
    await divided('high')
    const check = await checkOfLetter(1)
    const { pages } = await showCheck(check.id)
    expect(pages.map(({ page, role }) => `${page} ${role}`)).to.deep.equal(['3 page', '4 blank', '5 page'])
    const open = createOpenCheckPage({ ...mailroom, reader })
    const opened = await open(MAX, { checkId: check.id, pageNumber: 4, widthPx: 300 }, SIGNAL)
    expect(opened.object.mediaType).to.equal('image/webp')
    await expectFailure(open(MAX, { checkId: check.id, pageNumber: 1, widthPx: 300 }, SIGNAL), 'not-found')
    await expectFailure(open(CLARA, { checkId: check.id, pageNumber: 4, widthPx: 300 }, SIGNAL), 'forbidden')
  })

  async function restored(check: ScanCheck, pages = [4]) {
    const restore = createRestorePages({ ...mailroom, reader, scratch: reader.scratch })
    const input = { checkId: check.id, expectedVersion: check.version, pages, reason: 'nicht leer' }
    return restore(MIA, input, SIGNAL)
  }

  it('brings a page back that was taken for empty, keeps both versions and the account of pages', async function () {
    await divided('high')
    const failed = (await record(MAX, await checkOfLetter(1), true)).check
    expect(failed.state).to.equal('failed')
    await expectFailure(restored(failed, [3]), 'validation-failed')
    const { check } = await restored(failed)
    expect(check).to.include({ state: 'open', round: 2 })
    await house.until(async () => (await showCheck(check.id)).document.processing.state === 'done')
    expect((await showCheck(check.id)).pages.map(({ page }) => page)).to.deep.equal([1, 2, 3])
    const letter = (await house.letters())[1]
    const [lead, old] = await mailroom.documents.findMany(MAX, letter?.documentIds ?? [], SIGNAL)
    expect(lead).to.deep.include({ id: check.documentId, pageCount: 3 })
    expect(lead?.supersedes).to.include({ documentId: old?.id, way: 'restored-pages', reason: 'nicht leer' })
    expect(old?.superseded).to.include({ documentId: lead?.id, way: 'restored-pages' })
    const { ledger } = await createShowBatch(mailroom)(MIA, house.batch.id, SIGNAL)
    expect(ledger).to.deep.include({ images: 6, blanks: 0, stored: 6, differences: [] })
    // Who restored is an operator now.
    await expectFailure(record(MIA, check), 'forbidden')
    expect((await record(MARA, check)).check.state).to.equal('passed')
    await expectFailure(restored((await showCheck(check.id)).check), 'state-conflict')
  })

  it('widens to every letter of the batch when one of the sample has a fault, also of scans that are divided later', async function () {
    await divided('normal')
    const { checks } = await createListChecks(mailroom)(MAX, {}, SIGNAL)
    const [drawn] = checks
    if (drawn === undefined) return expect.fail('nothing was drawn')
    const faults = [{ kind: 'cropped', pages: [] }] as const
    const input = { checkId: drawn.id, expectedVersion: drawn.version, verdict: 'faulty', faults } as const
    await createRecordResult(mailroom)(MAX, input, SIGNAL)
    const all = (await createListChecks(mailroom)(MAX, {}, SIGNAL)).checks
    expect(all.map(({ cause }) => cause).sort()).to.deep.equal(['sample', 'widened', 'widened'])
    expect(all.every(({ protectionClass }) => protectionClass === 'normal')).to.equal(true)
    const batch = await mailroom.batches.find(mailroom.machine, house.batch.id, SIGNAL)
    expect(batch?.widened).to.deep.include({
      receiptNumber: drawn.receiptNumber,
      by: { userId: 'max', displayName: 'max' },
    })
    const later = await house.handIn('noch ein stapel')
    await house.untilStack(later, 'qc')
    await house.confirm(later)
    await house.untilStack(later, 'split')
    const more = (await createListChecks(mailroom)(MAX, {}, SIGNAL)).checks.filter(
      ({ stackItemId }) => stackItemId === later,
    )
    expect(more.map(({ cause }) => cause).sort()).to.deep.equal(['sample', 'widened', 'widened'])
    // The sample itself stays what was drawn, and a second fault widens nothing.
    const second = more.find(({ cause }) => cause === 'sample')
    if (second === undefined) return expect.fail('nothing was drawn')
    const again = { ...input, checkId: second.id, expectedVersion: second.version }
    await createRecordResult(mailroom)(MAX, again, SIGNAL)
    const history = await mailroom.auditLog.history(mailroom.machine, 'batch', house.batch.id, SIGNAL)
    const widened = history.filter(({ action }) => action === 'batch.sample-widened')
    expect(widened.map(({ changes }) => changes['letters']?.after)).to.deep.equal([
      all
        .filter(({ cause }) => cause === 'widened')
        .map(({ receiptNumber }) => receiptNumber)
        .sort(),
    ])
    const letterId = all.find(({ cause }) => cause === 'widened')?.itemId ?? ''
    const { note } = await createShowTransferNote(mailroom)(MAX, letterId, SIGNAL)
    expect(note.qc).to.include({ mode: 'all-pages', state: 'open', samplePercent: 10 })
  })

  it('takes a new scan of the paper, reads it for itself, and is proof of both', async function () {
    await divided('high')
    const check = await checkOfLetter(0)
    // Page 4 is not shown with the first letter.
    await expectFailure(record(MAX, check, true), 'validation-failed')
    const input = { checkId: check.id, expectedVersion: check.version, reason: 'abgeschnitten' }
    const rescan = createRescan(mailroom)
    const files = [upload('noch einmal')]
    const again = await rescan(MARA, { ...input, files }, SIGNAL)
    await expectFailure(rescan(MARA, { ...input, files }, SIGNAL), 'version-mismatch')
    await house.until(async () => (await showCheck(check.id)).document.processing.state === 'done')
    const [letter] = await house.letters()
    const documents = await mailroom.documents.findMany(MAX, letter?.documentIds ?? [], SIGNAL)
    expect(documents.map(({ superseded }) => superseded?.reason)).to.deep.equal([undefined, 'abgeschnitten'])
    // Not what the first scan said: all six pages of the fake reader.
    expect(documents[0]?.pageCount).to.equal(6)
    await expectFailure(record(MARA, again.check), 'forbidden')
    if (letter === undefined) throw new Error('There is no letter.')
    const history = await mailroom.auditLog.history(mailroom.machine, 'incoming-item', letter.id, SIGNAL)
    for (const document of documents) {
      expect(alteredFields(document, letter, history), document.id).to.deep.equal([])
      expect(alteredFields({ ...document, capturedAt: 'x' }, letter, history)).to.include('capturedAt')
    }
    expect(await missingRecords(mailroom, mailroom.machine, history, SIGNAL)).to.deep.equal([])
  })

  it('is opened or raised by the type that a person confirms, and must be done before the letter is filed', async function () {
    const type = await mailroom.documentTypes.find(mailroom.machine, 'mahnung', SIGNAL)
    if (type === undefined) throw new Error('There is no such type.')
    await mailroom.documentTypes.save(mailroom.machine, { ...type, protectionClass: 'very-high' }, SIGNAL)
    await divided('high')
    const letter = (await house.letters())[0]
    const itemId = letter?.id ?? ''
    const passed = (await record(MAX, await checkOfLetter(0))).check
    expect(passed.state).to.equal('passed')
    const index = { documentType: 'mahnung', subject: 's' }
    const target = { orgUnitId: 'social' }
    await createConfirmItem(mailroom)(MIA, { itemId, index, target, acceptProposals: false }, SIGNAL)
    const raised = await checkOfLetter(0)
    expect(raised).to.include({ protectionClass: 'very-high', state: 'second' })
    const newCaseFile = { subject: 'Akte', filingPlanEntryId: 'plan' }
    const file = () => createFileItem(mailroom)(CLARA, { itemId, newCaseFile }, SIGNAL)
    await expectFailure(file(), 'state-conflict')
    await record(MARA, raised)
    expect((await file()).item.state).to.equal('filed')
  })

  it('keeps to what people have done with letters while the last one was still being cut out', async function () {
    await house.stop()
    let isOut = true
    house.start(PLAN, async ({ pages }) => {
      if (isOut && pages.length === 1) throw new MailroomError('dependency-unavailable', 'away')
    })
    const type = await mailroom.documentTypes.find(mailroom.machine, 'mahnung', SIGNAL)
    if (type === undefined) throw new Error('There is no such type.')
    await mailroom.documentTypes.save(mailroom.machine, { ...type, protectionClass: 'very-high' }, SIGNAL)
    await house.openBatch({ operator: 'mia', protectionClass: 'high' })
    const stackId = await house.handIn()
    await house.untilStack(stackId, 'qc')
    await house.confirm(stackId)
    await house.until(async () => {
      const cutOut = await house.letters()
      return cutOut.length === 2 && cutOut.every(({ state }) => state === 'indexing')
    })
    const [first, second] = (await house.letters()).map(({ id }) => id)
    const index = { documentType: 'mahnung', subject: 's' }
    const confirmation = { itemId: first ?? '', index, acceptProposals: false }
    await createConfirmItem(mailroom)(MIA, confirmation, SIGNAL)
    await createVoidItem(mailroom)(MIA, { itemId: second ?? '', reason: 'doppelt' }, SIGNAL)
    isOut = false
    await house.untilStack(stackId, 'split')
    expect(await checkOfLetter(0)).to.include({ state: 'open', protectionClass: 'very-high' })
    expect((await checkOfLetter(1)).state).to.equal('ended')
    expect(await checkOfLetter(2)).to.include({ state: 'open', protectionClass: 'high' })
  })

  it('stands in the transfer note, with both versions and the scan, for whoever reads the letter', async function () {
    await divided('high')
    const failed = (await record(MAX, await checkOfLetter(1), true)).check
    const { check } = await restored(failed)
    await house.until(async () => (await showCheck(check.id)).document.processing.state === 'done')
    await record(MARA, (await showCheck(check.id)).check)
    const letter = (await house.letters())[1]
    const show = createShowTransferNote(mailroom)
    const { note, sha256 } = await show(MAX, letter?.id ?? '', SIGNAL)
    expect(note).to.deep.include({
      pages: [3, 4, 5],
      pagesScanned: 6,
      blankRemoved: 0,
      seal: null,
    })
    // The batch is open: nobody can say yet that nothing was found.
    expect(note.anomalies.join()).to.include('noch nicht abgeschlossen')
    expect(note.creator).to.deep.include({
      operator: 'mia',
      handedInBy: { userId: 'mia', displayName: 'mia' },
    })
    expect(note.qc).to.include({ mode: 'all-pages', state: 'passed', samplePercent: 100 })
    expect(note.qc.results.map(({ verdict, by }) => `${by.userId} ${verdict}`)).to.deep.equal([
      'max faulty',
      'mara in-order',
    ])
    expect(note.files.map(({ role, pages }) => `${role} ${pages}`)).to.deep.equal([
      'superseded 2',
      'letter 3',
      'scan 6',
    ])
    // Each result names the file that was looked at.
    expect(note.qc.results.map((result) => result.sha256)).to.deep.equal(
      note.files.slice(0, 2).map((file) => file.sha256),
    )
    expect(sha256).to.equal(mailroom.digest.sha256(JSON.stringify(note)))
    await expectInside(letter?.id ?? '', note.files[1]?.sha256 ?? '', sha256)
    await expectFailure(show(CLARA, letter?.id ?? '', SIGNAL), 'not-found')
  })

  /** The note goes into the copy of the letter as it was shown, and names the file that it is about. */
  async function expectInside(itemId: string, original: string, sha256: string): Promise<void> {
    const asked: EmbedRequest[] = []
    const make = createMakeArchiveCopy({
      ...mailroom,
      scratch: reader.scratch,
      reportPages: { pagesOf: async ({ note }) => Buffer.from(note) },
      fileEmbedder: {
        async embedFiles(_source, request) {
          asked.push(request)
          return { sizeBytes: 1, sha256: 'ab', claim: 'PDF/A-3b', faults: [] }
        },
      },
    })
    await using made = await make(MAX, itemId, SIGNAL)
    expect(made.filename).to.match(/^\S+ mit Transfervermerk\.pdf$/)
    await expectFailure(make(CLARA, itemId, SIGNAL), 'not-found')
    const [request] = asked
    if (request === undefined) return expect.fail('nothing was asked for')
    expect(request).to.include({ isArchivable: true })
    const [json = '', page = ''] = request.files.map(({ bytes }) => Buffer.from(bytes).toString())
    expect(request.files.map(({ filename, relationship }) => `${filename} ${relationship}`)).to.deep.equal([
      'transfervermerk.json Data',
      'transfervermerk.pdf Supplement',
    ])
    expect(mailroom.digest.sha256(json)).to.equal(sha256)
    expect(page).to.include(sha256).and.to.include('Nicht gesiegelt')
    const note = JSON.parse(json) as TransferNote
    expect(note.files.find(({ role }) => role === 'letter')?.sha256).to.equal(original)
    // Of the second person's look: the last thing that the note tells of.
    const told = request.files.map(({ modifiedAt }) => modifiedAt)
    expect(told).to.deep.equal([note.qc.results[1]?.at, note.qc.results[1]?.at])
  }

  it('ends when the letter is voided', async function () {
    await divided('high')
    const letter = (await house.letters())[2]
    await createVoidItem(mailroom)(MIA, { itemId: letter?.id ?? '', reason: 'doppelt' }, SIGNAL)
    expect((await checkOfLetter(2)).state).to.equal('ended')
  })
})
