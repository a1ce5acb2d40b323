import { expect } from 'chai'
import {
  createConfirmItem,
  type ConfirmItem,
  type ConfirmItemInput,
} from '../../../../src/usecases/classification/confirm-item.ts'
import { createPatchItem, type PatchItem } from '../../../../src/usecases/classification/patch-item.ts'
import { createReceiveItem } from '../../../../src/usecases/intake/receive-item.ts'
import { expectFailure } from '../support/expect-failure.ts'
import { aLetter, PROPOSALS } from '../support/letters.ts'
import { openMailroom, person, SIGNAL, upload, type Mailroom } from '../support/mailroom.ts'

const MIA = person('mia')
let mailroom: Mailroom

async function lessons(): Promise<string[]> {
  const lines = await mailroom.trainingJournal.readSince(mailroom.machine, 0, 100, SIGNAL)
  return lines.map(
    ({ task, label, retracted }) => `${task} ${label}${retracted === true ? ' retracted' : ''}`,
  )
}

function confirming(itemId: string, fields: Partial<ConfirmItemInput> = {}): ConfirmItemInput {
  return { itemId, index: {}, acceptProposals: true, ...fields }
}

describe('ConfirmItem', function () {
  let confirmItem: ConfirmItem

  beforeEach(async function () {
    mailroom = await openMailroom()
    confirmItem = createConfirmItem(mailroom)
  })

  it('takes what is given and the best proposals for the rest', async function () {
    const { item } = await aLetter(mailroom)
    const input = confirming(item.id, { index: { documentType: 'mahnung', letterDate: '2026-02-27' } })
    const after = await confirmItem(MIA, input, SIGNAL)
    const index = Object.entries(after.documents[0]?.index ?? {}).map(([field, entry]) => [
      field,
      entry.value,
    ])
    expect(Object.fromEntries(index)).to.deep.equal({
      documentType: 'mahnung',
      letterDate: '2026-02-27',
      sender: 'Pflegedienst Beispiel',
      subject: 'Rechnung März',
      fileNumbers: ['50.10-2026/000001'],
    })
    expect(after.item).to.include({
      subject: 'Rechnung März',
      sender: 'Pflegedienst Beispiel',
      state: 'indexing',
    })
    expect(after.item.confirmedAt).to.be.a('string')
  })

  it('takes nothing but what is given when asked to', async function () {
    const { item } = await aLetter(mailroom)
    const input = confirming(item.id, { index: { subject: 'Eigenes' }, acceptProposals: false })
    const after = await confirmItem(MIA, input, SIGNAL)
    expect(Object.keys(after.documents[0]?.index ?? {})).to.deep.equal(['subject'])
  })

  it('keeps old and new values in the history', async function () {
    const { item } = await aLetter(mailroom)
    await confirmItem(MIA, confirming(item.id), SIGNAL)
    await confirmItem(MIA, confirming(item.id, { index: { documentType: 'mahnung' } }), SIGNAL)
    const event = (await mailroom.auditLog.history(MIA, 'incoming-item', item.id, SIGNAL)).at(-1)
    expect(event?.changes['index.documentType']).to.deep.equal({ before: 'rechnung', after: 'mahnung' })
  })

  it('teaches the type once, its correction, and the unit when it routes', async function () {
    const { item } = await aLetter(mailroom)
    await confirmItem(MIA, confirming(item.id), SIGNAL)
    await confirmItem(MIA, confirming(item.id), SIGNAL)
    await confirmItem(MIA, confirming(item.id, { index: { documentType: 'mahnung' } }), SIGNAL)
    const routed = await confirmItem(MIA, confirming(item.id, { target: { orgUnitId: 'social' } }), SIGNAL)
    expect(await lessons()).to.deep.equal(['documentType rechnung', 'documentType mahnung', 'orgUnit social'])
    expect([routed.item.state, routed.item.target?.orgUnitId]).to.deep.equal(['routed', 'social'])
  })

  it('keeps the sender in the address book, once for each confirmation of another letter', async function () {
    const [first, second] = [await aLetter(mailroom), await aLetter(mailroom)]
    await confirmItem(MIA, confirming(first.item.id), SIGNAL)
    await confirmItem(MIA, confirming(first.item.id), SIGNAL)
    await confirmItem(MIA, confirming(second.item.id), SIGNAL)
    expect(await mailroom.addressBook.senders(mailroom.machine, 10, SIGNAL)).to.deep.equal([
      { name: 'Pflegedienst Beispiel', confirmations: 2 },
    ])
  })

  it('keeps what tells the sender again with whoever is confirmed at last', async function () {
    const proposals = { ...PROPOSALS, senderMarks: ['site:pflege.example'] }
    const { item } = await aLetter(mailroom, { document: { proposals } })
    const known = async () => mailroom.addressBook.senders(mailroom.machine, 10, SIGNAL)
    for (const sender of ['Pflegedienst Beispiel', 'PFLEGEDIENST Beispiel', 'Pflegedienst Muster']) {
      await confirmItem(MIA, confirming(item.id, { index: { sender } }), SIGNAL)
      const [only] = await known()
      expect(only).to.deep.equal({ name: sender, marks: ['site:pflege.example'], confirmations: 1 })
    }
  })

  it('has no sender in the address book that was corrected or taken away', async function () {
    const { item } = await aLetter(mailroom)
    const known = async () =>
      (await mailroom.addressBook.senders(mailroom.machine, 10, SIGNAL)).map(({ name }) => name)
    await confirmItem(MIA, confirming(item.id), SIGNAL)
    await confirmItem(MIA, confirming(item.id, { index: { sender: 'Pflegedienst Muster' } }), SIGNAL)
    expect(await known()).to.deep.equal(['Pflegedienst Muster'])
    await confirmItem(MIA, confirming(item.id, { index: { sender: null } }), SIGNAL)
    expect(await known()).to.deep.equal([])
  })

  it('takes a lesson back when the type is taken away', async function () {
    const { item } = await aLetter(mailroom)
    await confirmItem(MIA, confirming(item.id), SIGNAL)
    await confirmItem(MIA, confirming(item.id, { index: { documentType: null } }), SIGNAL)
    expect((await lessons()).at(-1)).to.equal('documentType rechnung retracted')
  })

  it('keeps the subject and the sender that stood in the intake', async function () {
    const files = [upload('one'), upload('two')]
    const mail = { files, channel: 'letter', subject: 'Von Hand', sender: 'Erika Muster' } as const
    const received = await createReceiveItem(mailroom)(MIA, mail, SIGNAL)
    const [leading, second] = received.documents
    if (leading === undefined || second === undefined) throw new Error('the documents are missing')
    expect(leading.index.subject).to.deep.equal({
      value: 'Von Hand',
      confirmedAt: received.item.capturedAt,
      confirmedBy: { kind: 'user', id: 'mia', displayName: 'mia' },
    })
    expect(second.index).to.deep.equal({})
    await mailroom.documents.save(mailroom.machine, { ...leading, proposals: PROPOSALS }, SIGNAL)
    const { item, documents } = await confirmItem(MIA, confirming(received.item.id), SIGNAL)
    expect([item.subject, item.sender]).to.deep.equal(['Von Hand', 'Erika Muster'])
    expect(documents[0]?.index.subject?.value).to.equal('Von Hand')
    expect(documents[0]?.index.documentType?.value).to.equal('rechnung')
  })

  it('keeps what a person has changed or taken away before', async function () {
    const { item } = await aLetter(mailroom)
    const patch = { itemId: item.id, expectedVersion: item.version, subject: 'X', sender: null }
    await createPatchItem(mailroom)(MIA, patch, SIGNAL)
    const after = await confirmItem(MIA, confirming(item.id), SIGNAL)
    expect(after.item.subject).to.equal('X')
    expect(after.item).not.to.have.property('sender')
    expect(after.documents[0]?.index.sender?.value).to.equal(null)
  })

  it('teaches nothing of a document that was not read', async function () {
    const { item } = await aLetter(mailroom, { text: '' })
    const unread = { ...mailroom, documents: { ...mailroom.documents, pages: async () => [] } }
    await createConfirmItem(unread)(MIA, confirming(item.id), SIGNAL)
    expect(await lessons()).to.deep.equal([])
  })

  it('does not take a proposed type that was retired since', async function () {
    const type = await mailroom.documentTypes.find(mailroom.machine, 'rechnung', SIGNAL)
    if (type === undefined) throw new Error('the type is missing')
    await mailroom.documentTypes.save(mailroom.machine, { ...type, retired: true }, SIGNAL)
    const { item } = await aLetter(mailroom)
    const after = await confirmItem(MIA, confirming(item.id), SIGNAL)
    expect(after.documents[0]?.index.documentType?.value).to.equal('mahnung')
  })

  for (const documentType of ['fernschreiben', 'unbekannt', '__proto__']) {
    it(`refuses the type "${documentType}"`, async function () {
      const { item } = await aLetter(mailroom)
      await expectFailure(
        confirmItem(MIA, confirming(item.id, { index: { documentType } }), SIGNAL),
        'validation-failed',
      )
    })
  }

  it('changes nothing when the target is refused', async function () {
    const { item } = await aLetter(mailroom)
    const input = confirming(item.id, { target: { orgUnitId: 'nowhere' } })
    await expectFailure(confirmItem(MIA, input, SIGNAL), 'validation-failed')
    expect(await mailroom.incomingItems.find(MIA, item.id, SIGNAL)).to.have.property('version', item.version)
    expect(await lessons()).to.deep.equal([])
  })

  it('confirms the item with its leading document only', async function () {
    const { item } = await aLetter(mailroom, { files: 2 })
    const second = await confirmItem(MIA, confirming(item.id, { documentId: item.documentIds[1] }), SIGNAL)
    expect(second.item).not.to.have.property('confirmedAt')
    expect(second.documents[1]?.index).to.have.property('sender')
    const first = await confirmItem(MIA, confirming(item.id), SIGNAL)
    expect(first.item).to.have.property('confirmedAt')
  })

  it('refuses a document of another item', async function () {
    const { item } = await aLetter(mailroom)
    const other = await aLetter(mailroom)
    const input = confirming(item.id, { documentId: other.item.documentIds[0] })
    await expectFailure(confirmItem(MIA, input, SIGNAL), 'not-found')
  })

  it('may send the item to a case file that the machine has proposed, though the mailroom cannot read it', async function () {
    const caseFile = [{ value: 'file', weight: 0.9, reasons: [] }]
    const { item, documents } = await aLetter(mailroom)
    const [document] = documents
    if (document === undefined) throw new Error('the document is missing')
    const proposals = { ...document.proposals, fields: { ...document.proposals.fields, caseFile } }
    await mailroom.documents.save(mailroom.machine, { ...document, proposals }, SIGNAL)
    await mailroom.caseFiles.insert(
      mailroom.machine,
      {
        id: 'file',
        tenantId: 'tenant',
        fileNumber: '50.10-2026/000001',
        subject: 's',
        filingPlanEntryId: 'plan',
        leadUnitId: 'social',
        state: 'open',
        createdAt: '2026-03-01T00:00:00.000Z',
        createdBy: { userId: 'u', displayName: 'U' },
        documentCount: 0,
        readKeys: ['unit:social'],
        version: 1,
      },
      SIGNAL,
    )
    const target = { orgUnitId: 'social', caseFileId: 'file' }
    const after = await confirmItem(MIA, confirming(item.id, { target }), SIGNAL)
    expect(after.item.target).to.deep.equal(target)
    const fileAlone = confirming(item.id, { target: { caseFileId: 'file' } })
    expect((await confirmItem(MIA, fileAlone, SIGNAL)).item.target).to.deep.equal(target)
    await expectFailure(confirmItem(MIA, confirming(item.id, { target: {} }), SIGNAL), 'validation-failed')
    const wrongUnit = confirming(item.id, { target: { orgUnitId: 'tax', caseFileId: 'file' } })
    await expectFailure(confirmItem(MIA, wrongUnit, SIGNAL), 'validation-failed')
  })
})

