import { expect } from 'chai'
import { assembleBlocks, meanConfidence } from '../../../../src/domain/recognition/assemble.ts'
import { seenLanguages } from '../../../../src/domain/recognition/languages.ts'
import { layerTurn, placeLayerWords } from '../../../../src/domain/recognition/layer-blocks.ts'
import { textOf, type Box } from '../../../../src/domain/recognition/page.ts'
import type { LayerWord } from '../../../../src/domain/recognition/text-layer.ts'

function word(text: string, box: Box, startsLine = false, angleDegrees = 0): LayerWord {
  return { text, box, startsLine, angleDegrees, invisible: false }
}

const WORDS = [
  word('Sehr', [0.1, 0.1, 0.15, 0.12], true),
  word('geehrte', [0.16, 0.1, 0.25, 0.125]),
  word('Damen', [0.1, 0.13, 0.2, 0.15], true),
  word('Mit', [0.1, 0.5, 0.15, 0.52], true),
]

describe('placeLayerWords', function () {
  it('keeps the lines of the layer and begins a block where lines part', function () {
    expect(textOf({ blocks: assembleBlocks(placeLayerWords({ words: WORDS }, 0)) })).to.equal(
      'Sehr geehrte\nDamen\n\nMit',
    )
  })

  it('begins a block when the text goes on further up, as in the next column', function () {
    const columns = [word('unten', [0.1, 0.8, 0.2, 0.82], true), word('oben', [0.6, 0.1, 0.7, 0.12], true)]
    expect(placeLayerWords({ words: columns }, 0).map(({ block }) => block)).to.deep.equal([0, 1])
  })

  it('turns places with the page and is sure of every word', function () {
    const [placed] = placeLayerWords({ words: [word('a', [0, 0.25, 0.5, 0.5])] }, 180)
    expect(placed).to.deep.equal({ text: 'a', box: [0.5, 0.5, 1, 0.75], confidence: 1, block: 0, line: 0 })
  })
})

describe('layerTurn', function () {
  const cases = [
    { name: 'upright text', words: [word('abc', [0, 0, 1, 1], true, 0.4)], turn: 0 },
    { name: 'text that runs down', words: [word('abc', [0, 0, 1, 1], true, 90)], turn: 270 },
    { name: 'text that runs up', words: [word('abc', [0, 0, 1, 1], true, -90)], turn: 90 },
    { name: 'text upside down', words: [word('abc', [0, 0, 1, 1], true, -180)], turn: 180 },
    {
      name: 'a page with a note at its side',
      words: [word('abcdef', [0, 0, 1, 1]), word('abc', [0, 0, 1, 1], true, 90)],
      turn: 0,
    },
    { name: 'no text', words: [], turn: 0 },
  ]
  for (const { name, words, turn } of cases) {
    it(`turns ${name} by ${turn}°`, function () {
      expect(layerTurn({ words })).to.equal(turn)
    })
  }
})

describe('meanConfidence', function () {
  it('weighs words by their letters', function () {
    expect(
      meanConfidence([
        { text: 'a', confidence: 0 },
        { text: 'bcd', confidence: 1 },
      ]),
    ).to.equal(0.75)
    expect(meanConfidence([])).to.equal(0)
  })
})

describe('seenLanguages', function () {
  const cases = [
    { text: 'die Unterlagen und der Antrag', seen: ['deu'] },
    { text: 'the letter and the form that you have', seen: ['eng'] },
    {
      text: 'the one and the other that you have und das ist ein Satz für sich von der Stadt',
      seen: ['deu', 'eng'],
    },
    { text: 'Und Die', seen: [] },
    { text: '', seen: [] },
  ]
  for (const { text, seen } of cases) {
    it(`sees ${seen.join(' and ') || 'nothing'} in “${text}”`, function () {
      expect(seenLanguages(text.split(' '))).to.deep.equal(seen)
    })
  }
})
