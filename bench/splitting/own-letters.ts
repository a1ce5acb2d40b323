import type { RecognizedPage } from '../../src/domain/recognition/page.ts'
import { seenLanguages } from '../../src/domain/recognition/languages.ts'
import { wordsOf } from '../../src/domain/recognition/page.ts'
import { seededRandom } from '../../test/support/seeded-random.ts'
import { createPen, type PagePen } from './draw-page.ts'
import { ENGLISH, OPENERS, STREETS, VERBS } from './own-texts.ts'
import { dateOf, digits, personOf, pick, type NumberStyle, type Random, type Sender } from './senders.ts'

/** One letter of a sender; the same for the same seed. */
export function writeLetter(sender: Sender, seed: number): RecognizedPage[] {
  const random = seededRandom(seed)
  const letter = {
    sender,
    random,
    pages: pageCount(random),
    reference: referenceOf(random),
    date: dateOf(random),
  }
  const pages = Array.from({ length: letter.pages }, (_, index) => bodyPage(letter, index + 1))
  const enclosures = random() < 0.12 ? [enclosurePage(letter)] : []
  return [...pages, ...enclosures].map((page) => ({
    ...page,
    languages: seenLanguages(wordsOf(page).map(({ text }) => text)),
  }))
}

interface Letter {
  readonly sender: Sender
  readonly random: Random
  readonly pages: number
  readonly reference: string
  readonly date: string
}

function pageCount(random: Random): number {
  const at = random()
  if (at < 0.45) return 1
  if (at < 0.73) return 2
  return at < 0.86 ? 3 : 4 + Math.floor(random() * 4)
}

const PAGE = { right: 540, foot: 790, bodyEnd: 740 }

function bodyPage(letter: Letter, number: number): RecognizedPage {
  const { sender, random } = letter
  const pen = createPen(random, sender.noise, sender.paper)
  const isLast = number === letter.pages
  let y = number === 1 ? firstHead(pen, letter) : laterHead(pen, letter)
  pen.block()
  if (number > 1 && random() < 0.45) y = writeHeading(pen, letter, y)
  const end = isLast ? y + 60 + random() * (PAGE.bodyEnd - y - 110) : PAGE.bodyEnd
  y = writeBody(pen, letter, y, end)
  if (isLast) writeClosing(pen, letter, y)
  writeFoot(pen, letter, number)
  return pen.page(number)
}

function firstHead(pen: PagePen, letter: Letter): number {
  switch (letter.sender.kind) {
    case 'contract':
    case 'minutes':
      return titleHead(pen, letter)
    case 'form':
      writeLetterhead(pen, letter.sender)
      return formHead(pen, letter)
    case 'letter':
    case 'invoice':
    case 'private':
      writeLetterhead(pen, letter.sender)
      return letterHead(pen, letter)
  }
}

function letterHead(pen: PagePen, letter: Letter): number {
  const { sender, random, date } = letter
  const { left, size } = sender
  pen.line(`${sender.name}, ${sender.street}, ${sender.town}`, left, 128, 7)
  pen.block()
  const town = ['Stadtverwaltung Musterstadt', 'Rathausplatz 1']
  const person = [personOf(random), `${pick(STREETS, random)} ${1 + Math.floor(random() * 80)}`]
  ;[...(random() < 0.5 ? town : person), '12345 Musterstadt'].forEach((line, row) => {
    pen.line(line, left, 145 + row * 14, size)
  })
  pen.block()
  const isPrivate = sender.kind === 'private'
  const x = isPrivate ? 400 : 360
  if (!isPrivate) pen.line(`${referenceLabel(sender)} ${letter.reference}`, x, 215, size)
  pen.line(random() < 0.5 ? `${sender.town.slice(6)}, den ${date}` : `Datum: ${date}`, x, 230, size)
  pen.block()
  pen.line(titleOf(letter), left, 275, size + 1)
  pen.block()
  const greeting = sender.english ? 'Dear Sir or Madam,' : 'Sehr geehrte Damen und Herren,'
  if (sender.kind !== 'invoice' || random() < 0.6) pen.line(greeting, left, 305, size)
  return 330
}

