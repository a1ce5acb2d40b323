import { expect } from 'chai'
import { extractCorrespondents } from '../../../../src/domain/extraction/correspondents.ts'
import type {
  CorrespondentContext,
  Correspondents,
} from '../../../../src/domain/extraction/correspondents.ts'
import {
  hasLegalForm,
  nameSimilarity,
  namesPublicBody,
} from '../../../../src/domain/extraction/organisation-words.ts'
import {
  addressInLine,
  addressOf,
  isPostcodeCity,
  isStreet,
} from '../../../../src/domain/extraction/postal-address.ts'
import { readingOf } from '../../../../src/domain/extraction/reading.ts'
import { partyOf } from '../../../../src/domain/extraction/zones.ts'
import { drawnPage, readingOfText } from './letter.ts'
import type { DrawnLine } from './letter.ts'

const NOBODY: CorrespondentContext = { ownNames: [], ownPostcodes: [] }
const HALL = { ownNames: ['Stadtverwaltung Auental'], ownPostcodes: ['55999'] }

const ofLines = (lines: readonly DrawnLine[], context = NOBODY): Correspondents =>
  extractCorrespondents(readingOf([drawnPage(lines)]), context)

describe('postal addresses', function () {
  for (const [line, yes] of [
    ['55116 Mainz', true],
    ['D-55116 Mainz', true],
    ['DE 80333 München', true],
    ['A-1010 Wien', true],
    ['1010 Wien', false],
    ['55116 mainz', false],
    ['Mainz', false],
    ['551167 Mainz', false],
  ] as const) {
    it(`says that ${JSON.stringify(line)} is ${yes ? 'a' : 'no'} line of postcode and city`, function () {
      expect(isPostcodeCity(line)).to.equal(yes)
    })
  }
  for (const [line, yes] of [
    ['Mühlenweg 17 b', true],
    ['Am Alten Markt 3', true],
    ['Postfach 12 34', true],
    ['Hauptstr. 12-14', true],
    ['Amt für Soziales', false],
    ['12 Äpfel', false],
  ] as const) {
    it(`says that ${JSON.stringify(line)} is ${yes ? 'a' : 'no'} street`, function () {
      expect(isStreet(line)).to.equal(yes)
    })
  }
  it('takes name, addition, street, postcode and city apart', function () {
    expect(
      addressOf(['Einschreiben', 'Frau', 'Dr. Jana Holm', 'Praxis am Tor', 'Torweg 3', '55116 Mainz']),
    ).to.deep.equal({
      name: 'Dr. Jana Holm',
      addition: 'Praxis am Tor',
      street: 'Torweg 3',
      postcode: '55116',
      city: 'Mainz',
    })
    expect(addressOf(['Herrn Udo Kern', '55116 Mainz'])).to.deep.equal({
      name: 'Udo Kern',
      postcode: '55116',
      city: 'Mainz',
    })
    expect(addressOf(['Torweg 3', '55116 Mainz'])).to.equal(undefined)
    expect(addressOf(['Jana Holm', 'Mainz'])).to.equal(undefined)
    expect(addressOf([])).to.equal(undefined)
  })
  it('reads an address in one line, with any of the usual marks', function () {
    for (const line of [
      'Werk GmbH · Torweg 3 · 55116 Mainz',
      'Werk GmbH, Torweg 3, 55116 Mainz',
      'Werk GmbH | Torweg 3 | 55116 Mainz',
      'Werk GmbH - Torweg 3 - 55116 Mainz',
    ]) {
      expect(addressInLine(line)).to.deep.equal({
        name: 'Werk GmbH',
        street: 'Torweg 3',
        postcode: '55116',
        city: 'Mainz',
      })
    }
    expect(addressInLine('55116 Mainz')).to.equal(undefined)
    expect(addressInLine('Ein Satz, sonst nichts')).to.equal(undefined)
  })
})

describe('names', function () {
  it('are compared without forms, titles and umlauts', function () {
    expect(nameSimilarity('Stadtwerke Köln GmbH', 'STADTWERKE KOLN')).to.equal(1)
    expect(nameSimilarity('Anna Berg', 'Anna Tal')).to.equal(0.5)
    expect(nameSimilarity('', 'Anna Berg')).to.equal(0)
  })
  it('tell organisations by legal form or kind', function () {
    expect(hasLegalForm('Werk GmbH & Co. KG')).to.equal(true)
    expect(hasLegalForm('Magda Geyer')).to.equal(false)
    expect(namesPublicBody('Amtsgericht Mainz')).to.equal(true)
    expect(namesPublicBody('Magda Geyer')).to.equal(false)
  })
  it('are no headings, but "Verkäufer" and "Rechnungsempfänger" are', function () {
    expect(partyOf('Verkäufer')).to.equal('sender')
    expect(partyOf('Käufer/Leistungsempfänger')).to.equal('recipient')
    expect(partyOf('Rechnungsempfänger:')).to.equal('recipient')
    expect(partyOf('Lieferant GmbH')).to.equal(undefined)
    expect(partyOf('Betreff')).to.equal(undefined)
  })
})

