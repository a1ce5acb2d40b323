import { expect } from 'chai'
import { NO_PROPOSALS, type Proposals } from '../../../../src/domain/extraction/proposal.ts'
import type { StoredDocument } from '../../../../src/domain/intake/document.ts'
import { afterStep, atWork, itemAfter, parked } from '../../../../src/domain/intake/machine-result.ts'
import { anItem } from './items.ts'

const PROPOSALS: Proposals = {
  fields: {
    subject: [{ value: 'Anhörung', weight: 0.7, reasons: [] }],
    sender: [{ value: 'Polizei', weight: 0.7, reasons: [] }],
  },
  abstained: {},
}

function aDocument(id: string, proposals: Proposals = NO_PROPOSALS): StoredDocument {
  return {
    id,
    tenantId: 'tenant',
    itemId: 'item',
    filename: 'a.pdf',
    original: { key: 'k', mediaType: 'application/pdf', sizeBytes: 1, sha256: '0' },
    pageImages: [],
    pageCount: 2,
    languages: [],
    proposals,
    index: {},
    processing: { state: 'queued', stage: 'recognise', pagesDone: 0 },
    capturedAt: '2026-03-02T08:00:00.000Z',
    readKeys: ['mailroom'],
    version: 1,
  }
}

const understood = (id: string): StoredDocument => afterStep(aDocument(id), 'compose-view-copy')
const two = anItem({ state: 'capturing', documentIds: ['one', 'two'] })

describe('itemAfter', function () {
  it('moves the item on when every document is understood', function () {
    expect(itemAfter(two, [understood('one'), understood('two')]).state).to.equal('indexing')
  })

  it('waits for the last document', function () {
    expect(itemAfter(two, [understood('one'), atWork(aDocument('two'), 'recognise')]).state).to.equal(
      'capturing',
    )
    expect(itemAfter(two, [understood('one'), afterStep(aDocument('two'), 'understand')]).state).to.equal(
      'capturing',
    )
  })

  it('lets people go on with a document that the machine cannot read', function () {
    const broken = parked(aDocument('two'), 'recognise', 'document-damaged')
    const item = itemAfter(two, [understood('one'), broken])
    expect([item.state, item.processing.reason]).to.deep.equal(['indexing', 'document-damaged'])
  })

  it('leaves the state to people once they were faster', function () {
    const routed = anItem({ state: 'routed', documentIds: ['one'] })
    expect(itemAfter(routed, [understood('one')]).state).to.equal('routed')
  })

  it('fills subject and sender from the leading document', function () {
    const { subject, sender } = itemAfter(two, [aDocument('one', PROPOSALS), aDocument('two')])
    expect({ subject, sender }).to.deep.equal({ subject: 'Anhörung', sender: 'Polizei' })
    expect(itemAfter(two, [aDocument('one'), aDocument('two', PROPOSALS)])).not.to.have.property('subject')
  })

  it('never replaces what a person has entered', function () {
    const { subject } = itemAfter({ ...two, subject: 'Von Hand' }, [
      aDocument('one', PROPOSALS),
      aDocument('two'),
    ])
    expect(subject).to.equal('Von Hand')
  })

  it('leaves empty what a person has taken away', function () {
    const confirmedBy = { kind: 'user', id: 'mia', displayName: 'Mia' } as const
    const cleared = { value: null, confirmedAt: '2026-03-02T09:00:00.000Z', confirmedBy }
    const leading = { ...aDocument('one', PROPOSALS), index: { subject: cleared } }
    const item = itemAfter(two, [leading, aDocument('two')])
    expect(item).not.to.have.property('subject')
    expect(item.sender).to.equal('Polizei')
  })

  it('is the item itself when there is nothing to change', function () {
    const documents = [understood('one'), understood('two')]
    const item = itemAfter(two, documents)
    expect(itemAfter(item, documents)).to.equal(item)
  })
})

describe('afterStep', function () {
  it('counts all pages as done, and is done after the last step', function () {
    expect(afterStep(aDocument('one'), undefined).processing).to.deep.equal({
      state: 'done',
      stage: 'done',
      pagesDone: 2,
    })
  })
})
