import { expect } from 'chai'
import {
  completablesOf,
  completedText,
  completionKey,
  typedPieces,
} from '../../../../src/domain/retrieval/completion.ts'

describe('what documents complete', function () {
  const completables = (title: string, sender?: string, ...numbers: string[]): string[] =>
    completablesOf({ title, sender, numbers }).map(
      ({ kind, key, spelling }) => `${kind} ${key} = ${spelling}`,
    )

  it('is the words of a title that carry a subject, each once, and not the ending of a file name', function () {
    expect(completables('Anhörung über die Gebühr, Gebühr 2025.docx')).to.deep.equal([
      'word anhorung = Anhörung',
      'word gebuhr = Gebühr',
    ])
  })

  it('is a sender by each of its words', function () {
    expect(completables('', 'Finanzamt  Mainz-Süd')).to.deep.equal([
      'sender finanzamt mainzsud = Finanzamt Mainz-Süd',
      'sender mainzsud = Finanzamt Mainz-Süd',
    ])
  })

  it('is a number as a whole and by its last digits, without zeros before them', function () {
    expect(completables('', undefined, '33.41-2026/000123', '61 26-HM 95')).to.deep.equal([
      'number 33412026000123 = 33.41-2026/000123',
      'number 123 = 33.41-2026/000123',
      'number 6126hm95 = 61 26-HM 95',
    ])
    expect(completionKey('number', '000123')).to.equal('123')
  })

  it('is nothing that is too long to be chosen', function () {
    expect(completables('a'.repeat(121), undefined, '')).to.deep.equal([])
  })
})

describe('the piece of a query that is being typed', function () {
  const cases: readonly (readonly [string, readonly string[]])[] = [
    ['Geb', ['number,sender,word Geb']],
    ['Antrag Stadtw', ['number,sender Antrag Stadtw', 'number,sender,word Stadtw']],
    ['von:Stadtw', ['sender Stadtw']],
    ['absender:"Stadtwerke Ma', ['sender Stadtwerke Ma']],
    ['Gebühr az:33.4', ['number 33.4']],
    ['betreff:Carp', ['word Carp']],
    ['Gebühr -Mahn', ['number,sender,word Mahn']],
    ['Bau „Stadtwerke Ma', ['number,sender Stadtwerke Ma']],
    ['„ruhender Verkehr“ Geb', ['number,sender,word Geb']],
    ['typ:Rech', []],
    ['Gebühr ', []],
    ['grund*', []],
    ['G', []],
    ['', []],
  ]
  for (const [text, pieces] of cases) {
    it(`of ${JSON.stringify(text)} is ${pieces.length === 0 ? 'none' : pieces.join(' or ')}`, function () {
      expect(typedPieces(text).map(({ kinds, typed }) => `${kinds.join(',')} ${typed}`)).to.deep.equal(pieces)
    })
  }

  it('is completed so that it is read as what was chosen', function () {
    const completed = (text: string, kind: 'word' | 'sender' | 'number', spelling: string): string => {
      const piece = typedPieces(text).at(-1)
      if (piece === undefined) throw new Error('nothing is typed')
      return completedText(piece, { kind, spelling })
    }
    expect(completed('Bau -geb', 'word', 'Gebühr')).to.equal('Bau -Gebühr')
    expect(completed('Bau Stadtw', 'sender', 'Stadtwerke "Mainz"')).to.equal(
      'Bau absender:"Stadtwerke  Mainz"',
    )
    expect(completed('von:Mü', 'sender', 'Müller')).to.equal('von:Müller')
    expect(completed('von:"Mü', 'sender', 'Anna Müller')).to.equal('von:"Anna Müller"')
    expect(completed('az:61', 'number', '61 26-HM 95')).to.equal('az:"61 26-HM 95"')
    expect(completed('Bau „Stadtwerke Ma', 'sender', 'Stadtwerke Mainz')).to.equal(
      'Bau absender:"Stadtwerke Mainz"',
    )
    expect(completed('33.4', 'number', '33.41-2026/000123')).to.equal('33.41-2026/000123')
  })
})
