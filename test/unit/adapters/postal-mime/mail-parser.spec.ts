import { expect } from 'chai'
import { htmlText } from '../../../../src/adapters/htmlparser2/html-text.ts'
import { createMailParser } from '../../../../src/adapters/postal-mime/mail-parser.ts'
import { isMailroomError } from '../../../../src/domain/errors.ts'
import { partReason } from '../../../../src/domain/mail/part-reason.ts'
import type { ParsedMail } from '../../../../src/ports/mail-parser.ts'
import { openMail } from '../../../../src/sandbox/open-mail.ts'
import { seededRandom } from '../../../support/seeded-random.ts'
import { multipart, textPart } from '../../../support/mails/mail-parts.ts'
import { STRANGE_MAILS } from '../../../support/mails/strange-mails.ts'

const parser = createMailParser(htmlText)

function partNames({ head, parts }: ParsedMail): string[] {
  return parts.map((part) => {
    const reason = partReason({ ...part, sizeBytes: part.bytes.byteLength }, head)
    return `${part.filename ?? '?'}${reason === undefined ? '' : `!${reason}`}`
  })
}

function parsed(raw: string): Promise<ParsedMail> {
  return parser.parse(Buffer.from(raw))
}

describe('mail parser', function () {
  for (const { name, bytes, subject, text, parts, from } of STRANGE_MAILS) {
    it(`reads ${name}`, async function () {
      const mail = await parser.parse(bytes)
      if (subject !== undefined) expect(mail.head.subject).to.equal(subject)
      if (text !== undefined) expect(mail.text).to.include(text)
      if (parts !== undefined) expect(partNames(mail)).to.deep.equal(parts)
      if (from !== undefined) expect(mail.head.from[0]?.name).to.equal(from)
      expect(JSON.stringify([mail.head, mail.text])).not.to.match(/[\u202a-\u202e\u2066-\u2069]|\\u00[01]/)
      expect(JSON.stringify(mail.head).length).to.be.below(200_000)
      expect(mail.text.length).to.be.at.most(400_000)
    })
  }

  const kinds = [
    { type: 'multipart/encrypted; protocol="application/pgp-encrypted"', encryption: 'pgp' },
    { type: 'multipart/signed; protocol="application/pgp-signature"', signature: 'pgp' },
    { type: 'multipart/signed; protocol="application/pkcs7-signature"', signature: 'smime' },
    { type: 'application/pkcs7-mime; smime-type=enveloped-data', encryption: 'smime' },
    { type: 'application/x-pkcs7-mime; smime-type="signed-data"', signature: 'smime' },
    { type: 'text/plain' },
  ]
  for (const { type, ...protection } of kinds) {
    it(`knows the protection of ${type}`, async function () {
      const { head } = await parsed(`From: a@x.example\r\nContent-Type: ${type}\r\n\r\nInhalt`)
      expect({ ...head }).to.include(protection)
      expect('signature' in head).to.equal('signature' in protection)
      expect('encryption' in head).to.equal('encryption' in protection)
    })
  }

  const automatic: readonly (readonly [field: string, isAutomatic: boolean])[] = [
    ['Auto-Submitted: auto-replied', true],
    ['Auto-Submitted: no', false],
    ['Precedence: bulk', true],
    ['Precedence: LIST', true],
    ['Precedence: first-class', false],
    ['List-Id: <rat.stadt.example>', true],
    ['Return-Path: <>', true],
    ['Return-Path: <anna@x.example>', false],
    ['X-Auto-Response-Suppress: All', true],
    ['X-Auto-Response-Suppress: DR', false],
    ['X-Note: bulk', false],
  ]
  for (const [field, isAutomatic] of automatic) {
    it(`takes a mail with "${field}" for ${isAutomatic ? 'made by a program' : 'written by a person'}`, async function () {
      expect((await parsed(`From: a@x.example\r\n${field}\r\n\r\nx`)).head.isAutomatic).to.equal(isAutomatic)
    })
  }

  it('says so when it cuts a text with too many lines', async function () {
    for (const [lineCount, isShortened] of [
      [10_000, false],
      [10_001, true],
    ] as const) {
      const mail = await parsed(`From: a@x.example\r\n\r\n${'a\r\n'.repeat(lineCount - 1)}z`)
      expect(mail.isShortened).to.equal(isShortened)
      expect(mail.text.split('\n')).to.have.length(10_000)
    }
  })

  for (const ends of ['\r\n', '\n']) {
    it(`gives back a part that is not encoded byte for byte, with lines that end in ${JSON.stringify(ends)}`, async function () {
      const inner = ['From: b@x.example', '', 'eins', '', '\tzwei \u0000\rdrei', ''].join(ends)
      const raw = `From: a@x.example${ends}${multipart('a', ['@', textPart('Tag')]).replaceAll('\r\n', ends)}`
      const [before = '', after = ''] = raw.split(`@${ends}`)
      const field = `Content-Type: message/rfc822${ends}${ends}`
      const { parts } = await parsed(`${before}${field}${inner}${ends}${after}`)
      expect(Buffer.from(parts[0]?.bytes ?? []).toString()).to.equal(inner)
    })
  }

  it('refuses heads without end and parts without bottom', async function () {
    let deep = textPart('x')
    for (let depth = 0; depth < 60; depth += 1) deep = multipart(`d${depth}`, [deep])
    const long = `X: ${'y'.repeat(1_100_000)}\r\nFrom: a@x.example\r\n\r\nx`
    for (const raw of [`From: a@x.example\r\n${deep}`, long]) {
      const error: unknown = await parsed(raw).catch((reason: unknown) => reason)
      expect(isMailroomError(error, 'document-limits')).to.equal(true)
    }
  })

  it('opens mails in mails down to a depth and lists the rest', async function () {
    const deepest = STRANGE_MAILS.find(({ name }) => name === 'forty mails inside each other')
    const { mails } = await openMail(parser, deepest?.bytes ?? new Uint8Array())
    expect(mails).to.have.length(6)
    expect(mails.at(-1)?.parts.map(({ reason }) => reason)).to.deep.equal(['limits'])
  })

  it('writes no more parts than an item can have, and lists no more than people can read', async function () {
    const many = STRANGE_MAILS.find(({ name }) => name === 'a thousand parts')
    const { mails, content } = await openMail(parser, many?.bytes ?? new Uint8Array())
    expect(content).to.have.length(50)
    expect(mails[0]?.parts).to.have.length(200)
    expect(mails[0]?.unlistedParts).to.equal(800)
  })

  it('ends for mails that were altered at random', async function () {
    const random = seededRandom(20_261_130)
    const small = STRANGE_MAILS.filter(({ bytes }) => bytes.length < 5_000)
    for (let run = 0; run < 1_500; run += 1) {
      const original = small[Math.floor(random() * small.length)]?.bytes ?? Buffer.from('')
      const altered = Buffer.from(original)
      for (let change = 0; change < 1 + random() * 20; change += 1) {
        altered[Math.floor(random() * altered.length)] = Math.floor(random() * 256)
      }
      const cut = altered.subarray(0, random() < 0.3 ? Math.floor(random() * altered.length) : altered.length)
      try {
        const { mails } = await openMail(parser, cut)
        expect(mails.length).to.be.at.least(1)
      } catch (error) {
        expect(isMailroomError(error, 'document-limits'), `run ${run}: ${String(error)}`).to.equal(true)
      }
    }
  })
})
