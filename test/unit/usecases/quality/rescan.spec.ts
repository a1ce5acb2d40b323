import { expect } from 'chai'
import { denyKey, type Actor } from '../../../../src/domain/access/actor.ts'
import type { StoredDocument } from '../../../../src/domain/intake/document.ts'
import type { IncomingItem } from '../../../../src/domain/intake/incoming-item.ts'
import type { ScanCheck } from '../../../../src/domain/quality/scan-check.ts'
import { createSetItemLevel } from '../../../../src/usecases/access/set-item-level.ts'
import { createReleaseFromQuarantine } from '../../../../src/usecases/intake/release-from-quarantine.ts'
import { createRecordResult } from '../../../../src/usecases/quality/record-result.ts'
import { createRescan } from '../../../../src/usecases/quality/rescan.ts'
import { createShowCheck } from '../../../../src/usecases/quality/show-check.ts'
import { createShowTransferNote } from '../../../../src/usecases/quality/transfer-note.ts'
import { batchOf, checkOf, documentOf, itemOf } from '../../../contract/records.ts'
import { expectFailure } from '../support/expect-failure.ts'
import { openMailroom, person, SIGNAL, TENANT, upload, type Mailroom } from '../support/mailroom.ts'

const MIA = person('mia')
const MAX = person('max')
const MARA = person('mara')

describe('a letter that is scanned again', function () {
  let mailroom: Mailroom
  let itemId: string
  let first: StoredDocument

  /** One letter of a divided scan, whose check is open. Reading it has failed. */
  beforeEach(async function () {
    mailroom = await openMailroom()
    const { machine } = mailroom
    const batch = batchOf(TENANT.id)
    await mailroom.batches.insert(machine, batch, SIGNAL)
    const scanned = documentOf(TENANT.id, { pageCount: 1 })
    const stack = itemOf(TENANT.id, {
      state: 'split',
      batchId: batch.id,
      documentIds: [scanned.id],
      stack: { sha256: 'ab'.repeat(32), parts: [] },
    })
    await mailroom.documents.insert(machine, { ...scanned, itemId: stack.id }, SIGNAL)
    await mailroom.incomingItems.insert(machine, stack, SIGNAL)
    first = documentOf(TENANT.id, {
      processing: { state: 'needs-attention', stage: 'recognise', reason: 'unreadable', pagesDone: 0 },
    })
    const letter = itemOf(TENANT.id, {
      state: 'indexing',
      batchId: batch.id,
      documentIds: [first.id],
      origin: {
        stackItemId: stack.id,
        stackDocumentId: scanned.id,
        stackNumber: stack.receiptNumber,
        pages: [{ page: 1, turn: 0 }],
      },
    })
    itemId = letter.id
    first = await inserted({ ...first, itemId })
    await mailroom.incomingItems.insert(machine, letter, SIGNAL)
    const check = checkOf(TENANT.id, {
      id: 'check',
      itemId,
      batchId: batch.id,
      stackItemId: stack.id,
      documentId: scanned.id,
      pages: [{ page: 1, turn: 0, role: 'page' }],
      protectionClass: 'high',
    })
    await mailroom.scanChecks.insert(machine, check, SIGNAL)
  })

  async function inserted(document: StoredDocument): Promise<StoredDocument> {
    await mailroom.documents.insert(mailroom.machine, document, SIGNAL)
    return document
  }

  async function checkNow(): Promise<ScanCheck> {
    const check = await mailroom.scanChecks.find(mailroom.machine, 'check', SIGNAL)
    if (check === undefined) throw new Error('There is no check.')
    return check
  }

  async function itemNow(): Promise<IncomingItem> {
    const item = await mailroom.incomingItems.find(mailroom.machine, itemId, SIGNAL)
    if (item === undefined) throw new Error('There is no letter.')
    return item
  }

  async function rescanned(actor: Actor, text: string, ports: Parameters<typeof createRescan>[0] = mailroom) {
    const { version } = await checkNow()
    const input = { checkId: 'check', expectedVersion: version, files: [upload(text)], reason: text }
    return createRescan(ports)(actor, input, SIGNAL)
  }

  it('lists its versions in their order, however many there are', async function () {
    const second = await rescanned(MIA, 'zweiter')
    const third = await rescanned(MIA, 'dritter')
    const newest = [third, second].map(({ letter }) => letter.id)
    expect((await itemNow()).documentIds).to.deep.equal([...newest, first.id])
    const { note } = await createShowTransferNote(mailroom)(MIA, itemId, SIGNAL)
    const letters = note.files.filter(({ role }) => role !== 'scan')
    expect(letters.map(({ documentId }) => documentId)).to.deep.equal([first.id, ...newest.toReversed()])
    expect(note.versions.map(({ reason }) => reason)).to.deep.equal(['zweiter', 'dritter'])
  })

  it('is not held for unread because of a version that does not count any more', async function () {
    await rescanned(MIA, 'lesbar')
    expect((await itemNow()).processing).to.deep.include({ state: 'queued', pagesTotal: 0 })
  })

  it('goes into quarantine with a scan that no scanner has seen, where a person can let it out', async function () {
    const virusScanner = {
      version: () => Promise.resolve('scanner'),
      scan: async () => ({ kind: 'too-large' }) as const,
    }
    const { letter } = await rescanned(MIA, 'groß', { ...mailroom, virusScanner })
    expect(letter.virusScan?.state).to.equal('unscanned')
    expect((await itemNow()).state).to.equal('quarantined')
    const head: Actor = { ...MIA, roles: ['mailroom', 'head'] }
    const released = { itemId, ground: 'checked-elsewhere', reason: 'geprüft' } as const
    await createReleaseFromQuarantine(mailroom)(head, released, SIGNAL)
    expect((await itemNow()).state).to.equal('capturing')
  })

  it('is shown to those who may know of the letter, also when that is settled later', async function () {
    const show = (actor: Actor) => createShowCheck(mailroom)(actor, 'check', SIGNAL)
    await createSetItemLevel(mailroom)(MIA, { itemId, level: 'confidential', reason: 'Personal' }, SIGNAL)
    // The scan that it was cut out of is shown to the whole mailroom.
    expect((await show(MAX)).mayCheck).to.equal(true)
    await rescanned(MARA, 'noch einmal')
    await expectFailure(show(MAX), 'not-found')
    expect((await show(MARA)).check.round).to.equal(2)
  })

  it('is shut to those who come to be shut out after the new scan', async function () {
    const show = (actor: Actor) => createShowCheck(mailroom)(actor, 'check', SIGNAL)
    const { check } = await rescanned(MIA, 'noch einmal')
    expect((await show(MAX)).mayCheck).to.equal(true)
    const shut: Actor = { ...MAX, shutKeys: [denyKey('grant')] }
    await mailroom.incomingItems.save(
      mailroom.machine,
      { ...(await itemNow()), exceptions: [denyKey('grant')] },
      SIGNAL,
    )
    await expectFailure(show(shut), 'not-found')
    await createSetItemLevel(mailroom)(MIA, { itemId, level: 'confidential', reason: 'Personal' }, SIGNAL)
    await expectFailure(show(MAX), 'not-found')
    const result = {
      checkId: 'check',
      expectedVersion: check.version,
      verdict: 'in-order',
      faults: [],
    } as const
    await expectFailure(createRecordResult(mailroom)(MAX, result, SIGNAL), 'not-found')
    expect((await show(MARA)).mayCheck).to.equal(true)
  })
})
