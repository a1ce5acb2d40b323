import { Parser } from 'htmlparser2'

/** Content that nobody sees. */
const HIDDEN = new Set(['head', 'script', 'style', 'title', 'template', 'noscript', 'object', 'svg', 'math'])
const PARAGRAPHS = new Set([
  'p',
  'table',
  'ul',
  'ol',
  'blockquote',
  'h1',
  'h2',
  'h3',
  'h4',
  'h5',
  'h6',
  'pre',
])
const LINES = new Set(['div', 'tr', 'li', 'dt', 'dd', 'section', 'article', 'header', 'footer', 'hr', 'form'])
/** Behind it the address says more than the text that is shown. */
const WEB_ADDRESS = /^(?:https?|mailto):/i
const MAX_ADDRESS_LENGTH = 500

/**
 * What a reader sees of a page, as plain text: nothing is loaded and nothing runs. Where a link leads stands behind its
 * text, so that nobody is led astray by it. The parser knows no depth, so that none is too much.
 */
export function htmlText(html: string, maxLength: number): string {
  const writer = new TextWriter(maxLength)
  let hiddenDepth = 0
  let href: string | undefined
  const parser = new Parser(
    {
      onopentag(name, attributes) {
        if (HIDDEN.has(name)) hiddenDepth += 1
        if (hiddenDepth > 0) return
        if (name === 'br') writer.breakLine()
        if (name === 'li') writer.add('\n- ')
        if (name === 'td' || name === 'th') writer.add(' ')
        if (name === 'img') writer.add(pictureText(attributes['alt']))
        if (name === 'a') href = attributes['href']
        writer.separate(name)
      },
      ontext(text) {
        if (hiddenDepth === 0) writer.add(text.replace(/\s+/g, ' '))
      },
      onclosetag(name) {
        if (HIDDEN.has(name)) hiddenDepth = Math.max(0, hiddenDepth - 1)
        if (hiddenDepth > 0) return
        if (name === 'a' && href !== undefined) {
          writer.addAddress(href.trim().slice(0, MAX_ADDRESS_LENGTH))
          href = undefined
        }
        writer.separate(name)
      },
    },
    { decodeEntities: true, lowerCaseTags: true },
  )
  parser.write(html)
  parser.end()
  return writer.text()
}

function pictureText(alternative: string | undefined): string {
  const text = (alternative ?? '').replace(/\s+/g, ' ').trim()
  return text === '' ? '' : `[${text}]`
}

class TextWriter {
  readonly #maxLength: number
  #parts: string[] = []
  #length = 0
  /** The end of what was written. */
  #tail = ''

  constructor(maxLength: number) {
    this.#maxLength = maxLength
  }

  add(text: string): void {
    if (this.#length >= this.#maxLength || text === '') return
    const added = /\s$/.test(this.#tail) && !text.startsWith('\n') ? text.replace(/^ +/, '') : text
    if (added === '') return
    this.#parts.push(added)
    this.#length += added.length
    this.#tail = (this.#tail + added).slice(-MAX_ADDRESS_LENGTH)
  }

  breakLine(): void {
    this.add('\n')
  }

  /** A line of its own for what begins or ends here. */
  separate(name: string): void {
    if (this.#tail === '') return
    if (PARAGRAPHS.has(name)) this.add(this.#tail.endsWith('\n') ? '\n' : '\n\n')
    else if (LINES.has(name) && !this.#tail.endsWith('\n')) this.add('\n')
  }

  addAddress(address: string): void {
    const plain = address.replace(/^mailto:/i, '')
    if (WEB_ADDRESS.test(address) && !this.#tail.trimEnd().endsWith(plain)) this.add(` <${plain}>`)
  }

  text(): string {
    return this.#parts
      .join('')
      .replace(/[ \t]+\n/g, '\n')
      .replace(/\n{3,}/g, '\n\n')
      .trim()
  }
}
