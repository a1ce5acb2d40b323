import { expect } from 'chai'
import { MAILROOM_KEY, systemActor, unitKey, type Actor } from '../../src/domain/access/actor.ts'
import type {
  IndexedDocument,
  SearchAnswer,
  SearchFilter,
  SearchIndex,
} from '../../src/ports/search-index.ts'
import { rejected } from './blob-store.suite.ts'

const signal = new AbortController().signal
const TENANT = 'tenant-1'
const everyone = systemActor(TENANT, 'test')

export function actorWith(...grantKeys: string[]): Actor {
  return { ...everyone, kind: 'user', userId: 'user-1', grantKeys }
}

export function documentOf(
  id: string,
  text: string | readonly string[],
  more: Partial<IndexedDocument> = {},
): IndexedDocument {
  const pages = (typeof text === 'string' ? [text] : text).map((page, index) => ({
    number: index + 1,
    text: page,
  }))
  return {
    tenantId: TENANT,
    documentId: id,
    itemId: `item-${id}`,
    title: `${id}.pdf`,
    fileNumbers: [],
    receivedOn: '2025-06-01',
    capturedAt: '2025-06-01T08:00:00.000Z',
    state: 'filed',
    amountsCents: [],
    readKeys: [MAILROOM_KEY],
    pages,
    ...more,
  }
}

