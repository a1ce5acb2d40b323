import { expect } from 'chai'
import type { SearchFilter, SearchIndex } from '../../src/ports/search-index.ts'
import { rejected } from './blob-store.suite.ts'
import { documentOf, everyone, openSearchDesk } from './search-desk.ts'

const signal = new AbortController().signal

/** What queries find, in which order, and that none does harm. */
export function describeSearchQueries(name: string, create: () => Promise<SearchIndex>): void {
  describe(`search queries contract: ${name}`, function () {
    const desk = openSearchDesk(create)
    const { add, search, found } = desk

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
          const { hits } = await desk.index.query(everyone, { text, filter: {}, names, limit: 10 }, signal)
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
