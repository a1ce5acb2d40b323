import { expect } from 'chai'
import { findCourtFileNumbers } from '../../../../src/domain/extraction/court-file-number.ts'
import { fileNumberShape, findShapedNumbers } from '../../../../src/domain/extraction/file-number-shape.ts'
import { findLabels, referenceAtStart } from '../../../../src/domain/extraction/reference-labels.ts'
import { extractFileNumbers, extractForeignReference } from '../../../../src/domain/extraction/references.ts'
import type { ReferenceContext } from '../../../../src/domain/extraction/references.ts'
import { readingOfText } from './letter.ts'

const OWN: ReferenceContext = {
  fileNumberPatterns: ['33.41-2026/000123', '{Amt} {Aktenplan}-{Buchstaben} {lfd}'],
}
const NONE: ReferenceContext = { fileNumberPatterns: [] }

describe('findCourtFileNumbers', function () {
  for (const number of [
    '1 BvR 383/00',
    'VII B 120/01',
    '5 AZN 1007/14',
    'B 4 AS 32/12 R',
    'L 5 KR 44/10 B ER',
    '12 K 345/19.MZ',
    '10 C 12.07',
    '26 W (pat) 43/15',
    'XII ZB 123/20',
    'C-123/04',
    'GrS 1/16',
    'KZR 12/13',
    'I-12 U 34/10',
  ]) {
    it(`finds ${number}`, function () {
      expect(
        findCourtFileNumbers(`Urteil vom 1. Mai 2020 - ${number} - juris`).map(
          ({ fileNumber }) => fileNumber,
        ),
      ).to.deep.equal([number])
    })
  }
  for (const text of [
    'BGBl I 2020, 12/13',
    '§ 12 Abs. 3/14',
    'am 3 Mai 12/13',
    'NJW 2012, 943',
    '2017 und 3/4',
    'Heft 3/2017',
  ]) {
    it(`finds none in ${JSON.stringify(text)}`, function () {
      expect(findCourtFileNumbers(text)).to.deep.equal([])
    })
  }
  it('does not take a year for the division', function () {
    expect(
      findCourtFileNumbers('vom 1. Mai 2017 VIII R 52/13').map(({ fileNumber }) => fileNumber),
    ).to.deep.equal(['VIII R 52/13'])
  })
})

describe('fileNumberShape', function () {
  it('is the same for numbers and their template', function () {
    expect(fileNumberShape('33.41-2026/000123')).to.equal('9.9-9/9')
    expect(fileNumberShape('{Amt}.{Aktenplan}-{Jahr}/{lfd}')).to.equal('9.9-9/9')
    expect(fileNumberShape('61–26 HM 95')).to.equal('9-9A9')
  })
  it('finds numbers of a shape, with blanks around the marks', function () {
    const shapes = new Set(['9.9-9/9'])
    expect(
      findShapedNumbers('Akte 33.41 - 2026/000123, Tel. 06131-12', shapes).map(
        ({ fileNumber }) => fileNumber,
      ),
    ).to.deep.equal(['33.41-2026/000123'])
    expect(findShapedNumbers('33.41-2026/000123', new Set(['9/9']))).to.deep.equal([])
  })
})

describe('referenceAtStart', function () {
  for (const [text, value] of [
    [': 12 K 345/19', '12 K 345/19'],
    [' lautet 50.2-WG/8713, bitte', '50.2-WG/8713'],
    [' III/5-7 Sch', 'III/5-7'],
    [' AB 12 34 (neu)', 'AB 12 34'],
    [': (4711)', '4711'],
  ] as const) {
    it(`takes ${value} from ${JSON.stringify(text)}`, function () {
      expect(referenceAtStart(text)?.value).to.satisfy((found: string) => found.startsWith(value))
    })
  }
  for (const text of [' vom 12.03.2026', ' siehe oben', '', ' 19 %', ' x', ' Datum 12']) {
    it(`takes nothing from ${JSON.stringify(text)}`, function () {
      expect(referenceAtStart(text)?.value ?? '').to.not.match(/2026|oben|Datum/)
    })
  }
})

