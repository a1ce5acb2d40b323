import { expect } from 'chai'
import type { DocumentProcessing } from '../../../../src/domain/intake/document.ts'
import { processingOf } from '../../../../src/domain/intake/processing.ts'

type State = DocumentProcessing['state']

const document = (
  state: State,
  pagesDone = 0,
  pageCount = 2,
): Parameters<typeof processingOf>[0][number] => ({
  pageCount,
  processing: {
    state,
    stage: `stage of ${state}`,
    pagesDone,
    ...(state === 'needs-attention' ? { reason: 'document-damaged' } : {}),
  },
})

describe('processingOf', function () {
  const cases: readonly { documents: readonly State[]; state: State }[] = [
    { documents: ['queued'], state: 'queued' },
    { documents: ['queued', 'queued'], state: 'queued' },
    { documents: ['done', 'queued'], state: 'running' },
    { documents: ['running', 'queued'], state: 'running' },
    { documents: ['done', 'running'], state: 'running' },
    { documents: ['done', 'done'], state: 'done' },
    { documents: ['done', 'needs-attention', 'running'], state: 'needs-attention' },
    { documents: [], state: 'done' },
  ]
  for (const { documents, state } of cases) {
    it(`is ${state} for documents that are ${documents.join(', ') || 'none'}`, function () {
      expect(processingOf(documents.map((one) => document(one))).state).to.equal(state)
    })
  }

  it('names the stage and reason of the document that needs a person', function () {
    const { stage, reason } = processingOf([document('done', 2), document('needs-attention')])
    expect({ stage, reason }).to.deep.equal({ stage: 'stage of needs-attention', reason: 'document-damaged' })
  })

  it('adds up pages', function () {
    const { pagesDone, pagesTotal } = processingOf([document('done', 2, 2), document('running', 1, 5)])
    expect({ pagesDone, pagesTotal }).to.deep.equal({ pagesDone: 3, pagesTotal: 7 })
  })
})
