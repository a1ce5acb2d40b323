import { writeFile } from 'node:fs/promises'
import { expect } from 'chai'
import { MAX_UNPACKED_BYTES } from '../../../../src/domain/archives/archive-entry.ts'
import type { MailroomError } from '../../../../src/domain/errors.ts'
import type { StoredDocument } from '../../../../src/domain/intake/document.ts'
import type { VirusScanner } from '../../../../src/ports/virus-scanner.ts'
import { createReceiveItem } from '../../../../src/usecases/intake/receive-item.ts'
import { createUnfoldArchives } from '../../../../src/usecases/shared/unfold-archives.ts'
import { createOpenOriginal } from '../../../../src/usecases/retrieval/open-original.ts'
import { openUnfoldingHouse, type UnfoldingHouse } from '../../../support/mails/unfolding.ts'
import { docx } from '../../../support/office-files.ts'
import { makeZip, type ZipEntry } from '../../../support/zip.ts'
import { openMailroom, person, SIGNAL, type Mailroom } from '../support/mailroom.ts'

const MIA = person('mia')
const PDF = '%PDF-1.4\n1 0 obj\n<<>>\nendobj'

function mailWith(zip: Buffer): Buffer {
  const head =
    'From: a@example.org\r\nSubject: Anlage\r\nMIME-Version: 1.0\r\nContent-Type: multipart/mixed; boundary=b\r\n'
  const part = `Content-Type: application/zip; name=post.zip\r\nContent-Disposition: attachment; filename=post.zip\r\nContent-Transfer-Encoding: base64\r\n\r\n${zip.toString('base64')}\r\n`
  return Buffer.from(`${head}\r\n--b\r\nContent-Type: text/plain\r\n\r\nHallo\r\n--b\r\n${part}--b--\r\n`)
}

describe('archives that come in', function () {
  let house: UnfoldingHouse
  let mailroom: Mailroom

  beforeEach(async function () {
    house = await openUnfoldingHouse()
    mailroom = await openMailroom()
  })
  afterEach(() => house[Symbol.asyncDispose]())

  async function receivedFrom(bytes: Buffer, filename = 'post.zip'): Promise<readonly StoredDocument[]> {
    const { unfoldMails, unfoldArchives } = house
    const receive = createReceiveItem({ ...mailroom, unfoldMails, unfoldArchives })
    const files = [await house.stage(bytes, filename)]
    const { item, documents } = await receive(
      MIA,
      { files, channel: 'upload_link', subject: 'Antrag' },
      SIGNAL,
    )
    expect(documents.map(({ id }) => id)).to.deep.equal(item.documentIds)
    return documents
  }

  it('become one item: each file, and behind them the archive itself', async function () {
    const inner = makeZip([{ name: 'c.pdf', content: PDF }])
    const entries: readonly ZipEntry[] = [
      { name: 'Ordner/Antrag.pdf', content: PDF },
      { name: 'Brief.txt', content: 'Guten Tag' },
      { name: 'Makro.docx', content: docx(['x'], [{ name: 'word/vbaProject.bin', content: 'x' }]) },
      { name: 'Programm.exe', content: 'MZ' },
      { name: 'Archiv.zip', content: inner },
      { name: 'Geheim.pdf', content: PDF, flags: 1 },
    ]
    const documents = await receivedFrom(makeZip(entries))
    expect(documents.map(({ filename }) => filename)).to.deep.equal(['Antrag.pdf', 'Brief.txt', 'post.zip'])
    const [first, second, archive] = documents
    expect(documents.map(({ partOf }) => partOf)).to.deep.equal([archive?.id, archive?.id, undefined])
    expect(archive?.archive?.entries.map(({ documentId, reason }) => documentId ?? reason)).to.deep.equal([
      first?.id,
      second?.id,
      'type',
      'type',
      'archive',
      'sealed',
    ])
    expect(first?.index.subject?.value).to.equal('Antrag')
    const stages = documents.map(({ processing }) => processing.stage)
    expect(stages).to.deep.equal(['recognise', 'convert', 'convert'])
    expect(mailroom.blobStore.objects.size).to.equal(3)
  })

  it('stay one file where nothing can be unpacked', async function () {
    const zip = makeZip([{ name: 'a.pdf', content: PDF }])
    // The directory can be read, and the first entry lies beyond the end.
    zip.writeUInt32LE(0x7fffffff, zip.lastIndexOf('PK\x01\x02') + 42)
    const documents = await receivedFrom(zip)
    expect(documents.map(({ archive }) => archive?.entries[0]?.reason)).to.deep.equal(['damaged'])
  })

  it('are unpacked out of mails, too', async function () {
    const zip = makeZip([{ name: 'a.pdf', content: PDF }])
    const documents = await receivedFrom(mailWith(zip), 'post.eml')
    expect(documents.map(({ filename }) => filename)).to.deep.equal(['post.eml', 'a.pdf', 'post.zip'])
    expect(documents[1]?.partOf).to.equal(documents[2]?.id)
    expect(documents[2]?.partOf).to.equal(documents[0]?.id)
  })

  it('bring along so many bytes at most, all archives of an item together', async function () {
    const half = MAX_UNPACKED_BYTES / 2 + 1
    const bytes = Buffer.from(PDF)
    const unfoldArchives = createUnfoldArchives({
      ...house.ports,
      archiveOpener: {
        async openArchive(_source, targetPath) {
          await writeFile(targetPath, bytes)
          return { entries: [{ filename: 'a.pdf', sizeBytes: half, offset: 0 }], unlistedEntries: 0 }
        },
      },
    })
    const zip = makeZip([{ name: 'a.pdf', content: PDF }])
    const files = [await house.stage(zip, 'eins.zip'), await house.stage(zip, 'zwei.zip')]
    await using unfolded = await unfoldArchives(files, SIGNAL)
    const reasons = unfolded.files.map(({ archive }) => archive?.entries[0]?.reason)
    expect(reasons).to.deep.equal([undefined, 'limits', undefined])
  })

  it('are as shut as what they hold, and so is the mail that they came with', async function () {
    // A scanner that looks into neither mails nor archives.
    const virusScanner: VirusScanner = {
      async scan(content) {
        const pieces: Uint8Array[] = []
        for await (const piece of content) pieces.push(piece)
        const isBad = Buffer.concat(pieces).toString() === `${PDF} böse`
        return isBad ? { kind: 'infected', signature: 'Eicar' } : { kind: 'clean' }
      },
      version: async () => 'test',
    }
    mailroom = Object.assign({}, mailroom, { virusScanner })
    const zip = makeZip([
      { name: 'gut.pdf', content: PDF },
      { name: 'böse.pdf', content: `${PDF} böse` },
    ])
    const documents = await receivedFrom(mailWith(zip), 'post.eml')
    expect(documents.map(({ filename }) => filename)).to.deep.equal([
      'post.eml',
      'gut.pdf',
      'böse.pdf',
      'post.zip',
    ])
    const ends: string[] = []
    for (const { id: documentId } of documents) {
      const opened = createOpenOriginal(mailroom)(MIA, { documentId }, SIGNAL)
      ends.push(await opened.then(() => 'open').catch((error: unknown) => (error as MailroomError).code))
    }
    expect(ends).to.deep.equal(['quarantined', 'open', 'quarantined', 'quarantined'])
  })
})
