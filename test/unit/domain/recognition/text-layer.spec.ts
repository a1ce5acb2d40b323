import { expect } from 'chai'
import {
  judgeTextLayer,
  wordlikeShare,
  type LayerWord,
} from '../../../../src/domain/recognition/text-layer.ts'

function layer(text: string, invisible = false): { words: LayerWord[] } {
  const words = text.split(/\s+/u).filter((word) => word !== '')
  return {
    words: words.map((word) => ({
      text: word,
      box: [0, 0, 1, 1],
      invisible,
      angleDegrees: 0,
      startsLine: false,
    })),
  }
}

const LETTER =
  'Sehr geehrte Damen und Herren, anbei erhalten Sie die Unterlagen zum Antrag vom 3. Mai 2024 über 120,50 €.'
const UNMAPPED =
  '\uE001\uE002\uE003 \uE004\uE005\uE006 \uE007\uE008 Antrag auf Erteilung einer Genehmigung nach dem Gesetz'
const SHIFTED = "6HKU JHHKUWH 'DPHQ XQG +HUUHQ DQEHL HUKDOWHQ 6LH GLH 8QWHUODJHQ ]XP $QWUDJ YRP"

describe('judgeTextLayer', function () {
  const cases = [
    { name: 'a letter', layer: layer(LETTER), pictureShare: 0, use: 'all', reason: 'text-layer-sound' },
    {
      name: 'a letter with a logo',
      layer: layer(LETTER),
      pictureShare: 0.05,
      use: 'all',
      reason: 'text-layer-sound',
    },
    {
      name: 'a letter with a large picture',
      layer: layer(LETTER),
      pictureShare: 0.3,
      use: 'with-recognition',
      reason: 'text-layer-partial',
    },
    {
      name: 'a few words on a drawing',
      layer: layer('Lageplan 1:500'),
      pictureShare: 0,
      use: 'with-recognition',
      reason: 'text-layer-partial',
    },
    {
      name: 'the stamp of a scanner on a scan',
      layer: layer('Scan 12'),
      pictureShare: 1,
      use: 'none',
      reason: 'no-text-layer',
    },
    { name: 'nothing', layer: layer(''), pictureShare: 0, use: 'none', reason: 'no-text-layer' },
    {
      name: 'characters without a meaning',
      layer: layer(UNMAPPED),
      pictureShare: 0,
      use: 'none',
      reason: 'text-layer-garbled',
    },
    {
      name: 'shifted characters',
      layer: layer(SHIFTED),
      pictureShare: 0,
      use: 'none',
      reason: 'text-layer-garbled',
    },
    {
      name: 'punctuation only',
      layer: layer('!!"§ $%&/ ()=? *#+- .:,; <>|! "§$% aaaaaaaaaaaaaaa'),
      pictureShare: 0,
      use: 'none',
      reason: 'text-layer-garbled',
    },
    {
      name: 'good hidden text of a scanner',
      layer: layer(LETTER, true),
      pictureShare: 1,
      use: 'all',
      reason: 'hidden-text-sound',
    },
    {
      name: 'poor hidden text of a scanner',
      layer: layer(`${LETTER} Jlll bcdfg rnxtq hjklw zzxvq kkjmn`, true),
      pictureShare: 1,
      use: 'none',
      reason: 'hidden-text-poor',
    },
    {
      name: 'Hebrew',
      layer: layer('שלום עולם מה שלום כולם אני יורד מן החוטים אני כאן'),
      pictureShare: 0,
      use: 'all',
      reason: 'text-layer-sound',
    },
  ]
  for (const { name, layer: words, pictureShare, use, reason } of cases) {
    it(`says ${reason} for ${name}`, function () {
      expect(judgeTextLayer(words, pictureShare)).to.deep.equal({ use, reason })
    })
  }
})

describe('wordlikeShare', function () {
  const cases: { word: string; is: boolean }[] = [
    { word: 'Angstschweiß', is: true },
    { word: '„Straßenverkehrsamt“,', is: true },
    { word: 'IBAN', is: true },
    { word: 'GmbH', is: false },
    { word: 'DE89370400440532013000', is: true },
    { word: 'RE-2024/0017', is: true },
    { word: 'info@stadt-beispiel.de', is: true },
    { word: 'xqzvbnmkl', is: false },
    { word: 'aBcDeF', is: false },
    { word: 'a1b2c3d4', is: false },
  ]
  for (const { word, is } of cases) {
    it(`takes ${word} ${is ? 'for' : 'not for'} a word`, function () {
      expect(wordlikeShare([word])).to.equal(is ? 1 : 0)
    })
  }

  it('does not judge short words, other scripts and nothing', function () {
    expect(wordlikeShare(['zu', '--', '日本語テスト'])).to.equal(1)
    expect(wordlikeShare([])).to.equal(1)
  })
})
