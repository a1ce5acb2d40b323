import { expect } from 'chai'
import {
  cellAbove,
  cellBelow,
  cellRightOf,
  surroundingsOf,
} from '../../../../src/domain/extraction/context-of.ts'
import { cellAt, pageTextOf, placeOf, readingOf } from '../../../../src/domain/extraction/reading.ts'
import type { PageText } from '../../../../src/domain/extraction/reading.ts'
import { textPages } from '../../../../src/domain/extraction/text-page.ts'
import type { Block, Box } from '../../../../src/domain/recognition/page.ts'
import { drawnPage } from './letter.ts'

const only = (pages: readonly PageText[]): PageText => {
  const [page] = pages
  if (page === undefined) throw new Error('no page')
  return page
}

describe('readingOf', function () {
  const page = only(
    readingOf(textPages('Ihr Zeichen:          AB 12\nDatum:                1.2.2026\n\nzweiter Block')),
  )

  it('parts columns by tabulators, lines by line breaks, blocks by empty lines', function () {
    expect(page.text).to.equal('Ihr Zeichen:\tAB 12\nDatum:\t1.2.2026\n\nzweiter Block')
    expect(page.rows.map((row) => row.map(({ text }) => text))).to.deep.equal([
      ['Ihr Zeichen:', 'AB 12'],
      ['Datum:', '1.2.2026'],
      ['zweiter Block'],
    ])
  })

  it('gives the box around the words of a range', function () {
    const start = page.text.indexOf('AB 12')
    const cell = cellAt(page, start)
    expect(placeOf(page, start, start + 5)).to.deep.equal({ page: 1, box: cell?.box })
    expect(placeOf(page, 9999, 10_000).box).to.deep.equal([0, 0, 0, 0])
    expect(cellAt(page, 9999)).to.equal(undefined)
  })

  it('puts cells of different blocks at one height into one row, left to right', function () {
    const drawn = pageTextOf(
      drawnPage([
        { x: 0.6, y: 0.201, text: 'rechts' },
        { x: 0.1, y: 0.2, text: 'links' },
        { x: 0.1, y: 0.3, text: 'unten' },
      ]),
    )
    expect(drawn.rows.map((row) => row.map(({ text }) => text))).to.deep.equal([
      ['links', 'rechts'],
      ['unten'],
    ])
  })

  it('drops control characters, empty words and endless words, and bounds pages', function () {
    const box: Box = [0, 0, 0.1, 0.01]
    const word = (text: string): Block => ({ lines: [{ words: [{ text, box, confidence: 1 }], box }], box })
    const hostile = pageTextOf({
      number: 1,
      widthPt: 595,
      heightPt: 842,
      blocks: [word('\u0000\u200b'), word('a\u0007b'), word('x'.repeat(5000))],
    })
    expect(hostile.words.map(({ start, end }) => end - start)).to.deep.equal([2, 200])
    expect(readingOf(Array.from({ length: 150 }, () => drawnPage([])))).to.have.length(100)
    const many = drawnPage(
      Array.from({ length: 10_050 }, (_, index) => ({ x: 0.1, y: index / 10_050, text: 'a' })),
    )
    expect(pageTextOf(many).words).to.have.length(10_000)
  })
})

describe('surroundingsOf', function () {
  const page = only(
    readingOf(
      textPages(
        'Netto      Brutto\n 10,00      11,90\n 20,00      23,80\n\nzahlbar bis\n12.03.2026 ohne Abzug',
      ),
    ),
  )
  const around = (text: string): ReturnType<typeof surroundingsOf> => {
    const start = page.text.indexOf(text)
    return surroundingsOf(page, start, start + text.length)
  }

  it('finds the heading over figures of the same column', function () {
    expect(around('23,80').above).to.equal('Brutto')
    expect(around('20,00').above).to.equal('Netto')
    expect(around('23,80').left).to.equal('20,00')
    expect(around('20,00').right).to.equal('23,80')
  })

  it('takes the line before with running text, and what follows', function () {
    expect(around('12.03.2026').before).to.equal('zahlbar bis\n')
    expect(around('12.03.2026').after).to.equal(' ohne Abzug')
  })

  it('is empty beyond the text', function () {
    expect(surroundingsOf(page, 9999, 10_000)).to.deep.equal({
      before: '',
      after: '',
      left: '',
      right: '',
      above: '',
    })
  })

  it('walks to neighbours within reach only', function () {
    const drawn = pageTextOf(
      drawnPage([
        { x: 0.1, y: 0.1, text: 'oben' },
        { x: 0.1, y: 0.12, text: 'mitte' },
        { x: 0.5, y: 0.12, text: 'rechts' },
        { x: 0.1, y: 0.5, text: 'fern' },
      ]),
    )
    const [top, middle, right, far] = drawn.cells
    if (top === undefined || middle === undefined || right === undefined || far === undefined)
      throw new Error('cells')
    expect(cellAbove(drawn, middle)).to.equal(top)
    expect(cellBelow(drawn, top)).to.equal(middle)
    expect(cellRightOf(drawn, middle)).to.equal(right)
    expect(cellRightOf(drawn, right)).to.equal(undefined)
    expect(cellAbove(drawn, right)).to.equal(undefined)
    expect(cellBelow(drawn, middle)).to.equal(undefined)
    expect(cellAbove(drawn, top)).to.equal(undefined)
    expect(surroundingsOf(drawn, far.start, far.end).above).to.equal('')
  })
})

describe('textPages', function () {
  it('begins a page at each form feed and marks empty ones blank', function () {
    const pages = textPages('eins\fzwei\f')
    expect(pages.map(({ number, blank }) => [number, blank])).to.deep.equal([
      [1, false],
      [2, false],
    ])
    expect(textPages('').map(({ blank, meanConfidence }) => [blank, meanConfidence])).to.deep.equal([
      [true, 0],
    ])
  })

  it('keeps every word within the page, however long and many the lines', function () {
    const text = `${'wort '.repeat(100)}\n`.repeat(300)
    for (const word of textPages(text)[0]?.blocks.flatMap((block) =>
      block.lines.flatMap((line) => line.words),
    ) ?? []) {
      expect(Math.max(...word.box)).to.be.at.most(1)
    }
  })
})
