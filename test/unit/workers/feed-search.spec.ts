import { setTimeout as sleep } from 'node:timers/promises'
import { expect } from 'chai'
import { MailroomError } from '../../../src/domain/errors.ts'
import type { Log } from '../../../src/ports/log.ts'
import type { IndexedDocument, SearchIndex } from '../../../src/ports/search-index.ts'
import { createConfirmItem } from '../../../src/usecases/classification/confirm-item.ts'
import { createVoidItem } from '../../../src/usecases/intake/void-item.ts'
import { createRouteItem } from '../../../src/usecases/routing/route-item.ts'
import { feedSearch } from '../../../src/workers/feed-search.ts'
import { aLetter } from '../usecases/support/letters.ts'
import { openMailroom, person, SIGNAL, type Mailroom } from '../usecases/support/mailroom.ts'

const MIA = person('mia')
const LIMIT_MS = 10_000

interface FakeIndex extends SearchIndex {
  readonly documents: Map<string, IndexedDocument>
  at: number | undefined
  resets: number
}

function createFakeIndex(
  at: number | undefined,
  failing: (document: IndexedDocument) => Error | undefined,
): FakeIndex {
  const documents = new Map<string, IndexedDocument>()
  const index: Partial<FakeIndex> & Pick<FakeIndex, 'documents' | 'at' | 'resets'> = {
    documents,
    at,
    resets: 0,
    async upsert(document) {
      const failure = failing(document)
      if (failure !== undefined) throw failure
      documents.set(document.documentId, document)
    },
    async remove(documentId) {
      documents.delete(documentId)
    },
    position: async () => index.at,
    async advance(seq) {
      index.at = seq
    },
    async reset() {
      documents.clear()
      index.at = undefined
      index.resets += 1
    },
  }
  return index as FakeIndex
}

