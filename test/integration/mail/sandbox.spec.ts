import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { randomUUID } from 'node:crypto'
import { expect } from 'chai'
import { isMail } from '../../../src/adapters/file-type/mail-head.ts'
import { isMailroomError } from '../../../src/domain/errors.ts'
import { wordsOf } from '../../../src/domain/recognition/page.ts'
import { leaveOut } from '../../support/skip.ts'
import { OUTLOOK_TYPE } from '../../../src/domain/mail/part-reason.ts'
import { outlookFile } from '../../support/mails/outlook-files.ts'
import { STRANGE_MAILS } from '../../support/mails/strange-mails.ts'
import { NEVER, openReadingRoom, type ReadingRoom } from '../recognition/reading-room.ts'

const MAIL = 'message/rfc822'
/** Mails of others that are free to read here, and not ours to pass on. */
const CORPUS = process.env['POSTSTELLE_MAIL_CORPUS'] ?? ''

describe('mails behind the wall', function () {
  this.timeout(240_000)
  let room: ReadingRoom

  before(async function () {
    room = await openReadingRoom()
  })
  after(async function () {
    await room.close()
  })

  async function opened(bytes: Uint8Array) {
    const source = await room.keep(bytes, MAIL)
    const targetPath = join(room.folder, randomUUID())
    const mails = await room.reader.openMail(source, targetPath, NEVER)
    return { mails, source, targetPath }
  }

  it('takes apart or refuses every strange mail and lives on', async function () {
    for (const { name, bytes } of STRANGE_MAILS) {
      const { mails, targetPath } = await opened(bytes)
      const written = mails.flatMap(({ parts }) => parts).filter(({ offset }) => offset !== undefined)
      const size = written.reduce((sum, { sizeBytes }) => sum + sizeBytes, 0)
      expect(statSync(targetPath).size, name).to.equal(size)
    }
  })

  it('shows a mail as pages with head and text, and makes a copy of them', async function () {
    const mail = STRANGE_MAILS.find(({ name }) => name === 'a PDF')
    const source = await room.keep(mail?.bytes ?? new Uint8Array(), MAIL)
    expect(await room.reader.inspect(source, NEVER)).to.include({ pageCount: 1 })
    const { page } = await room.read(source)
    const text = wordsOf(page)
      .map((word) => word.text)
      .join(' ')
    for (const part of ['Anfrage', 'anna@example.org', 'anbei', 'antrag.pdf', 'nicht geprüft']) {
      expect(text).to.include(part)
    }
    const targetPath = join(room.folder, `${randomUUID()}.pdf`)
    const request = { title: 'Anfrage', createdAt: '2026-11-30T10:00:00Z', pages: [page], targetPath }
    expect((await room.reader.writeViewCopy(source, request, NEVER)).sizeBytes).to.equal(
      statSync(targetPath).size,
    )
  })

  it('takes a message of Outlook apart like a mail, shows it, and refuses one whose sectors run in a circle', async function () {
    const file = outlookFile({
      subject: 'Anfrage',
      body: 'steht in der Nachricht',
      senderName: 'Anna',
      attachments: [{ filename: 'antrag.pdf', bytes: Buffer.alloc(5_000, 65), mediaType: 'application/pdf' }],
    })
    const source = await room.keep(file, OUTLOOK_TYPE)
    const { page } = await room.read(source)
    const text = wordsOf(page)
      .map((word) => word.text)
      .join(' ')
    for (const part of ['Anfrage', 'Anna', 'steht in der Nachricht', 'antrag.pdf'])
      expect(text).to.include(part)
    const { mails } = await opened(file)
    expect(mails[0]?.parts).to.have.length(1)
    const circle = Buffer.from(file)
    // The table of sectors is the last one: every sector is followed by itself.
    for (let sector = 0; sector < 128; sector += 1)
      circle.writeUInt32LE(sector, circle.length - 512 + 4 * sector)
    const failure: unknown = await opened(circle).catch((error: unknown) => error)
    expect(isMailroomError(failure, 'document-damaged'), String(failure)).to.equal(true)
    expect((await opened(file)).mails[0]?.head.subject).to.equal('Anfrage')
  })

  it('shows a long line to its end', async function () {
    const body = `${'Guten Tag, wir schreiben einen langen Brief. '.repeat(200)}Schluss`
    const source = await room.keep(Buffer.from(`From: a@example.org\r\nSubject: s\r\n\r\n${body}`), MAIL)
    const { pageCount } = await room.reader.inspect(source, NEVER)
    const texts: string[] = []
    for (let page = 1; page <= pageCount; page += 1) {
      const read = await room.reader.readPage(source, page, { languages: ['deu'] }, NEVER)
      texts.push(...wordsOf(read.page).map(({ text }) => text))
    }
    expect(texts).to.include('Schluss')
  })

  it('opens every mail of a corpus, if there is one', async function () {
    const folder = join(CORPUS, 'files')
    if (CORPUS === '' || !existsSync(folder))
      leaveOut(this, 'no corpus: set POSTSTELLE_MAIL_CORPUS to its folder')
    const counts = { mails: 0, known: 0, opened: 0, refused: 0, parts: 0, shown: 0 }
    for (const file of readdirSync(folder).toSorted()) {
      const bytes = readFileSync(join(folder, file))
      counts.mails += 1
      if (isMail(bytes.subarray(0, 4_100))) counts.known += 1
      try {
        const { mails, source } = await opened(bytes)
        counts.opened += 1
        counts.parts += mails.reduce((sum, { parts }) => sum + parts.length, 0)
        if ((await room.reader.inspect(source, NEVER)).pageCount > 0) counts.shown += 1
      } catch (error) {
        expect(isMailroomError(error), `${file}: ${String(error)}`).to.equal(true)
        counts.refused += 1
      }
    }
    process.stdout.write(`      ${JSON.stringify(counts)}\n`)
    expect(counts.opened + counts.refused).to.equal(counts.mails)
    expect(counts.known).to.equal(counts.mails)
  })
})
