import { expect } from 'chai'
import { proposeSplit } from '../../../../src/domain/stacks/propose-split.ts'
import { isCut, segmentsOf, type SplitProposal } from '../../../../src/domain/stacks/split-plan.ts'
import { code, FIRST_PAGE, NEXT_PAGE, OTHER_LETTER, scannedPage, stackOf } from './scanned-page.ts'

const BY_CONTENT = { byContent: true }
/** Text that says nothing of where it belongs. */
const PLAIN_PAGE = `

     Auf dem Spielplatz hinter der Schule fehlen seit dem Herbst zwei Bretter an
     der Rutsche. Kinder haben sich daran verletzt, und der Zaun zur Straße hin
     ist an mehreren Stellen offen. Wir haben Bilder davon gemacht.
`
const lettersOf = (plan: SplitProposal): number[][] =>
  segmentsOf(plan).map(({ pages }) => pages.map(({ page }) => page))
const separator = (number: number) => scannedPage(number, 'TRENNBLATT', { barcodes: [code('PATCHT')] })

describe('Where letters begin in a stack', () => {
  it('is told by what is on the pages', () => {
    const plan = proposeSplit(stackOf(FIRST_PAGE, NEXT_PAGE, OTHER_LETTER), BY_CONTENT)
    expect(lettersOf(plan)).to.deep.equal([[1, 2], [3]])
    expect(plan.pages.map(({ role }) => role)).to.deep.equal(['page', 'page', 'page'])
    const other = plan.boundaries.find(({ before }) => before === 3)
    expect(other?.cause).to.equal('content')
    expect(other?.reasons.map(({ kind }) => kind)).to.include('address-field')
    expect(other?.reasons.every(({ text }) => text.endsWith('.'))).to.equal(true)
  })

  it('is the first page and nothing else where sheets alone count', () => {
    const plan = proposeSplit(stackOf(FIRST_PAGE, OTHER_LETTER), { byContent: false })
    expect(lettersOf(plan)).to.deep.equal([[1, 2]])
    expect(plan.boundaries).to.deep.equal([{ before: 1, probability: 1, cause: 'start', reasons: [] }])
  })

  it('is behind a separator sheet, which goes into no letter', () => {
    const pages = [
      scannedPage(1, FIRST_PAGE),
      separator(2),
      scannedPage(3, NEXT_PAGE),
      scannedPage(4, OTHER_LETTER),
    ]
    const plan = proposeSplit(pages, { byContent: false })
    expect(lettersOf(plan)).to.deep.equal([[1], [3, 4]])
    expect(plan.pages[1]).to.deep.include({ page: 2, role: 'separator' })
    expect(plan.stops).to.deep.equal([])
  })

  it('is the first page when the stack begins with a sheet', () => {
    const plan = proposeSplit([separator(1), scannedPage(2, FIRST_PAGE)], BY_CONTENT)
    expect(plan.boundaries).to.deep.equal([{ before: 1, probability: 1, cause: 'start', reasons: [] }])
    expect(lettersOf(plan)).to.deep.equal([[2]])
  })

  it('goes together with what a cover sheet says', () => {
    const cover = code('POSTSTELLE:1;unit=33.2;level=confidential')
    const pages = [
      scannedPage(1, FIRST_PAGE),
      scannedPage(2, 'DECKBLATT', { barcodes: [cover] }),
      scannedPage(3, OTHER_LETTER),
    ]
    const plan = proposeSplit(pages, BY_CONTENT)
    expect(plan.covers).to.deep.equal([
      { before: 2, sheet: 2, cover: { unit: '33.2', level: 'confidential' } },
    ])
    expect(segmentsOf(plan).map(({ cover: said }) => said?.unit)).to.deep.equal([undefined, '33.2'])
  })

  it('is a question to a person where a sheet cannot be read: it stays a page, and nothing is merged unseen', () => {
    const pages = [scannedPage(1, FIRST_PAGE), scannedPage(2, 'TRENNB1ATT'), scannedPage(3, NEXT_PAGE)]
    const plan = proposeSplit(pages, BY_CONTENT)
    expect(plan.stops.map(({ page, kind }) => ({ page, kind }))).to.deep.equal([
      { page: 2, kind: 'unreadable-sheet' },
    ])
    expect(plan.pages[1]?.role).to.equal('page')
    expect(plan.boundaries.some((boundary) => boundary.before === 2 && isCut(boundary))).to.equal(true)
  })

  it('is a question, too, where the code of a sheet lies on a letter', () => {
    const pages = [
      scannedPage(1, FIRST_PAGE),
      scannedPage(2, FIRST_PAGE, { barcodes: [code('POSTSTELLE:1;unit=33')] }),
    ]
    const plan = proposeSplit(pages, BY_CONTENT)
    expect(plan.stops.map(({ kind }) => kind)).to.deep.equal(['half-sheet'])
    expect(plan.pages[1]?.role).to.equal('page')
    expect(plan.covers).to.have.lengthOf(1)
  })

  it('is a question where neither is likely', () => {
    const plan = proposeSplit(stackOf(FIRST_PAGE, PLAIN_PAGE), BY_CONTENT)
    expect(plan.stops.map(({ page, kind }) => ({ page, kind }))).to.deep.equal([
      { page: 2, kind: 'uncertain-boundary' },
    ])
    expect(plan.stops[0]?.text).to.match(/\(\d+ %\)\.$/)
  })

  it('is a question where nothing is read on a page', () => {
    const plan = proposeSplit(stackOf(FIRST_PAGE, '~', NEXT_PAGE), BY_CONTENT)
    expect(plan.stops.map(({ page, kind }) => ({ page, kind }))[0]).to.deep.equal({
      page: 2,
      kind: 'uncertain-boundary',
    })
    expect(plan.stops[0]?.text).to.match(/kein Text lesbar/)
  })

  it('is that question where sheets alone count, too: the page may be what is left of a sheet', () => {
    const plan = proposeSplit(stackOf(FIRST_PAGE, '~', NEXT_PAGE, ''), { byContent: false })
    expect(plan.stops.map(({ page, kind }) => ({ page, kind }))).to.deep.equal([
      { page: 2, kind: 'uncertain-boundary' },
    ])
  })

  it('is less sure by content where sheets lie between the other letters', () => {
    const texts = [scannedPage(1, FIRST_PAGE), scannedPage(2, OTHER_LETTER)]
    const rest = [separator(3), scannedPage(4, FIRST_PAGE), separator(5), scannedPage(6, FIRST_PAGE)]
    const probability = (pages: Parameters<typeof proposeSplit>[0]): number =>
      proposeSplit(pages, BY_CONTENT).boundaries.find(({ before }) => before === 2)?.probability ?? 0
    expect(probability([...texts, ...rest])).to.be.lessThan(probability(texts))
  })

  it('is looked for over empty sides, which go into no letter', () => {
    const plan = proposeSplit(stackOf(FIRST_PAGE, '', OTHER_LETTER, ''), BY_CONTENT)
    expect(lettersOf(plan)).to.deep.equal([[1], [3]])
    expect(plan.pages.map(({ role }) => role)).to.deep.equal(['page', 'blank', 'page', 'blank'])
  })

  it('is hardly a back when both sides were scanned', () => {
    const probability = (...texts: readonly string[]): number =>
      proposeSplit(stackOf(...texts), BY_CONTENT).boundaries.find(({ before }) => before === 2)
        ?.probability ?? 0
    const fronts = probability(FIRST_PAGE, OTHER_LETTER, NEXT_PAGE, NEXT_PAGE)
    const bothSides = probability(FIRST_PAGE, OTHER_LETTER, NEXT_PAGE, '', NEXT_PAGE, '')
    expect(bothSides).to.be.within(0.5, fronts - 0.001)
  })

  it('is nowhere in a stack without pages', () => {
    expect(proposeSplit([], BY_CONTENT)).to.deep.equal({ pages: [], boundaries: [], stops: [], covers: [] })
  })
})
