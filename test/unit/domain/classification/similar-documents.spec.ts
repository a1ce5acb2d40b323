import { expect } from 'chai'
import type { SimilarExample } from '../../../../src/domain/classification/prediction.ts'
import { similarDocuments } from '../../../../src/domain/classification/similar-documents.ts'

describe('similarDocuments', function () {
  const example = (documentId: string, similarity: number): SimilarExample => ({
    documentId,
    label: 'a',
    similarity,
  })
  it('joins what several tasks found, the most alike first', function () {
    const found = [example('a', 0.5), example('b', 0.4), example('a', 0.7), example('c', 0.61)]
    expect(similarDocuments('x', found)).to.deep.equal([
      { documentId: 'a', similarity: 0.7 },
      { documentId: 'c', similarity: 0.61 },
      { documentId: 'b', similarity: 0.4 },
    ])
  })
  it('leaves out the document itself and what has little in common', function () {
    expect(similarDocuments('x', [example('x', 1), example('a', 0.1)])).to.deep.equal([])
  })
})
