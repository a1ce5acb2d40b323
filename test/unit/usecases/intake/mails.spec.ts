import { createHash } from 'node:crypto'
import { readdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect } from 'chai'
import { MailroomError } from '../../../../src/domain/errors.ts'
import { UNREAD_HEAD } from '../../../../src/domain/mail/mail-facts.ts'
import type { MailOpener } from '../../../../src/ports/mail-opener.ts'
import { createReceiveItem } from '../../../../src/usecases/intake/receive-item.ts'
import type { ItemWithDocuments } from '../../../../src/usecases/shared/item-with-documents.ts'
import { createUnfoldMails } from '../../../../src/usecases/shared/unfold-mails.ts'
import { multipart, pdfPart, textPart } from '../../../support/mails/mail-parts.ts'
import { STRANGE_MAILS } from '../../../support/mails/strange-mails.ts'
import { TINY_PDF } from '../../../support/mails/tiny-files.ts'
import { openUnfoldingHouse, type UnfoldingHouse } from '../../../support/mails/unfolding.ts'
import { expectFailure } from '../support/expect-failure.ts'
import { openMailroom, person, SIGNAL, upload, type Mailroom } from '../support/mailroom.ts'

const MIA = person('mia')
const HEAD =
  'Received: from mx.example.org (mx.example.org [192.0.2.1])\r\n\tby mail.stadt.example; Sun, 1 Mar 2026 23:59:58 +0100 (CET)\r\n' +
  'Received: from home by mx.example.org; Mon, 2 Mar 2026 07:00:00 +0100\r\n' +
  'From: "Anna Amsel" <Anna@example.org>\r\nSubject: Antrag\r\nMIME-Version: 1.0\r\n'

