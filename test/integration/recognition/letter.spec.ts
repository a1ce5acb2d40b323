import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect } from 'chai'
import { createLetterPageWriter } from '../../../src/adapters/pdf-lib/letter-pages.ts'
import { createPdfSource } from '../../../src/adapters/pdfium/pdf-source.ts'
import { createImageCodec } from '../../../src/adapters/sharp/image-codec.ts'
import { createBarcodeReader } from '../../../src/adapters/zxing/barcode-reader.ts'
import { createQrCodeWriter } from '../../../src/adapters/zxing/qr-code-writer.ts'
import { readCodes } from '../../../src/sandbox/read-codes.ts'
import type { PrintableLetter } from '../../../src/ports/letter-page-writer.ts'

const PPI = 150
const SIZE = { widthPx: 1240, heightPx: 1754 }
const LINK = 'https://post.example.de/nachreichen/mainz#7ZK2-M0QX-7ZK2-M0QX-7ZK2-M0QX'
const LETTER = {
  sender: 'Stadt Mainz · Sozialamt',
  recipient: ['Frau', 'Gudrun Ziegler', 'Am Rhein 1', '55116 Mainz'],
  facts: [{ label: 'Unser Zeichen', value: '50.10-2026/000001' }],
  subject: 'Nachweise zu Ihrem Antrag',
  paragraphs: ['Guten Tag,', 'für Ihr Anliegen fehlen uns noch Unterlagen. '.repeat(6)],
  list: Array.from({ length: 20 }, (_, index) => `Lohnzettel Nummer ${index + 1}`),
  answer: {
    title: 'Bitte reichen Sie die Unterlagen bis zum 16.03.2026 ein.',
    steps: ['Scannen Sie den Code mit dem Telefon.'],
    link: 'https://post.example.de/nachreichen/mainz',
    codeLabel: 'Ihr Code',
    code: '7ZK2-M0QX-7ZK2-M0QX-7ZK2-M0QX',
  },
  closing: ['Mit freundlichen Grüßen', 'Clara'],
}

describe('a letter that asks for documents', function () {
  this.timeout(60_000)

  it('goes on to a second page with the code whole, and a telephone reads the link from it', async function () {
    const folder = await mkdtemp(join(tmpdir(), 'poststelle-test-'))
    const path = join(folder, 'letter.pdf')
    const answer = { ...LETTER.answer, modules: await createQrCodeWriter().modules(LINK) }
    const letter: PrintableLetter = { ...LETTER, answer }
    const printed = await createLetterPageWriter().letterOf(letter)
    expect(printed.pageCount).to.equal(2)
    await writeFile(path, printed.bytes)
    const source = createPdfSource()
    const document = await source.open(path)
    expect(document.pageCount).to.equal(2)
    const second = await document.openPage(2)
    const raster = await second.draw(SIZE)
    const { barcodes } = await readCodes(
      { codec: createImageCodec(), barcodes: createBarcodeReader() },
      raster,
      PPI,
    )
    expect(barcodes.map(({ text }) => text)).to.deep.equal([LINK])
    await document[Symbol.asyncDispose]()
    await source[Symbol.asyncDispose]()
    await rm(folder, { recursive: true, force: true })
  })
})
