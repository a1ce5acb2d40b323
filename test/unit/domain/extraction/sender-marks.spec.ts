import { expect } from 'chai'
import { extractProposals } from '../../../../src/domain/extraction/extract.ts'
import type { KnownSender } from '../../../../src/domain/extraction/known-sender.ts'
import type { Proposal } from '../../../../src/domain/extraction/proposal.ts'
import { MOST_MARKS, withMarks } from '../../../../src/domain/extraction/sender-marks.ts'
import { drawnPage } from './letter.ts'

const WORKS: KnownSender = {
  name: 'Stadtwerke Auental GmbH',
  postcode: '04999',
  city: 'Auental',
  marks: ['vat:DE136695976', 'site:werke-auental.example'],
  confirmations: 1,
}

/** A letter whose head is a picture; its foot stands at the bottom of the page. */
function letter(foot: string): Parameters<typeof extractProposals>[0] {
  return [
    drawnPage([
      { x: 0.12, y: 0.2, text: 'Stadt Musterstadt' },
      { x: 0.12, y: 0.22, text: 'Am Markt 1' },
      { x: 0.12, y: 0.24, text: '55999 Musterstadt' },
      { x: 0.1, y: 0.45, text: 'wir bitten um Zahlung.' },
      { x: 0.1, y: 0.93, text: foot },
    ]),
  ]
}

function senders(
  pages: Parameters<typeof extractProposals>[0],
  ...known: KnownSender[]
): readonly Proposal[] {
  const context = { receivedOn: '2026-11-02', ownNames: ['Stadt Musterstadt'], knownSenders: known }
  return extractProposals(pages, context).fields.sender ?? []
}

describe('marks of a sender', function () {
  const letters = [
    { foot: 'USt-IdNr. DE136695976', marks: ['vat:DE136695976'] },
    { foot: 'www.Werke-Auental.example', marks: ['site:werke-auental.example'] },
    { foot: 'rechnung@post.werke-auental.example', marks: ['site:werke-auental.example'] },
    { foot: 'https://www.works.co.uk', marks: ['site:works.co.uk'] },
    { foot: 'anna.klein@gmx.de', marks: undefined },
    { foot: 'Telefon 06131 12345', marks: undefined },
  ]
  for (const { foot, marks } of letters) {
    it(`on "${foot}" are ${marks?.join(', ') ?? 'none'}`, function () {
      expect(extractProposals(letter(foot), { receivedOn: '2026-11-02' }).senderMarks).to.deep.equal(marks)
    })
  }

  for (const foot of ['USt-IdNr. DE136695976', 'www.werke-auental.example', 'info@werke-auental.example']) {
    it(`tell him by "${foot}", with his address and the reason`, function () {
      const [best] = senders(letter(foot), WORKS)
      expect(best?.value).to.equal(WORKS.name)
      expect(best?.details).to.include({ postcode: '04999', city: 'Auental' })
      expect(best?.reasons.map(({ text }) => text).join(' ')).to.include('stand schon auf einem Schreiben')
    })
  }

  it('tell nobody when two share them, and nobody of whom nothing stands there', function () {
    const foot = 'www.werke-auental.example'
    expect(senders(letter(foot), WORKS, { ...WORKS, name: 'Hafen Auental' })).to.deep.equal([])
    expect(senders(letter('www.werke-auental.example.org'), WORKS)).to.deep.equal([])
  })

  it('give way to who writes about him', function () {
    const text = 'auf www.werke-auental.example steht ein falscher Tarif.'
    const block = drawnPage([
      { x: 0.12, y: 0.16, text: 'Anna Weiß · Gartenweg 4 · 04999 Brücklau' },
      { x: 0.12, y: 0.2, text: 'Stadt Musterstadt' },
      { x: 0.12, y: 0.22, text: 'Am Markt 1' },
      { x: 0.12, y: 0.24, text: '55999 Musterstadt' },
      { x: 0.1, y: 0.45, text },
    ])
    expect(senders([block], WORKS)[0]?.value).to.equal('Anna Weiß')
  })

  it('are kept once and not without end', function () {
    expect(withMarks(['a', 'b'], ['a', 'c'])).to.deep.equal(['b', 'a', 'c'])
    const many = Array.from({ length: 50 }, (_, index) => `site:${index}.de`)
    expect(withMarks(many, ['last']))
      .to.have.length(MOST_MARKS)
      .and.include('last')
  })

  it('are looked for in hostile pages without delay', function () {
    const pages = letter(`${'www.'.repeat(2000)}${'a-'.repeat(2000)}@${'x.'.repeat(500)}`)
    expect(senders(pages, WORKS)).to.deep.equal([])
  })
})