describe('findLabels', function () {
  it('tells our sign from theirs', function () {
    expect(
      findLabels('Ihr Zeichen: 1 Unser Zeichen: 2 Az.: 3 Kassenzeichen 4').map(({ kind }) => kind),
    ).to.deep.equal(['our-reference', 'sender-reference', 'file-number', 'cash-reference'])
  })
})

describe('extractFileNumbers', function () {
  const numbersOf = (text: string, context = OWN): unknown[] =>
    extractFileNumbers(readingOfText(text), context).proposals.map(({ value }) => value)

  it('puts own numbers first, wherever they stand', function () {
    const { proposals } = extractFileNumbers(
      readingOfText('zu Ihrem Bescheid 33.41-2026/000777\nUnser Az.: 3 C 12/26'),
      OWN,
    )
    expect(proposals[0]?.value).to.equal('33.41-2026/000777')
    expect(proposals[0]?.details?.['kind']).to.equal('own')
    expect(proposals.map(({ value }) => value)).to.include('3 C 12/26')
  })

  it('reads "Ihr Zeichen" in the same line, beside and below', function () {
    expect(numbersOf('Ihr Zeichen: 50-12/3', NONE)).to.deep.equal(['50-12/3'])
    expect(numbersOf('Ihr Zeichen:           50-12/3', NONE)).to.deep.equal(['50-12/3'])
    expect(
      numbersOf(
        'Ihr Zeichen      Unser Zeichen      Telefon\n50-12/3          X-99/1             0613112',
        NONE,
      ),
    ).to.deep.equal(['50-12/3'])
    expect(numbersOf('Ihr Zeichen:\n50-12/3', NONE)).to.deep.equal(['50-12/3'])
  })

  it('joins an own number that is printed with blanks', function () {
    expect(numbersOf('Aktenzeichen: 33.41-2026 / 000123')).to.include('33.41-2026/000123')
  })

  it('abstains where there is none', function () {
    expect(extractFileNumbers(readingOfText('Ihr Zeichen: wie besprochen'), NONE).abstained).to.equal(
      'Kein Aktenzeichen gefunden.',
    )
  })
})

describe('extractForeignReference', function () {
  const referencesOf = (text: string, context = NONE): unknown[] =>
    extractForeignReference(readingOfText(text), context).proposals.map(({ value, details }) => [
      value,
      details?.['kind'],
    ])

  for (const [text, value, kind] of [
    ['Unser Zeichen: X-99/1', 'X-99/1', 'sender-reference'],
    ['Rechnungsnummer: 2026-0815', '2026-0815', 'invoice-number'],
    ['Handelsrechnung (380) Nr. 471102 vom 05.06.2018', '471102', 'invoice-number'],
    ['RECHNUNG\nNr. 2026-0815', '2026-0815', 'invoice-number'],
    ['Kassenzeichen 4711.0815', '4711.0815', 'cash-reference'],
    ['Beleg-Nr        : RK21', 'RK21', 'invoice-number'],
    ['Vorgangsnummer: V-77', 'V-77', 'case-number'],
    ['Kunden-Nr.: 12345', '12345', 'customer-number'],
    ['Az.: 3 C 12/26', '3 C 12/26', 'file-number'],
  ] as const) {
    it(`takes ${value} from ${JSON.stringify(text)} as ${kind}`, function () {
      expect(referencesOf(text)[0]).to.deep.equal([value, kind])
    })
  }

  it('leaves our own numbers and "Ihr Zeichen" out', function () {
    expect(referencesOf('Ihr Zeichen: 50-12/3\nAktenzeichen: 33.41-2026/000123', OWN)).to.deep.equal([])
  })

  it('abstains on a lone label', function () {
    expect(extractForeignReference(readingOfText('Unser Zeichen:'), NONE).abstained).to.be.a('string')
    expect(extractForeignReference(readingOfText('Nr. 5 der Liste'), NONE).abstained).to.be.a('string')
  })
})
