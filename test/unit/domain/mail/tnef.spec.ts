import { expect } from 'chai'
import { readTnef } from '../../../../src/domain/mail/tnef.ts'
import { attribute, properties, tnef, wrapped, wrappedMessage } from '../../../support/mails/tnef-files.ts'
import { seededRandom } from '../../../support/seeded-random.ts'

const PDF = Buffer.from('%PDF-1.7 Antrag')

describe('what Outlook wraps', function () {
  it('is read with names, kinds and bytes', function () {
    const file = tnef(
      attribute(1, 0x00069007, Buffer.from([0xe4, 0x04, 0, 0])),
      attribute(1, 0x0002800c, Buffer.from('Gr\xfc\xdfe\0', 'latin1')),
      wrapped({
        title: 'ANTRAG~1.PDF',
        longName: 'Antrag Köln – 2026.pdf',
        mediaType: 'Application/PDF',
        bytes: PDF,
      }),
      wrapped({ title: 'Grün.txt', bytes: Buffer.from('x') }),
      wrapped({ title: 'logo.png', mediaType: 'image/png', flags: 4, bytes: Buffer.from('y') }),
    )
    const content = readTnef(file)
    expect(content?.text).to.equal('Grüße')
    expect(
      content?.attachments.map(({ filename, mediaType, isInline }) => [filename, mediaType, isInline]),
    ).to.deep.equal([
      ['Antrag Köln – 2026.pdf', 'application/pdf', false],
      ['Grün.txt', undefined, false],
      ['logo.png', 'image/png', true],
    ])
    expect(Buffer.from(content?.attachments[0]?.bytes ?? []).equals(PDF)).to.equal(true)
  })

  it('may keep its text among the properties, in UTF-16 or as a page', function () {
    const list = properties([0x1000, 'unicode', 'Aus Köln 🏛'], [0x1013, 'text', '<p>Seite</p>'])
    expect(readTnef(tnef(attribute(1, 0x00069003, list)))).to.include({
      text: 'Aus Köln 🏛',
      html: '<p>Seite</p>',
    })
  })

  it('tells of a message inside, whose bytes are wrapped again', function () {
    const inner = tnef(wrapped({ title: 'innen.pdf', bytes: PDF }))
    const [message] = readTnef(tnef(wrappedMessage('Weitergeleitet', inner)))?.attachments ?? []
    expect(message).to.include({ filename: 'Weitergeleitet', isMessage: true })
    expect(readTnef(message?.bytes ?? PDF)?.attachments[0]?.filename).to.equal('innen.pdf')
  })

  it('of 65,000 attributes and of a letter in an unknown code page is read, of too many attachments it is not', function () {
    const small = attribute(1, 0x00018004, Buffer.alloc(0))
    const strange = attribute(1, 0x00069007, Buffer.from([0xff, 0xff, 0xff, 0x7f]))
    const many = tnef(
      strange,
      ...Array.from({ length: 65_000 }, () => small),
      attribute(1, 0x0002800c, Buffer.from('a')),
    )
    expect(readTnef(many)?.text).to.equal('a')
    const attachment = attribute(2, 0x00069002, Buffer.alloc(14))
    expect(readTnef(tnef(...Array.from({ length: 1_001 }, () => attachment)))).to.equal(undefined)
    expect(readTnef(tnef(...Array.from({ length: 100_001 }, () => small)))).to.equal(undefined)
  })

  it('is given up where it is cut off, at every byte, and is none without its signature', function () {
    const whole = tnef(wrapped({ title: 'a.pdf', longName: 'a.pdf', bytes: PDF }))
    const head = tnef().length
    const ends = new Set([head])
    for (let at = head; at < whole.length; at += 11 + whole.readUInt32LE(at + 5)) ends.add(at)
    for (let length = 0; length < whole.length; length += 1) {
      const isRead = readTnef(whole.subarray(0, length)) !== undefined
      expect(isRead, String(length)).to.equal(ends.has(length))
    }
    expect(readTnef(PDF)).to.equal(undefined)
  })

  it('of broken bytes, lengths and counts is read or is not, and never more than there is', function () {
    const whole = tnef(
      attribute(1, 0x00069003, properties([0x1000, 'unicode', 'Text'], [0x8001, 'named', 'n'])),
      wrapped({ title: 'a.pdf', longName: 'a.pdf', mediaType: 'application/pdf', bytes: PDF }),
      wrappedMessage('m', tnef()),
    )
    const random = seededRandom(7)
    for (let round = 0; round < 3_000; round += 1) {
      const broken = Buffer.from(whole)
      for (let change = 0; change < 3; change += 1)
        broken[6 + Math.floor(random() * (broken.length - 6))] = Math.floor(random() * 256)
      for (const { bytes } of readTnef(broken)?.attachments ?? [])
        expect(bytes.length).to.be.at.most(whole.length)
    }
    const counts = Buffer.alloc(8, 0xff)
    expect(readTnef(tnef(attribute(1, 0x00069003, counts)))).to.equal(undefined)
  })
})
