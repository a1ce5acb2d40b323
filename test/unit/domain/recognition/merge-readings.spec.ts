import { expect } from 'chai'
import { mergeReadings, type ReadWord } from '../../../../src/domain/recognition/merge-readings.ts'

/** Words side by side, 100 pixels wide each unless a width is given. */
function words(
  line: number,
  ...texts: (readonly [text: string, confidence: number, width?: number])[]
): ReadWord[] {
  let left = 0
  return texts.map(([text, confidence, width = 100]) => {
    const box = { left, top: line * 40, right: left + width - 10, bottom: line * 40 + 30 }
    left += width
    return { text, confidence, box, block: 1, line }
  })
}

const textOf = (merged: readonly ReadWord[]): string => merged.map(({ text }) => text).join(' ')

describe('mergeReadings', function () {
  const cases = [
    {
      name: 'takes what is read with more confidence',
      first: words(1, ['Rückäußerunig', 0.4]),
      second: words(1, ['Rückäußerung', 0.9]),
      merged: 'Rückäußerung',
    },
    {
      name: 'stays with the first where the second is hardly surer',
      first: words(1, ['Amt', 0.9]),
      second: words(1, ['Amf', 0.92]),
      merged: 'Amt',
    },
    {
      name: 'keeps umlauts that a model without them misses, however sure it is',
      first: words(1, ['Brückstädt', 0.6]),
      second: words(1, ['Bruckstadt', 0.95]),
      merged: 'Brückstädt',
    },
    {
      name: 'takes over accents that the first model does not know',
      first: words(1, ['Cafes', 0.95]),
      second: words(1, ['Cafés', 0.8]),
      merged: 'Cafés',
    },
    {
      name: 'takes a section sign where the first read a number',
      first: words(1, ['8', 0.95], ['5', 0.9]),
      second: words(1, ['§', 0.7], ['5', 0.9]),
      merged: '§ 5',
    },
    {
      name: 'takes no section sign for what does not look like one',
      first: words(1, ['Nr', 0.95]),
      second: words(1, ['§', 0.7]),
      merged: 'Nr',
    },
    {
      name: 'believes check digits more than confidence',
      first: words(1, ['DE89370400440532013000', 0.5]),
      second: words(1, ['DE89370400440532018000', 0.95]),
      merged: 'DE89370400440532013000',
    },
    {
      name: 'joins what was torn apart',
      first: words(1, ['Haupt', 0.5], ['straße', 0.5], ['7', 0.9]),
      second: words(1, ['Hauptstraße', 0.9, 200], ['7', 0.9]),
      merged: 'Hauptstraße 7',
    },
    {
      name: 'parts what ran together',
      first: words(1, ['deroben', 0.4, 200], ['auf', 0.9]),
      second: words(1, ['der', 0.9], ['oben', 0.9], ['auf', 0.9]),
      merged: 'der oben auf',
    },
    {
      name: 'leaves digits in the groups in which the first saw them',
      first: words(1, ['2', 0.6], ['25', 0.7], ['19', 0.7], ['60', 0.7]),
      second: words(1, ['2251960', 0.95, 400]),
      merged: '2 25 19 60',
    },
    {
      name: 'parts digits into the groups that only the second saw',
      first: words(1, ['2251960', 0.9, 400]),
      second: words(1, ['2', 0.6], ['25', 0.7], ['19', 0.7], ['60', 0.7]),
      merged: '2 25 19 60',
    },
    {
      name: 'keeps words that only the first saw and leaves those that only the second saw',
      first: words(1, ['Amt', 0.9]),
      second: words(3, ['Fleck', 0.9]),
      merged: 'Amt',
    },
  ]
  for (const { name, first, second, merged } of cases) {
    it(name, function () {
      expect(textOf(mergeReadings(first, second))).to.equal(merged)
    })
  }

  it('leaves words in the block and line of the first reading', function () {
    const first = words(1, ['deroben', 0.4, 200])
    const second = words(1, ['der', 0.9], ['oben', 0.9]).map((word) => ({ ...word, block: 7, line: 9 }))
    for (const { block, line } of mergeReadings(first, second)) {
      expect({ block, line }).to.deep.equal({ block: 1, line: 1 })
    }
  })
})
