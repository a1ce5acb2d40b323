import { expect } from 'chai'
import { extractCorrespondents } from '../../../../src/domain/extraction/correspondents.ts'
import { senderKey, senderMatcher } from '../../../../src/domain/extraction/known-sender.ts'
import type { KnownSender } from '../../../../src/domain/extraction/known-sender.ts'
import { readingOf } from '../../../../src/domain/extraction/reading.ts'
import { drawnPage } from './letter.ts'

const WORKS: KnownSender = {
  name: 'Stadtwerke Auental GmbH',
  street: 'Hafenweg 3',
  postcode: '04999',
  city: 'Auental',
  confirmations: 4,
}
const KLEIN: KnownSender = { name: 'Cornelia Klein', confirmations: 1 }
const SHORT: KnownSender = { name: 'IHK', confirmations: 9 }
const match = senderMatcher([WORKS, KLEIN, SHORT])

describe('a known sender', function () {
  const lines = [
    { line: 'Stadtwerke Auental GmbH', name: WORKS.name },
    { line: 'STADTWERKE AUENTAL GMBH · Hafenweg 3 · 04999 Auental', name: WORKS.name },
    { line: 'Stadtwerhe Auenta1 GmbH', name: WORKS.name },
    { line: '5tadtwerke Auental GrnbH', name: WORKS.name },
    { line: 'Comelia Klein', name: KLEIN.name },
    { line: 'Stadtwerke Brückstadt AG', name: undefined },
    { line: 'Corinna Kleinert', name: undefined },
    { line: 'Die IHK lädt ein', name: undefined },
    { line: 'Sehr geehrte Damen und Herren,', name: undefined },
    { line: '', name: undefined },
  ]
  for (const { line, name } of lines) {
    it(`is ${name === undefined ? 'not ' : ''}seen in "${line}"`, function () {
      expect(match(line)?.sender.name).to.equal(name)
    })
  }

  it('has one key however it is spelt', function () {
    expect(senderKey('STADTWERKE  Auental, GmbH')).to.equal(senderKey('Stadtwerke Auental GmbH'))
    expect(senderKey('x'.repeat(500)).length).to.equal(200)
  })

  it('is proposed under the confirmed name with the confirmed address, and says why', function () {
    const page = drawnPage([
      { x: 0.1, y: 0.05, text: 'Stadtwerhe Auenta1 GmbH' },
      { x: 0.12, y: 0.2, text: 'Stadt Musterstadt' },
      { x: 0.12, y: 0.22, text: 'Am Markt 1' },
      { x: 0.12, y: 0.24, text: '55999 Musterstadt' },
      { x: 0.1, y: 0.45, text: 'wir bitten um Zahlung.' },
    ])
    const context = { ownNames: ['Stadt Musterstadt'], ownPostcodes: [] }
    const { sender } = extractCorrespondents(readingOf([page]), { ...context, knownSenders: [WORKS] })
    expect(sender.proposals[0]?.value).to.equal(WORKS.name)
    expect(sender.proposals[0]?.details).to.include({
      postcode: '04999',
      city: 'Auental',
      street: 'Hafenweg 3',
    })
    expect(sender.proposals[0]?.reasons.map(({ kind }) => kind)).to.include('known-sender')
  })

  it('is no sender where the text only speaks of it', function () {
    const page = drawnPage([
      { x: 0.1, y: 0.05, text: 'Anna Weiß' },
      { x: 0.1, y: 0.5, text: 'Ihre Anfrage bei Stadtwerke Auental GmbH liegt vor' },
    ])
    const { sender } = extractCorrespondents(readingOf([page]), {
      ownNames: [],
      ownPostcodes: [],
      knownSenders: [WORKS],
    })
    expect(sender.proposals.filter(({ value }) => value === WORKS.name)).to.deep.equal([])
  })

  it('is found among five thousand in a page of letters without delay', function () {
    const many = Array.from({ length: 5000 }, (_, index) => ({
      name: `Betrieb ${index} Musterhaus ${index % 97} GmbH`,
      confirmations: 1,
    }))
    const matchMany = senderMatcher([...many, WORKS])
    const found = Array.from({ length: 20 }, () => matchMany('Stadtwerke Auental GmbH')?.sender.name)
    expect(new Set(found)).to.deep.equal(new Set([WORKS.name]))
  })
})

describe('a private sender', function () {
  it('is found in a block that ends at the right margin', function () {
    const page = drawnPage([
      { x: 0.73, y: 0.06, text: 'Hanna Sonnenberger' },
      { x: 0.748, y: 0.077, text: 'Gartenfeldweg 81' },
      { x: 0.766, y: 0.094, text: '04999 Brücklau' },
      { x: 0.12, y: 0.18, text: 'Stadt Musterstadt' },
      { x: 0.12, y: 0.2, text: 'Postfach 12 34' },
      { x: 0.12, y: 0.22, text: '55999 Musterstadt' },
    ])
    const context = { ownNames: ['Stadt Musterstadt'], ownPostcodes: [] }
    const { sender, recipient } = extractCorrespondents(readingOf([page]), context)
    expect(sender.proposals[0]?.details).to.include({ name: 'Hanna Sonnenberger', postcode: '04999' })
    expect(recipient.proposals[0]?.value).to.equal('Stadt Musterstadt')
  })
})
