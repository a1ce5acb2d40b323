import { expect } from 'chai'
import { createMediaTypeDetector } from '../../../../src/adapters/file-type/media-type-detector.ts'
import { htmlText } from '../../../../src/adapters/htmlparser2/html-text.ts'
import { createOutlookParser } from '../../../../src/adapters/msgreader/outlook-parser.ts'
import { createMailParser } from '../../../../src/adapters/postal-mime/mail-parser.ts'
import { isMailroomError } from '../../../../src/domain/errors.ts'
import { runsInCircles } from '../../../../src/domain/mail/compound-circles.ts'
import { isOutlookFile } from '../../../../src/domain/mail/outlook-file.ts'
import { partReason } from '../../../../src/domain/mail/part-reason.ts'
import type { MailParser } from '../../../../src/ports/mail-parser.ts'
import { openMail } from '../../../../src/sandbox/open-mail.ts'
import { compoundFile } from '../../../support/mails/compound-file.ts'
import { filePart, multipart, textPart } from '../../../support/mails/mail-parts.ts'
import { outlookFile, type OutlookMessage } from '../../../support/mails/outlook-files.ts'
import { TINY_PDF, TINY_PNG } from '../../../support/mails/tiny-files.ts'

const mails = createMailParser(htmlText)
const outlook = createOutlookParser(mails, htmlText)
/** As the child behind the wall chooses. */
const parser: MailParser = { parse: (bytes) => (isOutlookFile(bytes) ? outlook : mails).parse(bytes) }

const LETTER: OutlookMessage = {
  subject: 'Antrag auf Wohngeld – Köln',
  body: 'Sehr geehrte Damen und Herren,\r\nanbei der Antrag.',
  senderName: 'Anna Amsel',
  senderEmail: 'anna@example.org',
  recipients: [
    { name: 'Stadt', email: 'post@stadt.example', kind: 1 },
    { name: 'Bert', email: 'bert@example.org', kind: 2 },
    { name: 'Blind', email: 'blind@example.org', kind: 3 },
  ],
  attachments: [{ filename: 'Antrag.pdf', bytes: TINY_PDF, mediaType: 'application/pdf' }],
}
const HEADERS = [
  'Received: from mx.example.org by mail.stadt.example; Mon, 2 Mar 2026 08:15:00 +0100',
  'From: "Anna Amsel" <anna.amsel@example.org>',
  'Reply-To: antwort@example.org',
  'Message-ID: <eins@example.org>',
  'Date: Mon, 2 Mar 2026 08:14:00 +0100',
  'Precedence: list',
  'Content-Type: multipart/mixed;',
  '\tboundary="x"',
  '',
].join('\r\n')