function titleOf({ sender, reference, random }: Letter): string {
  if (sender.kind === 'invoice') return sender.english ? `Invoice ${reference}` : `Rechnung Nr. ${reference}`
  const lead = pick(['', 'Betreff: ', 'Ihr Antrag auf ', 'Bescheid über ', 'Anfrage zu '], random)
  return `${lead}${sender.subject.title} vom ${dateOf(random)}`
}

function titleHead(pen: PagePen, { sender, date }: Letter): number {
  const title =
    sender.kind === 'contract'
      ? `Vertrag über ${sender.subject.title}`
      : `Niederschrift der Sitzung ${sender.subject.title}`
  pen.line(title, sender.left + 60, 90, sender.size + 5)
  pen.block()
  pen.line(`zwischen ${sender.name} und der Stadt Musterstadt, ${date}`, sender.left, 125, sender.size)
  return 150
}

function formHead(pen: PagePen, { sender, reference, date }: Letter): number {
  pen.line(`Antrag ${sender.subject.title}`, sender.left, 150, sender.size + 4)
  pen.block()
  pen.line(`Antragsnummer: ${reference} Eingang: ${date}`, sender.left, 175, sender.size)
  return 200
}

function writeLetterhead(pen: PagePen, sender: Sender): void {
  const x = { left: sender.left, middle: 220, right: 380 }[sender.headSide]
  pen.line(sender.name, x, 50, sender.kind === 'private' ? sender.size : 14)
  pen.line(sender.street, x, 66, 8)
  pen.line(sender.town, x, 77, 8)
  if (sender.kind !== 'private') {
    pen.line(`Telefon ${sender.phone}`, x, 88, 8)
    pen.line(`info@${sender.domain}`, x, 99, 8)
  }
  pen.block()
}

function laterHead(pen: PagePen, { sender, reference, date }: Letter): number {
  switch (sender.headLater) {
    case 'all':
      writeLetterhead(pen, sender)
      return 130
    case 'name':
      pen.line(sender.name, sender.left, 50, 8)
      return 85
    case 'reference':
      pen.line(`${referenceLabel(sender)} ${reference} vom ${date}`, sender.left, 50, 8)
      return 85
    case 'none':
      return 75
  }
}

function writeBody(pen: PagePen, letter: Letter, from: number, to: number): number {
  const { sender, random } = letter
  const step = sender.size * sender.spacing
  let y = from + step
  if (sender.kind === 'invoice' && sender.repeatsColumns) {
    pen.line('Pos. Bezeichnung', sender.left, y, sender.size)
    pen.line('Menge', 340, y, sender.size)
    pen.line('Betrag', 480, y, sender.size)
    y += step
  }
  for (let line = 0; y < to; line++, y += step) {
    if (sender.kind === 'invoice' && random() < 0.7) writeItem(pen, letter, y)
    else if (sender.kind === 'form' && random() < 0.6)
      pen.line(`${1 + line}. ${pick(sender.subject.nouns, random)}:`, sender.left, y, sender.size)
    else writeText(pen, letter, y)
    if (random() < 0.15) {
      pen.block()
      y += step
    }
  }
  pen.block()
  return y
}

/** A section within the letter, which may sound like the beginning of one. */
function writeHeading(pen: PagePen, { sender, random }: Letter, y: number): number {
  const title = pick(
    [
      'Hinweise',
      'Begründung',
      'Rechtsbehelfsbelehrung',
      'Vertragsbedingungen',
      'Erklärung',
      'Abrechnung',
      'Bestätigung',
      'Fortsetzung',
      'Übertrag',
    ],
    random,
  )
  pen.block()
  pen.line(
    `${title} ${random() < 0.5 ? sender.subject.title : ''}`.trim(),
    sender.left,
    y + 14,
    sender.size + 1,
  )
  pen.block()
  return y + 26
}

function writeItem(pen: PagePen, { sender, random }: Letter, y: number): void {
  pen.line(
    `${1 + Math.floor(random() * 30)} ${pick(sender.subject.nouns, random)}`,
    sender.left,
    y,
    sender.size,
  )
  pen.line(`${1 + Math.floor(random() * 9)}`, 340, y, sender.size)
  pen.line(`${digits(random, 2)},${digits(random, 2)}`, 480, y, sender.size)
}