describe('extractCorrespondents', function () {
  it('takes the return line for the sender and the address field for the recipient', function () {
    const { sender, recipient } = ofLines([
      { x: 0.1, y: 0.16, text: 'Werk GmbH · Torweg 3 · 55116 Mainz', height: 0.006 },
      { x: 0.1, y: 0.19, text: 'Stadtverwaltung Auental' },
      { x: 0.1, y: 0.205, text: 'Bauamt' },
      { x: 0.1, y: 0.22, text: 'Rathausplatz 1' },
      { x: 0.1, y: 0.235, text: '55999 Auental' },
      { x: 0.1, y: 0.95, text: 'Werk GmbH Amtsgericht Mainz' },
    ])
    expect(sender.proposals[0]).to.deep.include({ value: 'Werk GmbH' })
    expect(sender.proposals[0]?.details).to.include({ street: 'Torweg 3', postcode: '55116', city: 'Mainz' })
    expect(recipient.proposals[0]).to.deep.include({ value: 'Stadtverwaltung Auental' })
    expect(recipient.proposals[0]?.details?.['addition']).to.equal('Bauamt')
  })

  it('takes the upper of two addresses for the sender of a private letter', function () {
    const { sender, recipient } = ofLines([
      { x: 0.1, y: 0.1, text: 'Jana Holm' },
      { x: 0.1, y: 0.115, text: 'Torweg 3' },
      { x: 0.1, y: 0.13, text: '55116 Mainz' },
      { x: 0.1, y: 0.2, text: 'Stadtverwaltung Auental' },
      { x: 0.1, y: 0.215, text: 'Rathausplatz 1' },
      { x: 0.1, y: 0.23, text: '55999 Auental' },
      { x: 0.1, y: 0.7, text: 'Mit freundlichen Grüßen' },
      { x: 0.1, y: 0.75, text: 'Jana Holm' },
      { x: 0.1, y: 0.8, text: 'Anlagen: 2' },
    ])
    expect(sender.proposals[0]?.value).to.equal('Jana Holm')
    expect(sender.proposals[0]?.reasons.map(({ kind }) => kind)).to.include.members([
      'first-of-two',
      'agreement',
    ])
    expect(recipient.proposals[0]?.value).to.equal('Stadtverwaltung Auental')
  })

  it('never takes the own administration for the sender', function () {
    const { sender, recipient } = ofLines(
      [
        { x: 0.1, y: 0.03, text: 'Stadtverwaltung Auental', height: 0.02 },
        { x: 0.1, y: 0.19, text: 'Stadtverwaltung Auental Bauamt' },
        { x: 0.1, y: 0.205, text: 'Rathausplatz 1' },
        { x: 0.1, y: 0.22, text: '55999 Auental' },
      ],
      HALL,
    )
    expect(sender.proposals).to.deep.equal([])
    expect(sender.abstained).to.match(/nicht sicher/)
    expect(recipient.proposals[0]?.reasons.map(({ kind }) => kind)).to.include('own-name')
  })

  it('follows headings in forms and invoices', function () {
    const { sender, recipient } = extractCorrespondents(
      readingOfText(
        [
          '',
          'Verkäufer',
          'Nummer:            549910',
          'Name:              Werk GmbH',
          'Anschrift:         Torweg 3',
          '                   55116 Mainz',
          '',
          '',
          'Käufer',
          'Name:              Laden AG',
          'Anschrift:         Marktplatz 1',
          '                   55999 Auental',
        ].join('\n'),
      ),
      NOBODY,
    )
    expect(sender.proposals[0]?.value).to.equal('Werk GmbH')
    expect(recipient.proposals[0]?.value).to.equal('Laden AG')
  })

  it('takes a tall letterhead of an organisation', function () {
    const { sender } = ofLines([
      { x: 0.1, y: 0.04, text: 'Amtsgericht Auental', height: 0.02 },
      { x: 0.1, y: 0.3, text: 'gewöhnlicher Text in einer Zeile' },
      { x: 0.1, y: 0.4, text: 'und noch eine Zeile davon' },
    ])
    expect(sender.proposals[0]?.value).to.equal('Amtsgericht Auental')
  })

  it('falls back on the first line of a receipt, and on nothing where nothing is said', function () {
    expect(
      extractCorrespondents(readingOfText('Backhaus Korn\nBrot 3,50'), NOBODY).sender.proposals[0]?.value,
    ).to.equal('Backhaus Korn')
    expect(extractCorrespondents(readingOfText('12345\n67890'), NOBODY).sender.abstained).to.be.a('string')
    expect(extractCorrespondents([], NOBODY).recipient.abstained).to.equal('Keine Seite mit Text.')
  })

  it('reads a return line that columns have torn apart', function () {
    const { sender } = extractCorrespondents(
      readingOfText('Werk GmbH        Torweg 3        55116 Mainz\n\nText'),
      NOBODY,
    )
    expect(sender.proposals[0]?.value).to.equal('Werk GmbH')
  })

  it('trusts an address on page two less and keeps the recipient out', function () {
    const first = drawnPage([
      { x: 0.1, y: 0.19, text: 'Laden AG' },
      { x: 0.1, y: 0.205, text: 'Marktplatz 1' },
      { x: 0.1, y: 0.22, text: '55999 Auental' },
    ])
    const second = drawnPage(
      [
        { x: 0.6, y: 0.1, text: 'Werk GmbH' },
        { x: 0.6, y: 0.115, text: 'Torweg 3' },
        { x: 0.6, y: 0.13, text: '55116 Mainz' },
      ],
      2,
    )
    const { sender } = extractCorrespondents(readingOf([first, second]), NOBODY)
    expect(sender.proposals.map(({ value }) => value)).to.not.include('Laden AG')
  })
})