describe('feedSearch', function () {
  let mailroom: Mailroom
  let events: string[]
  let stopper: AbortController
  let running: Promise<void> | undefined

  beforeEach(async function () {
    mailroom = await openMailroom()
    events = []
    stopper = new AbortController()
    running = undefined
  })

  afterEach(async function () {
    stopper.abort()
    await running
  })

  function start(
    at: number | undefined,
    failing: (document: IndexedDocument) => Error | undefined = () => undefined,
  ): FakeIndex {
    const searchIndex = createFakeIndex(at, failing)
    const note = (event: string): void => {
      events.push(event)
    }
    const log: Log = { info: note, warn: note, error: note }
    running = feedSearch({ ...mailroom, searchIndex, log }, stopper.signal)
    return searchIndex
  }

  async function until(isSo: () => boolean): Promise<void> {
    const endMs = Date.now() + LIMIT_MS
    while (!isSo()) {
      if (Date.now() > endMs) throw new Error(`this never came to be; events: ${events.join(', ')}`)
      mailroom.bell.ring()
      await sleep(2)
    }
  }

  async function caughtUp(index: FakeIndex): Promise<void> {
    const head = await mailroom.changeFeed.head(SIGNAL)
    await until(() => index.at === head)
  }

  it('shows a document with what the machine proposes, then with what people confirm', async function () {
    const index = start(0)
    const { item, documents } = await aLetter(mailroom, { text: 'Seite eins' })
    const id = documents[0]?.id ?? ''
    await caughtUp(index)
    expect(index.documents.get(id)).to.deep.include({
      title: 'Rechnung März',
      documentType: 'rechnung',
      receiptNumber: item.receiptNumber,
      receivedOn: '2026-03-02',
      readKeys: ['mailroom'],
      pages: [{ number: 1, text: 'Seite eins' }],
    })
    const given = {
      itemId: item.id,
      index: { subject: 'Bestätigt', documentType: 'mahnung' },
      acceptProposals: false,
    }
    await createConfirmItem(mailroom)(MIA, given, SIGNAL)
    await caughtUp(index)
    expect(index.documents.get(id)).to.include({ title: 'Bestätigt', documentType: 'mahnung' })
  })

  it('follows who may read', async function () {
    const index = start(0)
    const { item } = await aLetter(mailroom, { files: 2 })
    await createRouteItem(mailroom)(MIA, { itemId: item.id, target: { orgUnitId: 'tax' } }, SIGNAL)
    await caughtUp(index)
    for (const { readKeys, orgUnitId } of index.documents.values()) {
      expect({ readKeys, orgUnitId }).to.deep.equal({ readKeys: ['mailroom', 'unit:tax'], orgUnitId: 'tax' })
    }
    expect(index.documents.size).to.equal(2)
  })

  it('takes voided items out', async function () {
    const index = start(0)
    const { item } = await aLetter(mailroom)
    await caughtUp(index)
    expect(index.documents.size).to.equal(1)
    await createVoidItem(mailroom)(MIA, { itemId: item.id, reason: 'r' }, SIGNAL)
    await caughtUp(index)
    expect(index.documents.size).to.equal(0)
  })

  it('leaves out what is held in quarantine', async function () {
    const { documents } = await aLetter(mailroom, { files: 2 })
    const [held] = documents
    if (held === undefined) throw new Error('a letter has documents')
    const virusScan = { state: 'infected', at: held.capturedAt, signature: 'Eicar-Test' } as const
    const now = await mailroom.documents.find(MIA, held.id, SIGNAL)
    await mailroom.documents.save(MIA, { ...held, ...now, virusScan }, SIGNAL)
    const index = start(undefined)
    await caughtUp(index)
    expect([...index.documents.keys()]).to.deep.equal(documents.slice(1).map(({ id }) => id))
  })

  it('takes out documents that are not there any more', async function () {
    const index = start(0)
    index.documents.set('gone', { documentId: 'gone' } as IndexedDocument)
    await mailroom.changeFeed.record(
      mailroom.machine,
      [{ kind: 'document', id: 'gone', readKeys: [] }],
      SIGNAL,
    )
    await caughtUp(index)
    expect(index.documents.size).to.equal(0)
  })

  const starts = [
    { name: 'was never filled', at: undefined, rebuilt: 1 },
    { name: 'is ahead of the feed', at: 1_000, rebuilt: 1 },
    { name: 'stands at the beginning', at: 0, rebuilt: 0 },
  ]
  for (const { name, at, rebuilt } of starts) {
    it(`${rebuilt === 1 ? 'rebuilds' : 'follows'} an index that ${name}`, async function () {
      for (let count = 1; count <= 3; count += 1) await aLetter(mailroom)
      const index = start(at)
      await caughtUp(index)
      expect([index.resets, index.documents.size]).to.deep.equal([rebuilt, 3])
    })
  }

  it('rebuilds an index that has fallen behind what the feed keeps', async function () {
    await aLetter(mailroom)
    const { since } = mailroom.changeFeed
    const kept = { tail: async () => 2, since: (seq: number) => since(Math.max(seq, 1), 100, SIGNAL) }
    mailroom = { ...mailroom, changeFeed: { ...mailroom.changeFeed, ...kept } }
    const index = start(0)
    await caughtUp(index)
    expect(index.resets).to.equal(1)
  })

  it('goes on behind a document that no index can take', async function () {
    const poisoned = await aLetter(mailroom)
    const good = await aLetter(mailroom)
    const index = start(0, ({ itemId }) => (itemId === poisoned.item.id ? new RangeError('no') : undefined))
    await caughtUp(index)
    expect([...index.documents.values()].map(({ itemId }) => itemId)).to.deep.equal([good.item.id])
    expect(events).to.include('document-not-indexed')
  })

  it('tries again when the index itself fails, and skips nothing', async function () {
    await aLetter(mailroom)
    let failures = 3
    const index = start(0, () =>
      failures-- > 0 ? new MailroomError('dependency-unavailable', 'down') : undefined,
    )
    await caughtUp(index)
    expect(index.documents.size).to.equal(1)
    expect(events.filter((event) => event === 'search-feed-failed')).to.have.length(3)
  })

  it('ends when it is told to', async function () {
    start(0)
    stopper.abort()
    await running
  })
})