describe('PatchItem', function () {
  let patchItem: PatchItem

  beforeEach(async function () {
    mailroom = await openMailroom()
    patchItem = createPatchItem(mailroom)
  })

  it('sets and takes away what a person enters', async function () {
    const { item } = await aLetter(mailroom, { item: { note: 'alt' } })
    const input = { itemId: item.id, expectedVersion: item.version, note: null, index: { subject: 'Neu' } }
    const after = await patchItem(MIA, input, SIGNAL)
    expect(after.item).not.to.have.property('note')
    expect(after.item.subject).to.equal('Neu')
    expect(after.item).not.to.have.property('confirmedAt')
  })

  it('enters subject and sender for the leading document, whichever is addressed', async function () {
    const { item } = await aLetter(mailroom, { files: 2 })
    const documentId = item.documentIds[1]
    const input = { itemId: item.id, expectedVersion: item.version, documentId, subject: 'Neu' }
    const after = await patchItem(MIA, { ...input, index: { subject: 'Anlage' } }, SIGNAL)
    expect(after.item.subject).to.equal('Neu')
    expect(after.documents.map(({ index }) => index.subject?.value)).to.deep.equal(['Neu', 'Anlage'])
  })

  it('lets one of two with the same version win', async function () {
    const { item } = await aLetter(mailroom)
    const outcomes = await Promise.allSettled(
      ['eins', 'zwei'].map((note) =>
        patchItem(MIA, { itemId: item.id, expectedVersion: item.version, note }, SIGNAL),
      ),
    )
    expect(outcomes.map(({ status }) => status).sort()).to.deep.equal(['fulfilled', 'rejected'])
  })

  it('refuses an old version', async function () {
    const { item } = await aLetter(mailroom)
    const input = { itemId: item.id, expectedVersion: item.version - 1, note: 'x' }
    await expectFailure(patchItem(MIA, input, SIGNAL), 'version-mismatch')
  })

  it('refuses a withdrawn item', async function () {
    const { item } = await aLetter(mailroom, { state: 'voided' })
    const input = { itemId: item.id, expectedVersion: item.version, note: 'x' }
    await expectFailure(patchItem(MIA, input, SIGNAL), 'state-conflict')
  })
})
