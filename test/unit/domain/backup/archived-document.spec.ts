import { expect } from 'chai'
import { objectsInLine } from '../../../../src/domain/backup/archived-document.ts'

function object(key: string): object {
  return { key, mediaType: 'x/y', sha256: `hash of ${key}`, sizeBytes: { $numberInt: '5' } }
}

describe('objectsInLine', function () {
  it('finds every object that a document names, so that none is left out of a backup', function () {
    const line = JSON.stringify({
      _id: 'd',
      original: object('original'),
      converted: object('converted'),
      viewCopy: object('view'),
      eInvoice: { object: object('e-invoice') },
      pageImages: [{ page: 1, object: object('page 1') }],
    })
    expect(objectsInLine(line).map(({ key, sizeBytes }) => [key, sizeBytes])).to.deep.equal([
      ['original', 5],
      ['converted', 5],
      ['view', 5],
      ['e-invoice', 5],
      ['page 1', 5],
    ])
  })

  it('takes a document without renditions, and an e-invoice that was refused', function () {
    const line = JSON.stringify({
      _id: 'd',
      original: object('original'),
      eInvoice: { refusal: 'xml-forbidden' },
    })
    expect(objectsInLine(line)).to.have.length(1)
  })
})
