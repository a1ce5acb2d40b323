import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect } from 'chai'
import { createLetterPageWriter } from '../../../../src/adapters/pdf-lib/letter-pages.ts'
import { createPdfSource } from '../../../../src/adapters/pdfium/pdf-source.ts'
import type { PrintableLetter } from '../../../../src/ports/letter-page-writer.ts'

const LETTER: PrintableLetter = {
  sender: 'Stadt Mainz · Sozialamt',
  recipient: ['Gudrun Ziegler', '55116 Mainz'],
  facts: [{ label: 'Unser Zeichen', value: '50.10-2026/000001' }],
  subject: 'Nachweise',
  paragraphs: ['Guten Tag,'],
  list: ['Lohnzettel'],
  answer: {
    title: 'Bitte reichen Sie die Unterlagen ein.',
    steps: ['Scannen Sie den Code.'],
    link: 'https://post.example.de/nachreichen/mainz',
    codeLabel: 'Ihr Code',
    code: '7ZK2-M0QX-7ZK2-M0QX-7ZK2-M0QX',
    modules: { size: 1, isDark: () => true },
  },
  closing: ['Clara'],
}

interface Placed {
  readonly text: string
  /** From the upper left corner of the sheet. */
  readonly leftMm: number
  readonly topMm: number
  readonly rightMm: number
  readonly bottomMm: number
}

/** The words of the first page, where they are printed. */
async function printed(changed: Partial<PrintableLetter>, isAnswerable = true): Promise<readonly Placed[]> {
  const folder = await mkdtemp(join(tmpdir(), 'poststelle-test-'))
  const path = join(folder, 'letter.pdf')
  const letter = { ...LETTER, ...changed }
  if (!isAnswerable) Reflect.deleteProperty(letter, 'answer')
  const { bytes } = await createLetterPageWriter().letterOf(letter)
  await writeFile(path, bytes)
  await using source = createPdfSource()
  await using document = await source.open(path)
  const { textLayer } = await document.openPage(1)
  const words = (textLayer?.words ?? []).map(({ text, box: [left, top, right, bottom] }) => ({
    text,
    leftMm: left * 210,
    topMm: top * 297,
    rightMm: right * 210,
    bottomMm: bottom * 297,
  }))
  await rm(folder, { recursive: true, force: true })
  return words
}

const inWindow = ({ leftMm, topMm, rightMm, bottomMm }: Placed): boolean =>
  leftMm > 20 && rightMm <= 106 && topMm > 58 && bottomMm < 92

const textOf = (words: readonly Placed[]): string => words.map(({ text }) => text).join(' ')

describe('a letter for an envelope with a window', function () {
  it('shows the whole address in it, however long its lines are', async function () {
    const recipient = [
      'Verein zur Förderung der Begegnung von Menschen aller Generationen e. V.',
      'zu Händen von Frau Professorin Dr. Hannelore Freifrau von Musterhausen',
      'Hinterhaus, dritter Stock links, bei Familie Beispielmann',
      'Alte Mainzer Straße 123 b',
      '55116 Mainz',
      'DEUTSCHLAND',
    ]
    const words = (await printed({ recipient })).filter(inWindow)
    expect(textOf(words)).to.equal(recipient.join(' '))
  })

  it('stays inside the sheet with long names of city, unit and clerk, and words that never end', async function () {
    const sender =
      'Verbandsgemeindeverwaltung Musterstadt-Land · Fachbereich Soziales, Jugend, Familie und Integration'
    const endless = 'Donaudampfschifffahrt'.repeat(20)
    const facts = ['Unser Zeichen', 'Auskunft', 'Datum'].map((label) => ({ label, value: sender }))
    const words = await printed({ sender, facts, subject: endless, list: [endless] })
    const above = words.filter(({ topMm }) => topMm < 45)
    expect(textOf(above).startsWith(sender.slice(0, 60))).to.equal(true)
    expect(textOf(above)).to.include(sender.split(' ').at(-1))
    for (const { text, rightMm } of words) expect(rightMm, text).to.be.below(201)
    const subjectMm = Math.min(
      ...words.filter(({ text }) => text.startsWith('Donau')).map(({ topMm }) => topMm),
    )
    const beside = words.filter(({ leftMm, topMm }) => leftMm > 124 && topMm > 48 && topMm < subjectMm)
    expect(textOf(beside).match(/Integration/g)).to.have.lengthOf(3)
  })

  it('has letterhead, references and foot at their places, whatever the city has put into them', async function () {
    const long = 'Verbandsgemeindeverwaltung Musterstadt-Land mit vielen Aufgaben und Außenstellen'
    const changed = {
      head: {
        office: long,
        address: ['Markt 1', '55116 Ort', long, 'Vierte'],
        contact: ['Telefon 1', long, 'c', 'd'],
      },
      footer: ['IBAN DE02', long, 'Fußende'],
      facts: ['Eins', 'Zwei', 'Drei', 'Vier', 'Fünf', 'Datum'].map((label) => ({
        label,
        value: '02.03.2026',
      })),
      subject: 'Betreffzeile',
      paragraphs: ['Erste Zeile\nZweite Zeile', 'Absatz. '.repeat(900)],
    }
    const words = await printed(changed, false)
    const at = (text: string): Placed => {
      const found = words.find((word) => word.text === text)
      if (found === undefined) throw new Error(`${text} is not printed.`)
      return found
    }
    expect(at('Vierte').bottomMm).to.be.below(45)
    expect(at('Telefon').leftMm).to.be.closeTo(125, 1)
    expect(at('d').bottomMm).to.be.below(45)
    expect(at('Datum').topMm).to.be.within(50, 100)
    const lastFact = words.filter(({ text }) => text === '02.03.2026').at(-1)
    expect(lastFact?.bottomMm).to.be.below(at('Betreffzeile').topMm)
    expect(at('Zweite').topMm).to.be.above(at('Erste').topMm)
    expect(at('Fußende').topMm).to.be.within(275, 297)
    const text = words.filter((word) => word.text === 'Absatz.')
    expect(Math.max(...text.map(({ bottomMm }) => bottomMm))).to.be.below(at('IBAN').topMm)
    for (const { text: word, rightMm } of words) expect(rightMm, word).to.be.below(201)
  })
})
