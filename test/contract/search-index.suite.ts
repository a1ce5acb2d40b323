import { expect } from 'chai'
import { systemActor, unitKey, type Actor } from '../../src/domain/access/actor.ts'
import type { SearchAnswer, SearchIndex } from '../../src/ports/search-index.ts'
import { rejected } from './blob-store.suite.ts'
import { actorWith, documentOf, everyone, openSearchDesk } from './search-desk.ts'

const signal = new AbortController().signal

/** What an index keeps, and whom it shows what. What queries mean: `search-queries.suite.ts`. */
export function describeSearchIndex(name: string, create: () => Promise<SearchIndex>): void {
  describe(`search index contract: ${name}`, function () {
    const desk = openSearchDesk(create)
    const { add, search, found } = desk

    it('completes to what most documents have first, as most of them spell it, and to the highest numbers', async function () {
      for (const [id, title] of ['MAHNUNG', 'Mahnung', 'Mahnung', 'Mahnbescheid'].entries())
        await add(
          documentOf(`m${id}`, '', { title, receiptNumber: `P-2025-00000${id}`, sender: 'Mahngericht' }),
        )
      expect(await desk.completed('mah')).to.deep.equal(['absender:Mahngericht', 'Mahnung', 'Mahnbescheid'])
      expect((await desk.completed('P-2025')).slice(0, 2)).to.deep.equal(['P-2025-000003', 'P-2025-000002'])
      expect(await desk.found(String((await desk.completed('P-2025'))[0]))).to.deep.equal(['m3'])
      expect(await desk.found(String((await desk.completed('mah'))[0]))).to.have.length(4)
      await rejected(
        desk.index.complete(everyone, { text: 'm'.repeat(1_001), limit: 8 }, signal),
        'validation-failed',
      )
    })

    describe('rights', function () {
      const unit1 = actorWith(unitKey('1'))

      beforeEach(async function () {
        await add(
          documentOf('mine', 'Mahnung geheim', {
            readKeys: [unitKey('1')],
            documentType: 'mahnung',
            orgUnitId: '1',
          }),
          documentOf('theirs', 'Mahnung geheim geheim', {
            readKeys: [unitKey('2')],
            documentType: 'mahnung',
            orgUnitId: '2',
          }),
          documentOf('both', 'Mahnung', {
            readKeys: [unitKey('1'), unitKey('2')],
            documentType: 'bescheid',
            receivedOn: '2024-01-01',
          }),
          documentOf('foreign', 'Mahnung geheim', {
            tenantId: 'tenant-2',
            readKeys: [unitKey('1')],
            documentType: 'mahnung',
          }),
        )
      })

      for (const text of ['Mahnung', 'Mahnung Wasserwerk', 'Was ist eine Mahnung?', '', '-xyz', 'mahn*']) {
        it(`finds, counts and facets only what the actor may read for ${JSON.stringify(text)}`, async function () {
          const answer = await search(text, { actor: unit1 })
          expect(answer.hits.map((hit) => hit.documentId).sort()).to.deep.equal(['both', 'mine'])
          expect(answer.total).to.equal(2)
          expect(answer.facets.documentType).to.deep.equal([
            { value: 'bescheid', count: 1 },
            { value: 'mahnung', count: 1 },
          ])
          expect(answer.facets.orgUnit).to.deep.equal([{ value: '1', count: 1 }])
          expect(answer.facets.year).to.have.deep.members([
            { value: '2024', count: 1 },
            { value: '2025', count: 1 },
          ])
        })
      }

      it('suggests no word that stands in foreign documents only, and spells as the own ones do', async function () {
        await add(
          documentOf('secret', 'Insolvenzverfahren Zimmermann', { readKeys: [unitKey('2')] }),
          documentOf('elsewhere', 'Insolvenzverfahren', { tenantId: 'tenant-2', readKeys: [unitKey('1')] }),
        )
        const suggestion = async (text: string, actor: Actor): Promise<string | undefined> =>
          (await search(text, { actor })).suggestion
        expect(await suggestion('Insolvenzvrefaren', unit1)).to.equal(undefined)
        expect(await suggestion('Zimmremann', unit1)).to.equal(undefined)
        expect(await suggestion('Zimmremann', actorWith(unitKey('2')))).to.equal('Zimmermann')
        expect(await suggestion('gehiem', unit1)).to.equal('geheim')
        await add(documentOf('own', 'ZIMMERMANN', { readKeys: [unitKey('1')] }))
        expect(await suggestion('Zimmremann', unit1)).to.equal('ZIMMERMANN')
        await desk.index.remove('own', signal)
        expect(await suggestion('Zimmremann', unit1)).to.equal(undefined)
      })

      it('completes to what stands in titles, senders and numbers that the actor may read, and to nothing else', async function () {
        const named = { title: 'Insolvenz Zimmermann', sender: 'Insolvenzgericht Trier' }
        await add(
          documentOf('secret', 'Inserat', {
            ...named,
            fileNumbers: ['77.1-5/2025'],
            readKeys: [unitKey('2')],
          }),
          documentOf('elsewhere', '', { ...named, tenantId: 'tenant-2', readKeys: [unitKey('1')] }),
          documentOf('shut', '', { ...named, readKeys: [unitKey('1'), 'deny:user:1'] }),
          documentOf('own', 'Inventur', {
            title: 'INSEL',
            fileNumbers: ['77.1-4/2025'],
            readKeys: [unitKey('1')],
          }),
        )
        const shut = { ...unit1, shutKeys: ['deny:user:1'] }
        expect(await desk.completed('ins', shut)).to.deep.equal(['INSEL'])
        expect(await desk.completed('Akte 77.1', shut)).to.deep.equal(['Akte 77.1-4/2025'])
        expect(await desk.completed('trie', shut)).to.deep.equal([])
        expect(await desk.completed('inv', shut)).to.deep.equal([])
        expect(await desk.completed('trie', actorWith(unitKey('2')))).to.deep.equal([
          'absender:"Insolvenzgericht Trier"',
        ])
        await desk.index.remove('own', signal)
        expect(await desk.completed('ins', shut)).to.deep.equal([])
        await add(documentOf('secret', '', { title: 'anders', readKeys: [unitKey('2')] }))
        expect(await desk.completed('trie', actorWith(unitKey('2')))).to.deep.equal([])
      })

      it('gives ids of what has all the words only, and of what the actor may read', async function () {
        expect(await desk.foundIds('Mahnung', { actor: unit1 })).to.have.members(['mine', 'both'])
        expect(await desk.foundIds('Mahnung geheim', { actor: unit1 })).to.deep.equal(['mine'])
        expect(await desk.foundIds('-geheim', { actor: unit1 })).to.deep.equal(['both'])
        const filter = { documentType: 'bescheid' }
        expect(await desk.foundIds('Mahnung', { actor: unit1, filter })).to.deep.equal(['both'])
        expect(await found('Mahnung Wasserwerk', { actor: unit1 })).to.have.lengthOf(2)
        expect(await desk.foundIds('Mahnung Wasserwerk', { actor: unit1 })).to.deep.equal([])
        expect(await desk.foundIds('Was ist eine Mahnung?', { actor: unit1 })).to.deep.equal([])
        expect(await desk.foundIds('Mahnung', { actor: actorWith() })).to.deep.equal([])
        expect(await desk.foundIds('Mahnung', { limit: 2 })).to.have.members(['theirs', 'both'])
      })

      it('finds nothing for an actor without keys', async function () {
        const answer = await search('Mahnung', { actor: actorWith() })
        expect(answer).to.deep.include({
          hits: [],
          total: 0,
          facets: { documentType: [], orgUnit: [], sender: [], state: [], year: [] },
        })
      })

      it('takes a key for a key and no pattern', async function () {
        expect(await found('Mahnung', { actor: actorWith('unit:%', "' OR 1=1 --", '*') })).to.deep.equal([])
      })

      it('finds all of its tenant for the machine, and nothing of another', async function () {
        expect((await search('Mahnung')).total).to.equal(3)
        expect((await search('Mahnung', { actor: systemActor('tenant-3', 'test') })).total).to.equal(0)
      })

      it('follows changed keys at once', async function () {
        await add(documentOf('mine', 'Mahnung geheim', { readKeys: [unitKey('2')] }))
        expect(await found('geheim', { actor: unit1 })).to.deep.equal([])
      })
    })

    describe('writing', function () {
      it('replaces all that was known of a document', async function () {
        await add(
          documentOf('a', ['alt', 'zweite Seite'], {
            title: 'Alter Titel',
            sender: 'Altmann',
            fileNumbers: ['1/25'],
            documentType: 'alt',
          }),
        )
        await add(documentOf('a', 'neu', { title: 'Neuer Titel' }))
        for (const text of ['alt', 'zweite', 'Alter', 'Altmann', '1/25', 'typ:alt'])
          expect(await found(text), text).to.deep.equal([])
        const { hits, total } = await search('neu')
        expect(total).to.equal(1)
        expect(hits[0]).to.deep.include({ title: 'Neuer Titel', matchedPages: [1] })
        expect((await desk.index.health(signal)).documentCount).to.equal(1)
      })

      it('forgets a removed document, and does not mind one that it never knew', async function () {
        await add(documentOf('a', 'Mahnung'), documentOf('b', 'Mahnung'))
        await desk.index.remove('a', signal)
        await desk.index.remove('never', signal)
        expect(await found('Mahnung')).to.deep.equal(['b'])
        expect((await search('')).total).to.equal(1)
      })

      it('keeps its position, and none before the first and after a reset', async function () {
        expect(await desk.index.position(signal)).to.equal(undefined)
        await add(documentOf('a', 'Mahnung'))
        expect(await desk.index.position(signal)).to.equal(undefined)
        await desk.index.advance(17, signal)
        expect(await desk.index.position(signal)).to.equal(17)
        expect(await desk.index.health(signal)).to.include({ documentCount: 1, position: 17 })
        await desk.index.reset(signal)
        expect(await desk.index.position(signal)).to.equal(undefined)
        expect((await search('')).total).to.equal(0)
        await desk.index.advance(0, signal)
        expect(await desk.index.position(signal)).to.equal(0)
      })

      it('does nothing for a caller who has given up', async function () {
        const given = AbortSignal.abort()
        const failure = await desk.index.upsert(documentOf('a', 'x'), given).catch((error: unknown) => error)
        expect(failure).to.have.property('name', 'AbortError')
        expect((await search('')).total).to.equal(0)
      })

      it('takes documents without pages, without text, and with everything strange in it', async function () {
        const strange = '\0 " \' ; DROP TABLE documents; -- \uD800 😀 % _ * \u202E <script> \u0301'
        await add(
          documentOf('a', []),
          documentOf('b', ['', '']),
          documentOf('c', strange, {
            title: strange,
            sender: strange,
            fileNumbers: [strange, ''],
            documentType: strange,
            orgUnitId: strange,
          }),
        )
        expect((await search('')).total).to.equal(3)
        expect(await found('script table')).to.deep.equal(['c'])
      })
    })

    describe('paging', function () {
      const ids = Array.from({ length: 25 }, (_, number) => `d${String(number).padStart(2, '0')}`)

      beforeEach(async function () {
        await add(...ids.map((id, number) => documentOf(id, `Mahnung ${'x '.repeat(number % 7)}`)))
      })

      async function allPages(
        text: string,
        between: () => Promise<void> = async () => undefined,
      ): Promise<string[]> {
        const seen: string[] = []
        let cursor: string | undefined
        do {
          const answer: SearchAnswer = await search(text, {
            limit: 7,
            ...(cursor === undefined ? {} : { cursor }),
          })
          seen.push(...answer.hits.map((hit) => hit.documentId))
          cursor = answer.nextCursor
          await between()
        } while (cursor !== undefined)
        return seen
      }

      for (const text of ['Mahnung', '', 'Was ist eine Mahnung?']) {
        it(`shows each hit once for ${JSON.stringify(text)}, in the order of one long page`, async function () {
          expect(await allPages(text)).to.deep.equal(await found(text))
        })
      }

      it('repeats nothing while documents come in', async function () {
        let count = 0
        const seen = await allPages('Mahnung', async () => {
          count += 1
          await add(
            documentOf(`new${count}`, 'Mahnung Mahnung Mahnung'),
            documentOf(`rest${count}`, 'etwas ganz anderes'),
          )
        })
        expect(new Set(seen).size).to.equal(seen.length)
        expect(seen).to.include.members(ids)
      })

      it('goes on when the last hit of the page before was removed', async function () {
        const before = await found('')
        const first = await search('', { limit: 7 })
        await desk.index.remove(before[6] ?? '', signal)
        const second = await search('', {
          limit: 7,
          ...(first.nextCursor === undefined ? {} : { cursor: first.nextCursor }),
        })
        expect(second.hits.map((hit) => hit.documentId)).to.deep.equal(before.slice(7, 14))
      })

      it('refuses a cursor that was given for something else, or by nobody', async function () {
        const { nextCursor = '' } = await search('Mahnung', { limit: 7 })
        const strangers = [
          () => search('Bescheid', { cursor: nextCursor }),
          () => search('Mahnung', { cursor: nextCursor, actor: systemActor('tenant-2', 'test') }),
          ...['', 'x', '%', 'bnVsbA', 'W10', 'eyJhIjoxfQ', nextCursor.slice(0, -3)].map(
            (cursor) => () => search('Mahnung', { cursor }),
          ),
        ]
        for (const call of strangers) await rejected(call(), 'validation-failed')
      })
    })
  })
}
