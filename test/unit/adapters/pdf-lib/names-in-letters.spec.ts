import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { PDFDocument } from '@cantoo/pdf-lib'
import { expect } from 'chai'
import { createInvoicePageWriter } from '../../../../src/adapters/pdf-lib/invoice-pages.ts'
import { createLetterPageWriter } from '../../../../src/adapters/pdf-lib/letter-pages.ts'
import { notoSans } from '../../../../src/adapters/pdf-lib/noto-sans.ts'
import { openPageFonts } from '../../../../src/adapters/pdf-lib/page-fonts.ts'
import { plainLine, REPLACEMENT } from '../../../../src/adapters/pdf-lib/page-letters.ts'
import { createReportPageWriter } from '../../../../src/adapters/pdf-lib/report-pages.ts'
import { createSheetPageWriter } from '../../../../src/adapters/pdf-lib/sheet-pages.ts'
import { writeTextPages } from '../../../../src/adapters/pdf-lib/text-pages.ts'
import { createPdfSource } from '../../../../src/adapters/pdfium/pdf-source.ts'
import type { ReportView } from '../../../../src/domain/report-view.ts'
import { DIN_91379_LETTERS, DIN_91379_SEQUENCES } from './din-91379.ts'

const NAMES = 'Ayşe Gökçe-Şahin, Łódź, Dvořák, Đặng'
const CODE = { size: 1, isDark: () => true }
const NEVER = new AbortController().signal
/** Drawn as they should be; the reader sees letter and mark as two words, or the marks in another order. */
const READ_APART = 'F̀ c̀ f̀ t̀ J́ j́ ī́ C̨̆ c̨̆ L̥̄ l̥̄ R̥̄ r̥̄ s̛̄'
const EXPLANATION = 'steht für ein Zeichen'

const viewOf = (name: string): ReportView => ({
  title: name,
  note: 'Musterstadt',
  sections: [
    {
      title: name,
      rows: [{ label: 'Name', value: name }],
      table: { columns: [{ label: 'Name', isNumber: false, share: 1 }], rows: [[name]] },
      text: name,
    },
  ],
})

const letterOf = async (name: string): Promise<Uint8Array> => {
  const { bytes } = await createLetterPageWriter().letterOf({
    sender: 'Stadt Mainz',
    recipient: [name],
    facts: [],
    subject: 'Nachweise',
    paragraphs: [],
    list: [],
    answer: {
      title: 'Antwort',
      steps: [],
      link: 'https://post.example.de',
      codeLabel: 'Code',
      code: '7ZK2',
      modules: CODE,
    },
    closing: [name],
  })
  return bytes
}

describe('names on pages that we write', function () {
  this.timeout(30_000)
  let folder: string
  let made = 0

  before(async function () {
    folder = await mkdtemp(join(tmpdir(), 'poststelle-names-'))
  })
  after(async function () {
    await rm(folder, { recursive: true, force: true })
  })

  const newPath = (): string => join(folder, `${(made += 1)}.pdf`)

  async function written(write: (path: string) => Promise<void>): Promise<Uint8Array> {
    const path = newPath()
    await write(path)
    return readFile(path)
  }

  async function read(bytes: Uint8Array): Promise<string> {
    const path = newPath()
    await writeFile(path, bytes)
    await using source = createPdfSource()
    await using document = await source.open(path)
    const { textLayer } = await document.openPage(1)
    if (textLayer === undefined) throw new Error('The page has no text.')
    return textLayer.words
      .map(({ text }) => text)
      .join(' ')
      .normalize('NFC')
  }

  const writers: Readonly<Record<string, (name: string) => Promise<Uint8Array>>> = {
    'a letter': letterOf,
    'a report': (name) => createReportPageWriter().pagesOf(viewOf(name), NEVER),
    'an invoice': (name) => written((path) => createInvoicePageWriter().write(viewOf(name), path)),
    'a text': (name) => written((path) => writeTextPages(name, path)),
    'a cover sheet': (name) =>
      createSheetPageWriter().sheetsOf({ heading: 'DECKBLATT', code: 'PATCHT', lines: [name] }, CODE, 1),
  }
  for (const [what, write] of Object.entries(writers)) {
    it(`are as written on ${what}`, async function () {
      const bytes = await write(NAMES)
      expect(await read(bytes)).to.contain(NAMES)
      expect(bytes.length, 'bytes').to.be.below(60_000)
    })

    it(`say on ${what} what could not be drawn`, async function () {
      const shown = await read(await write('Ayşe \u{1F600} \u0007'))
      expect(shown).to.contain(`Ayşe ${REPLACEMENT} ${REPLACEMENT}`)
      expect(shown).to.contain(EXPLANATION)
    })
  }

  it('leave usual documents with the standard fonts', async function () {
    const bytes = await letterOf('Jürgen Groß – „Ærø“ €')
    expect(bytes.length).to.be.below(8_000)
    expect(await read(bytes)).to.contain('Jürgen Groß')
  })

  it('survive whatever a citizen types', async function () {
    const hostile = [
      `a${'\u0301'.repeat(10_000)}`,
      '\u0301\u0301',
      '\u202Eevil\u202C אבג',
      'ş'.repeat(10_000),
      '\u0000\uD800\uFFFF',
      'ş\u200D\uFE0F\u00AD',
    ]
    for (const text of hostile) expect(await read(await letterOf(text))).to.contain('Nachweise')
  })

  it('have every letter of DIN 91379, drawn and not only named', async function () {
    const document = await PDFDocument.create()
    const { plain, bold } = await openPageFonts(document, NAMES)
    const faces = await notoSans()
    const letters = [...DIN_91379_LETTERS, ...DIN_91379_SEQUENCES].map(plainLine)
    for (const font of [plain, bold]) {
      const missing = letters.filter((letter) => font.shown(letter) !== letter)
      expect(missing.join(' '), 'without a letter').to.equal('')
    }
    for (const { face } of [faces.plain, faces.bold]) {
      const empty = letters.filter((letter) =>
        face.layout(letter).glyphs.some(({ path }) => path.commands.length === 0),
      )
      expect(empty.join(' '), 'drawn as nothing').to.equal('')
    }
  })

  it('can be read from the page, every letter of DIN 91379 but those whose marks reach over the next one', async function () {
    const letters = [...DIN_91379_LETTERS, ...DIN_91379_SEQUENCES].map(plainLine)
    const bytes = await written((path) => writeTextPages(letters.join(' '), path))
    const shown = await read(bytes)
    const apart = letters.filter((letter) => !shown.includes(letter)).join(' ')
    expect(apart).to.equal(READ_APART.normalize('NFC'))
    expect(bytes.length).to.be.below(200_000)
  })
})