export function describeSearchIndex(name: string, create: () => Promise<SearchIndex>): void {
  describe(`search index contract: ${name}`, function () {
    let index: SearchIndex

    beforeEach(async function () {
      index = await create()
    })
    afterEach(async function () {
      await index[Symbol.asyncDispose]()
    })

    async function add(...documents: IndexedDocument[]): Promise<void> {
      for (const document of documents) await index.upsert(document, signal)
    }

    function search(
      text: string,
      { actor = everyone, filter = {}, limit = 50, cursor }: SearchOptions = {},
    ): Promise<SearchAnswer> {
      return index.query(actor, { text, filter, limit, ...(cursor === undefined ? {} : { cursor }) }, signal)
    }

    async function found(text: string, options: SearchOptions = {}): Promise<string[]> {
      return (await search(text, options)).hits.map((hit) => hit.documentId)
    }

    describe('finding', function () {
      beforeEach(async function () {
        await add(
          documentOf(
            'a',
            [
              'Sehr geehrte Damen und Herren,',
              'die Kündigung des Mietvertrages für die Häuser in der Großen Bleiche',
            ],
            {
              title: 'Kündigung Mietvertrag',
              sender: 'Müller & Söhne GmbH',
              fileNumbers: ['33-12/2025-0042'],
              receiptNumber: 'MZ-2025-000017',
              documentType: 'kuendigung',
              receivedOn: '2025-03-15',
            },
          ),
          documentOf(
            'b',
            'Gebührenbescheid über die Grundsteuer. Betrag: 1.234,56 EUR, fällig am 15. März 2025, IBAN DE02 1203 0000 0000 2020 51',
            {
              documentType: 'gebuehrenbescheid',
              sender: 'Stadtkasse Mainz',
              amountsCents: [123_456],
            },
          ),
          documentOf(
            'c',
            'Zweite Mahnung zur Rechnung: die letzte Mahnung blieb ohne Antwort. Ver-\nwaltungsgebühr',
            { receivedOn: '2024-12-31', state: 'done', capturedAt: '2025-06-01T08:00:00.001Z' },
          ),
        )
      })

      const cases: { text: string; ids: string[]; filter?: SearchFilter }[] = [
        { text: 'kündigung', ids: ['a'] },
        { text: 'KUENDIGUNGEN', ids: ['a'] },
        { text: 'haus', ids: ['a'] },
        { text: 'grosse bleiche', ids: ['a'] },
        { text: 'mueller', ids: ['a'] },
        { text: 'Damen Häuser', ids: ['a'] },
        { text: '33-12/2025-0042', ids: ['a'] },
        { text: '33 12 2025 0042', ids: ['a'] },
        { text: 'MZ-2025-000017', ids: ['a'] },
        { text: 'az:33-12/2025-0042', ids: ['a'] },
        { text: 'az:Mahnung', ids: [] },
        { text: 'absender:müller', ids: ['a'] },
        { text: 'absender:Grundsteuer', ids: [] },
        { text: 'betreff:Mietvertrag', ids: ['a'] },
        { text: 'betreff:Häuser', ids: [] },
        { text: '1234,56', ids: ['b'] },
        { text: '15.3.2025', ids: ['b'] },
        { text: 'DE02120300000000202051', ids: ['b'] },
        { text: 'grundst*', ids: ['b'] },
        { text: '"letzte Mahnung"', ids: ['c'] },
        { text: '"zweite letzte"', ids: [] },
        { text: 'Verwaltungsgebühr', ids: ['c'] },
        { text: 'die -Mahnung -Grundsteuer', ids: ['a'] },
        { text: '-Mahnung', ids: ['a', 'b'] },
        { text: 'typ:Gebührenbescheid', ids: ['b'] },
        { text: 'typ:gebuehrenbescheid Mahnung', ids: [] },
        { text: 'Gebühren', ids: ['b', 'c'] },
        { text: '"Gebühren"', ids: [] },
        { text: 'Mietvertrga', ids: ['a'] },
        { text: '*gebühr', ids: ['c'] },
        { text: 'm?hnung', ids: ['c'] },
        { text: 'Mietvertrag ODER Grundsteuer', ids: ['a', 'b'] },
        { text: 'die NICHT Mahnung', ids: ['a', 'b'] },
        { text: 'betrag:1000..2000', ids: ['b'] },
        { text: 'status:erledigt', ids: ['c'] },
        { text: 'status:offen', ids: [] },
        { text: 'amt:50', ids: [] },
        { text: 'seit:2025-06', ids: ['b'] },
        { text: 'von:2025-06', ids: ['b'] },
        { text: '', filter: { sender: 'MUELLER & SÖHNE GMBH' }, ids: ['a'] },
        { text: '', filter: { state: 'done' }, ids: ['c'] },
        { text: '', filter: { capturedAfter: '2025-06-01T08:00:00.000Z' }, ids: ['c'] },
        { text: 'datum:2024', ids: ['c'] },
        { text: 'datum:15.3.2025', ids: ['a'] },
        { text: 'datum:2025-06', ids: ['b'] },
        { text: '', ids: ['b', 'a', 'c'] },
        { text: '', filter: { documentType: 'kuendigung' }, ids: ['a'] },
        { text: '', filter: { from: '2025-01-01', to: '2025-05-31' }, ids: ['a'] },
        { text: 'die', filter: { to: '2024-12-31' }, ids: ['c'] },
        { text: 'unauffindbar', ids: [] },
      ]
      for (const { text, filter = {}, ids } of cases) {
        it(`finds ${ids.join(', ') || 'nothing'} for ${JSON.stringify(text)} ${JSON.stringify(filter)}`, async function () {
          const answer = await search(text, { filter })
          const expected = text === '' ? ids : [...ids].sort()
          const actual = answer.hits.map((hit) => hit.documentId)
          expect(text === '' ? actual : actual.sort()).to.deep.equal(expected)
          expect(answer.total).to.equal(ids.length)
        })
      }

      it('looks for types and units by what they are called', async function () {
        const names = { types: { brief: ['kuendigung'] }, units: { '50': ['unit-50'] } }
        await add(documentOf('d', 'Anderes', { orgUnitId: 'unit-50' }))
        const ids = async (text: string): Promise<string[]> => {
          const { hits } = await index.query(everyone, { text, filter: {}, names, limit: 10 }, signal)
          return hits.map(({ documentId }) => documentId)
        }
        expect(await ids('typ:Brief')).to.deep.equal(['a'])
        expect(await ids('amt:50')).to.deep.equal(['d'])
        expect(await ids('amt:51')).to.deep.equal([])
      })

      it('says what of a query it does not understand', async function () {
        const { notices } = await search('farbe:rot datum:bald betrag:viel -typ:brief "offen')
        expect(notices.map(({ code }) => code)).to.have.members([
          'unknown-field',
          'unreadable-date',
          'unreadable-amount',
          'filter-not-excluded',
          'quote-not-closed',
        ])
        expect((await search('Mahnung -"letzte Mahnung" typ:x')).notices).to.deep.equal([])
      })

      it('names item, title and pages, and shows the words on them', async function () {
        const { hits } = await search('Häuser')
        expect(hits[0]).to.deep.include({
          documentId: 'a',
          itemId: 'item-a',
          title: 'Kündigung Mietvertrag',
          matchedPages: [2],
        })
        const [snippet] = hits[0]?.snippets ?? []
        expect(snippet?.page).to.equal(2)
        expect(snippet?.marks.map(([start, end]) => snippet.text.slice(start, end))).to.deep.equal(['Häuser'])
      })

      it('shows the beginning of a document whose pages have none of the words', async function () {
        const { hits } = await search('absender:müller')
        expect(hits[0]?.matchedPages).to.deep.equal([])
        expect(hits[0]?.snippets).to.deep.equal([
          { page: 1, text: 'Sehr geehrte Damen und Herren,', marks: [] },
        ])
      })

      it('answers a question with the documents that have its rarest words', async function () {
        const answer = await search('Wann wird die Grundsteuer in Mainz fällig und wer zahlt?')
        expect(answer.relaxed).to.equal(true)
        expect(answer.hits[0]?.documentId).to.equal('b')
      })

      it('shows documents with some of the words when none has all, and says so', async function () {
        const answer = await search('Grundsteuer Wasserwerk')
        expect(answer.relaxed).to.equal(true)
        expect(answer.hits.map((hit) => hit.documentId)).to.deep.equal(['b'])
        expect((await search('Grundsteuer')).relaxed).to.equal(false)
      })

      it('keeps an excluded word out also when not all words are needed', async function () {
        expect(await found('Grundsteuer Mahnung Wasserwerk -Stadtkasse')).to.deep.equal(['c'])
      })
    })

    describe('ranking', function () {
      it('sets a file number and a subject above a page', async function () {
        const filler = 'Wir bitten um Mitteilung zum Vorgang 4711 bis Ende des Monats. '
        await add(
          documentOf('page', `${filler}Spielplatz. ${filler}`),
          documentOf('subject', filler, { title: 'Spielplatz' }),
          documentOf('other', filler, { fileNumbers: ['4711'] }),
          ...Array.from({ length: 20 }, (_, number) => documentOf(`x${number}`, 'Anderes')),
        )
        expect(await found('Spielplatz')).to.deep.equal(['subject', 'page'])
        expect((await found('4711'))[0]).to.equal('other')
      })

      it('lists the newest first when nothing is asked for', async function () {
        await add(
          documentOf('old', 'x', { receivedOn: '2024-01-01' }),
          documentOf('new', 'x', { receivedOn: '2025-01-01' }),
          documentOf('middle', 'x', { receivedOn: '2024-06-01' }),
        )
        expect(await found('')).to.deep.equal(['new', 'middle', 'old'])
      })
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
        await index.remove('own', signal)
        expect(await suggestion('Zimmremann', unit1)).to.equal(undefined)
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
        expect((await index.health(signal)).documentCount).to.equal(1)
      })

      it('forgets a removed document, and does not mind one that it never knew', async function () {
        await add(documentOf('a', 'Mahnung'), documentOf('b', 'Mahnung'))
        await index.remove('a', signal)
        await index.remove('never', signal)
        expect(await found('Mahnung')).to.deep.equal(['b'])
        expect((await search('')).total).to.equal(1)
      })

      it('keeps its position, and none before the first and after a reset', async function () {
        expect(await index.position(signal)).to.equal(undefined)
        await add(documentOf('a', 'Mahnung'))
        expect(await index.position(signal)).to.equal(undefined)
        await index.advance(17, signal)
        expect(await index.position(signal)).to.equal(17)
        expect(await index.health(signal)).to.include({ documentCount: 1, position: 17 })
        await index.reset(signal)
        expect(await index.position(signal)).to.equal(undefined)
        expect((await search('')).total).to.equal(0)
        await index.advance(0, signal)
        expect(await index.position(signal)).to.equal(0)
      })

      it('does nothing for a caller who has given up', async function () {
        const given = AbortSignal.abort()
        const failure = await index.upsert(documentOf('a', 'x'), given).catch((error: unknown) => error)
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
        await index.remove(before[6] ?? '', signal)
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

    describe('hostile text', function () {
      beforeEach(async function () {
        await add(documentOf('a', 'Mahnung AND Rechnung NEAR Bescheid'))
      })

      const harmless = [
        'NEAR(Mahnung Rechnung, 5)',
        'Mahnung AND',
        'OR',
        'NOT NOT',
        '"',
        '""',
        '"""',
        "'",
        "' OR '1'='1",
        '* * *',
        '^Mahnung',
        '{title body} : x',
        'body:Mahnung',
        'rowid:1',
        'words:x',
        '(((((',
        ')',
        '+ + +',
        '\\',
        '\0',
        'Mah\0nung',
        '😀😀😀',
        '\uD800',
        '\u202Egnunham',
        'ｍａｈｎｕｎｇ',
        '-',
        '--',
        '-"',
        '-*',
        'absender:',
        'absender:"',
        'typ:',
        'datum:..',
        'datum:99999-99-99',
        "typ:'; DROP TABLE documents; --",
        'x'.repeat(1000),
        'a* b* c* d* e*',
        'ab* '.repeat(60),
        '%',
        '_',
        '${1+1}',
        '<script>alert(1)</script>',
      ]
      for (const text of harmless) {
        it(`answers ${JSON.stringify(text.slice(0, 40))}`, async function () {
          const answer = await search(text)
          expect(answer.total).to.be.at.least(0)
          expect(await found('Mahnung')).to.deep.equal(['a'])
        })
      }

      it('refuses ten kilobytes with a reason', async function () {
        await rejected(search('Mahnung '.repeat(1280)), 'validation-failed')
      })
    })
  })
}

interface SearchOptions {
  readonly actor?: Actor
  readonly filter?: SearchFilter
  readonly limit?: number
  readonly cursor?: string
}
