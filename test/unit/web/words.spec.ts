import { expect } from 'chai'
import type { PageView } from '../../../src/contract/documents.ts'
import type { DocumentView } from '../../../src/web/shared/api/types.ts'
import { NO_EDITS, withWords } from '../../../src/web/features/triage/draft.ts'
import { writtenDay } from '../../../src/web/shared/format.ts'
import { movedRange, rangeText, wordsOf, type WordRange } from '../../../src/web/shared/viewer/words.ts'

/** Words of equal width on lines of a block each. */
function pageOf(...lines: readonly string[]): Pick<PageView, 'blocks'> {
  const blocks = lines.map((line, row) => ({
    lines: [
      {
        words: line.split(' ').map((text, column) => {
          const box = [column * 0.1, row * 0.1, column * 0.1 + 0.08, row * 0.1 + 0.05]
          return { text, box, confidence: 1 }
        }),
      },
    ],
  }))
  return { blocks } as unknown as Pick<PageView, 'blocks'>
}

const WORDS = wordsOf(pageOf('Stadtwerke Mainz AG', 'Rheinallee 41', 'den 3. November 2026'))

function at(text: string): WordRange {
  const index = WORDS.findIndex((word) => word.text === text)
  return { anchor: index, focus: index }
}

function press(start: string, ...keys: readonly string[]): string {
  let range = at(start)
  for (const name of keys) {
    const extends_ = name.startsWith('Shift+')
    range = movedRange(WORDS, range, name.replace('Shift+', ''), extends_) ?? range
  }
  return rangeText(WORDS, range)
}

describe('picking words of a page by keys', function () {
  const cases: readonly (readonly [start: string, keys: readonly string[], text: string])[] = [
    ['Stadtwerke', ['ArrowRight'], 'Mainz'],
    ['Stadtwerke', ['ArrowLeft'], 'Stadtwerke'],
    ['AG', ['ArrowRight'], 'Rheinallee'],
    ['2026', ['ArrowRight'], '2026'],
    ['Mainz', ['ArrowDown'], '41'],
    ['AG', ['ArrowDown', 'ArrowDown'], '3.'],
    ['den', ['ArrowDown'], 'den'],
    ['3.', ['ArrowUp', 'ArrowUp'], 'Mainz'],
    ['Mainz', ['End'], 'AG'],
    ['AG', ['Home'], 'Stadtwerke'],
    ['Stadtwerke', ['Shift+End'], 'Stadtwerke Mainz AG'],
    ['41', ['Shift+ArrowLeft', 'Shift+ArrowLeft'], 'AG Rheinallee 41'],
    ['Stadtwerke', ['Shift+End', 'ArrowRight'], 'Rheinallee'],
  ]
  for (const [start, keys, text] of cases) {
    it(`goes from ${start} by ${keys.join(', ')} to ${text}`, function () {
      expect(press(start, ...keys)).to.equal(text)
    })
  }

  it('leaves other keys and empty pages alone', function () {
    expect(movedRange(WORDS, at('AG'), 'a', false)).to.equal(undefined)
    expect(movedRange([], { anchor: 0, focus: 0 }, 'ArrowRight', false)).to.equal(undefined)
    expect(wordsOf(undefined)).to.deep.equal([])
  })
})

describe('words of the page in a field', function () {
  const document = { index: {}, proposals: {} } as unknown as DocumentView

  it('take the place of what stood there', function () {
    const edits = withWords(
      document,
      { ...NO_EDITS, single: { sender: 'alt' } },
      'sender',
      ' Stadtwerke  Mainz ',
    )
    expect(edits?.single.sender).to.equal('Stadtwerke Mainz')
  })

  it('are a day where the field holds one, and stay as they are where they name none', function () {
    expect(
      withWords(document, NO_EDITS, 'letterDate', 'Mainz, den 3. November 2026')?.single.letterDate,
    ).to.equal('03.11.2026')
    expect(withWords(document, NO_EDITS, 'letterDate', 'gestern')?.single.letterDate).to.equal('gestern')
  })

  it('are one more value of a list, once', function () {
    const one = withWords(document, NO_EDITS, 'ibans', 'DE02 1203 0000 0000 2020 51')
    const same = withWords(document, one ?? NO_EDITS, 'ibans', 'DE02120300000000202051')
    expect(same?.lists.ibans).to.deep.equal(['DE02120300000000202051'])
    expect(withWords(document, NO_EDITS, 'amounts', 'zwölf')).to.equal(undefined)
    expect(withWords(document, NO_EDITS, 'sender', ' ')).to.equal(undefined)
  })

  const days: readonly (readonly [text: string, day: string | undefined])[] = [
    ['03.11.2026', '2026-11-03'],
    ['vom 3.11.26', '2026-11-03'],
    ['3. Nov. 2026', '2026-11-03'],
    ['3 März 2026', '2026-03-03'],
    ['31.02.2026', undefined],
    ['3. Brumaire 2026', undefined],
    ['AZ 12.34.56789', undefined],
  ]
  for (const [text, day] of days) {
    it(`name ${day ?? 'no day'}: ${text}`, function () {
      expect(writtenDay(text)).to.equal(day)
    })
  }
})