describe('messages that Outlook has saved', function () {
  it('have head, text and attachments like other mails', async function () {
    const { head, text, parts } = await parser.parse(outlookFile(LETTER))
    expect(head).to.deep.equal({
      subject: 'Antrag auf Wohngeld – Köln',
      from: [{ name: 'Anna Amsel', address: 'anna@example.org' }],
      to: [{ name: 'Stadt', address: 'post@stadt.example' }],
      cc: [{ name: 'Bert', address: 'bert@example.org' }],
      replyTo: [],
      isAutomatic: false,
    })
    expect(text).to.equal('Sehr geehrte Damen und Herren,\nanbei der Antrag.')
    expect(
      parts.map(({ filename, claimedType, isInline }) => [filename, claimedType, isInline]),
    ).to.deep.equal([['Antrag.pdf', 'application/pdf', false]])
    expect(Buffer.from(parts[0]?.bytes ?? []).equals(TINY_PDF)).to.equal(true)
  })

  it('keep the head of their transport, which says more', async function () {
    const { head } = await parser.parse(outlookFile({ ...LETTER, headers: HEADERS }))
    expect(head).to.deep.include({
      from: [{ name: 'Anna Amsel', address: 'anna.amsel@example.org' }],
      replyTo: [{ address: 'antwort@example.org' }],
      messageId: '<eins@example.org>',
      sentAt: '2026-03-02T07:14:00.000Z',
      isAutomatic: true,
    })
    expect(head.received).to.match(/^from mx\.example\.org/)
    expect(head).to.not.have.any.keys('signature', 'encryption')
  })

  it('in HTML are read as text, with the pictures of the text apart', async function () {
    const html = '<p>Guten Tag<script>alert(1)</script></p><img src="cid:logo@x">'
    const attachments = [
      { filename: 'logo.png', bytes: TINY_PNG, contentId: 'logo@x' },
      { filename: 'foto.png', bytes: TINY_PNG, contentId: 'foto@x' },
    ]
    const { head, text, parts } = await parser.parse(outlookFile({ subject: 's', html, attachments }))
    expect(text).to.include('Guten Tag').and.not.to.include('alert')
    const reasons = parts.map((part) => partReason({ ...part, sizeBytes: part.bytes.byteLength }, head))
    expect(reasons).to.deep.equal(['picture', undefined])
  })

  for (const [messageClass, protection] of [
    ['IPM.Note.SMIME', { encryption: 'smime' }],
    ['IPM.Note.SMIME.MultipartSigned', { signature: 'smime' }],
  ] as const) {
    it(`say of ${messageClass} how they are protected`, async function () {
      expect((await parser.parse(outlookFile({ ...LETTER, messageClass }))).head).to.include(protection)
    })
  }

  it('open with the messages inside of them, and inside of other mails', async function () {
    const inner = { ...LETTER, subject: 'Innen' }
    const file = outlookFile({ ...LETTER, attachments: [{ filename: 'Alt', message: inner }] })
    const eml = multipart('a', [
      textPart('x'),
      filePart('Content-Type: application/octet-stream; name="a.bin"', file),
    ])
    const opened = await openMail(parser, Buffer.from(`From: b@x.example\r\nMIME-Version: 1.0\r\n${eml}`))
    expect(
      opened.mails.map(({ head, parts }) => [head.subject, parts.map(({ filename }) => filename)]),
    ).to.deep.equal([
      [undefined, ['a.bin']],
      ['Antrag auf Wohngeld – Köln', ['Alt.msg']],
      ['Innen', ['Antrag.pdf']],
    ])
    const bytes = Buffer.concat(opened.content)
    const pdf = opened.mails[2]?.parts[0]
    const from = pdf?.offset ?? 0
    expect(bytes.subarray(from, from + TINY_PDF.length).equals(TINY_PDF)).to.equal(true)
  })

  it('are told by their bytes, whatever they are called, and other compound files are not', async function () {
    const detect = (bytes: Buffer) =>
      createMediaTypeDetector().detect(bytes.subarray(0, 4_096), {
        filename: 'brief.doc',
        sizeBytes: bytes.length,
        read: async (position, length) => bytes.subarray(position, position + length),
      })
    expect(await detect(outlookFile(LETTER))).to.equal('application/vnd.ms-outlook')
    const word = compoundFile({ WordDocument: Buffer.alloc(5_000, 1) })
    expect(await detect(word)).to.equal(undefined)
    expect(isOutlookFile(word)).to.equal(false)
    const locked = compoundFile({ EncryptedPackage: Buffer.alloc(5_000, 1) })
    const failure: unknown = await detect(locked).catch((error: unknown) => error)
    expect(isMailroomError(failure, 'document-encrypted')).to.equal(true)
  })

  it('whose sectors or entries lead back to themselves are refused at once', async function () {
    const file = outlookFile({
      ...LETTER,
      attachments: [{ filename: 'a.pdf', bytes: Buffer.alloc(9_000, 7) }],
    })
    expect(runsInCircles(file)).to.equal(false)
    const at = (place: number): number => file.readUInt32LE(place)
    const table = (at(76) + 1) * 512
    const mini = (at(60) + 1) * 512
    const directory = (at(48) + 1) * 512
    for (const [place, value] of [
      [table + 4, 0],
      [table, 0],
      [mini, 0],
      [directory + 128 + 76, 0],
      [directory + 128 + 72, 1],
      [68, 0],
    ] as const) {
      const broken = Buffer.from(file)
      broken.writeUInt32LE(value, place)
      const failure: unknown = await outlook.parse(broken).catch((error: unknown) => error)
      expect(isMailroomError(failure, 'document-damaged'), String(place)).to.equal(true)
    }
  })

  it('that are cut off say so, or give what is there', async function () {
    const file = outlookFile({
      ...LETTER,
      attachments: [{ filename: 'a.pdf', bytes: Buffer.alloc(9_000, 7) }],
    })
    const codes = new Set<string>()
    for (let length = 600; length < file.length; length += 301) {
      try {
        await outlook.parse(file.subarray(0, length))
        codes.add('read')
      } catch (error) {
        if (!isMailroomError(error)) throw error
        codes.add(error.code)
      }
    }
    expect([...codes].filter((code) => code !== 'read')).to.deep.equal(['document-damaged'])
  })
})