/** One line; sentences run on over lines and pages. */
function writeText(pen: PagePen, { sender, random }: Letter, y: number): void {
  const letters = Math.floor((PAGE.right - sender.left) / (sender.size * 0.5))
  let text = random() < 0.2 ? pick(OPENERS, random) : pick(sender.subject.nouns, random).toLowerCase()
  while (text.length < letters - 12) text += ` ${wordOf(sender, random)}${random() < 0.1 ? '.' : ''}`
  pen.line(withMention(text, letters - 26, random), sender.left, y, sender.size)
}

const SMALL_WORDS = 'und die für mit der nicht auf das im wir'.split(' ')

function wordOf({ english, subject }: Sender, random: Random): string {
  if (english) return pick(ENGLISH, random)
  if (random() < 0.45) return pick(subject.nouns, random)
  return random() < 0.4 ? pick(VERBS, random) : pick(SMALL_WORDS, random)
}

/** Some lines name a date, a number or a telephone of something else. */
function withMention(text: string, letters: number, random: Random): string {
  const at = random()
  if (at < 0.1) return `${text.slice(0, letters)} vom ${dateOf(random)}`
  if (at < 0.15) return `${text.slice(0, letters)} Nr. ${referenceOf(random)}`
  return at < 0.17 ? `${text.slice(0, letters)} Telefon 0${digits(random, 9)}` : text
}

function writeClosing(pen: PagePen, { sender, random }: Letter, y: number): void {
  if (sender.kind === 'invoice' && random() < 0.5) {
    pen.line('Zahlbar innerhalb von 14 Tagen ohne Abzug.', sender.left, y + 15, sender.size)
    return
  }
  if (sender.kind === 'form' || sender.kind === 'minutes') {
    pen.line('Ort, Datum Unterschrift', sender.left, y + 25, sender.size)
    return
  }
  pen.line(sender.english ? 'Kind regards' : sender.closing, sender.left, y + 15, sender.size)
  pen.line(personOf(random), sender.left, y + 45, sender.size)
}

function writeFoot(pen: PagePen, { sender, pages }: Letter, number: number): void {
  pen.block()
  const hasFoot = sender.footPages === 'all' || (sender.footPages === 'first' && number === 1)
  if (hasFoot && sender.kind !== 'private') {
    pen.line(
      `${sender.name} ${sender.town} IBAN ${sender.iban} www.${sender.domain}`,
      sender.left,
      PAGE.foot,
      7,
    )
    pen.block()
  }
  const text = numberText(sender.numbers, number, pages)
  if (text !== undefined) pen.line(text, 270, PAGE.foot + 20, 8)
}

function numberText(style: NumberStyle, page: number, of: number): string | undefined {
  const texts: Readonly<Record<NumberStyle, string>> = {
    none: '',
    of: `Seite ${page} von ${of}`,
    page: `Seite ${page}`,
    dashes: page === 1 ? '' : `- ${page} -`,
    bare: String(page),
    later: page === 1 ? '' : `Seite ${page}`,
    next: page === of ? '' : `.../${page + 1}`,
  }
  return texts[style] === '' ? undefined : texts[style]
}

/** A page from elsewhere that belongs to the letter: a table, a copy, a list. */
function enclosurePage({ sender, random }: Letter): RecognizedPage {
  const pen = createPen(random, sender.noise)
  const left = 40 + random() * 60
  if (random() < 0.6) pen.line(random() < 0.5 ? 'Anlage 1' : 'Anlage zum Schreiben', left, 60, 11)
  pen.block()
  const rows = 5 + Math.floor(random() * 40)
  for (let row = 0; row < rows; row++) {
    pen.line(
      `${pick(sender.subject.nouns, random)} ${pick(VERBS, random)} ${digits(random, 3)}`,
      left,
      100 + row * 15,
      8 + Math.floor(random() * 2),
    )
  }
  return pen.page(1)
}

function referenceLabel(sender: Sender): string {
  if (sender.kind === 'invoice') return 'Rechnungsnummer:'
  return sender.id.length % 2 === 0 ? 'Unser Zeichen:' : 'Aktenzeichen:'
}

function referenceOf(random: Random): string {
  return random() < 0.5
    ? `${digits(random, 2)}.${digits(random, 1)}-${digits(random, 4)}/26`
    : `R${digits(random, 7)}`
}