describe('mails that are taken in', function () {
  let mailroom: Mailroom
  let house: UnfoldingHouse

  beforeEach(async function () {
    mailroom = await openMailroom()
    house = await openUnfoldingHouse()
  })
  afterEach(async function () {
    await house[Symbol.asyncDispose]()
  })

  async function received(
    bytes: Uint8Array,
    {
      channel = 'email',
      opener,
    }: { readonly channel?: 'email' | 'letter'; readonly opener?: UnfoldingHouse } = {},
  ): Promise<ItemWithDocuments> {
    const { unfoldMails } = opener ?? house
    const file = await house.stage(bytes)
    return createReceiveItem({ ...mailroom, unfoldMails })(MIA, { files: [file], channel }, SIGNAL)
  }

  for (const { name, bytes } of STRANGE_MAILS) {
    it(`keeps ${name}`, async function () {
      const { item, documents } = await received(bytes)
      const [mail, ...parts] = documents
      expect(mail?.original).to.include({
        mediaType: 'message/rfc822',
        sizeBytes: bytes.length,
        sha256: createHash('sha256').update(bytes).digest('hex'),
      })
      expect(mailroom.blobStore.objects.get(mail?.original.key ?? '')?.bytes).to.deep.equal(
        new Uint8Array(bytes),
      )
      expect(item.documentIds).to.deep.equal(documents.map(({ id }) => id))
      // Every part is a document or has a reason, and every document besides the mail is a part of a mail.
      const told = documents.flatMap(({ mail: facts }) => facts?.parts ?? [])
      for (const part of told) expect(part.documentId === undefined).to.equal(part.reason !== undefined)
      expect(told.flatMap(({ documentId }) => documentId ?? []).toSorted()).to.deep.equal(
        parts.map(({ id }) => id).toSorted(),
      )
      for (const { partOf } of parts) expect(item.documentIds).to.include(partOf)
      // Nothing is left where it was unfolded but what was staged for this test.
      expect(await readdir(join(house.folder, 'tmp'))).to.have.length(1)
      expect(await readdir(join(house.folder, 'scratch'))).to.deep.equal([])
    })
  }

  it('makes documents of attachments and of mails inside, with what was in them', async function () {
    const inner = `From: Bert <bert@x.example>\r\nSubject: Innen\r\n${multipart('i', [textPart('x'), pdfPart('innen.pdf')])}`
    const parts = [
      textPart('anbei'),
      pdfPart('../antrag.pdf'),
      `Content-Type: message/rfc822\r\n\r\n${inner}`,
    ]
    const { item, documents } = await received(Buffer.from(HEAD + multipart('a', parts)))
    expect(documents.map(({ filename }) => filename)).to.deep.equal([
      'post.eml',
      'antrag.pdf',
      'Nachricht.eml',
      'innen.pdf',
    ])
    const [mailId, pdfId, innerId] = documents.map(({ id }) => id)
    expect(mailroom.blobStore.objects.get(documents[1]?.original.key ?? '')?.bytes).to.deep.equal(
      new Uint8Array(TINY_PDF),
    )
    expect(documents.map(({ partOf }) => partOf)).to.deep.equal([undefined, mailId, mailId, innerId])
    expect(documents.map(({ mail }) => mail?.subject)).to.deep.equal([
      'Antrag',
      undefined,
      'Innen',
      undefined,
    ])
    expect(documents[0]?.mail?.parts.map(({ documentId }) => documentId)).to.deep.equal([pdfId, innerId])
    expect(item).to.include({ subject: 'Antrag', sender: 'Anna Amsel' })
    // Nobody has confirmed what the mail says.
    expect(documents[0]?.index).to.deep.equal({})
  })

  it('takes the time at which the own server took a mail, and keeps its line', async function () {
    const { item } = await received(Buffer.from(`${HEAD}\r\nTag`))
    expect(item.receivedAt).to.equal('2026-03-01T22:59:58.000Z')
    expect(item.arrival?.evidence).to.deep.equal({
      kind: 'transport',
      text: 'Received: from mx.example.org (mx.example.org [192.0.2.1]) by mail.stadt.example; Sun, 1 Mar 2026 23:59:58 +0100 (CET)',
    })
  })

  const clocks = [
    { name: 'of a letter that is a mail', channel: 'letter', head: HEAD },
    { name: 'of a mail from the future', channel: 'email', head: HEAD.replace('2026 23', '2036 23') },
    { name: 'of a mail that never travelled', channel: 'email', head: 'From: a@x.example\r\n' },
    {
      name: 'of a mail whose server has no time',
      channel: 'email',
      head: HEAD.replace(/; Sun.*\r\n/, '; irgendwann\r\n'),
    },
  ] as const
  for (const { name, channel, head } of clocks) {
    it(`takes our own time ${name}`, async function () {
      const { item } = await received(Buffer.from(`${head}\r\nTag`), { channel })
      expect(item.receivedAt).to.equal(item.capturedAt)
    })
  }

  for (const code of [
    'recognition-timeout',
    'recognition-out-of-memory',
    'recognition-crashed',
    'document-limits',
  ] as const) {
    it(`keeps a mail that cannot be taken apart (${code}), and says so`, async function () {
      await using broken = await openUnfoldingHouse(failingOpener(code))
      const { documents } = await received(Buffer.from(`${HEAD}\r\nTag`), { opener: broken })
      expect(documents).to.have.length(1)
      expect(documents[0]?.mail).to.deep.include({ failure: code, parts: [] })
    })
  }

  it('takes nothing in while the machine has no reader, so that it is sent again', async function () {
    await using broken = await openUnfoldingHouse(failingOpener('dependency-unavailable'))
    await expectFailure(received(Buffer.from(`${HEAD}\r\nTag`), { opener: broken }), 'dependency-unavailable')
    expect(
      (await mailroom.incomingItems.list(mailroom.machine, {}, { limit: 1 }, SIGNAL)).items,
    ).to.deep.equal([])
  })

  it('leaves nothing behind when it fails in the middle of a mail', async function () {
    const mailOpener: MailOpener = {
      async openMail(_source, targetPath) {
        await writeFile(targetPath, TINY_PDF)
        const part = { claimedType: 'application/pdf', sizeBytes: TINY_PDF.length, offset: 0 }
        return [{ head: UNREAD_HEAD, parts: [part], unlistedParts: 0 }]
      },
    }
    const mediaTypes = { detect: () => Promise.reject(new Error('The disk is gone.')) }
    const unfold = createUnfoldMails({ ...house.ports, mailOpener, mediaTypes })
    const file = await house.stage(Buffer.from(`${HEAD}\r\nTag`))
    const failed = await unfold([file], SIGNAL).catch((error: unknown) => String(error))
    expect(failed).to.equal('Error: The disk is gone.')
    expect(await readdir(join(house.folder, 'tmp'))).to.have.length(1)
  })

  it('fills an item to its last place and lists what finds none', async function () {
    const mail =
      HEAD +
      multipart(
        'a',
        Array.from({ length: 60 }, (_, index) => pdfPart(`${index}.pdf`)),
      )
    const file = await house.stage(Buffer.from(mail))
    const files = [file, upload('zwei'), upload('drei')]
    const { documents } = await createReceiveItem({ ...mailroom, unfoldMails: house.unfoldMails })(
      MIA,
      { files, channel: 'email' },
      SIGNAL,
    )
    expect(documents).to.have.length(50)
    const reasons = (documents[0]?.mail?.parts ?? []).map(({ reason }) => reason)
    expect(reasons.filter((reason) => reason === 'limits')).to.have.length(13)
  })
})

function failingOpener(code: ConstructorParameters<typeof MailroomError>[0]): MailOpener {
  return {
    async openMail() {
      throw new MailroomError(code, 'Broken on purpose.')
    },
  }
}
