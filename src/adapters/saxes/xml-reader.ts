import { SaxesParser, type SaxesAttributeNS, type SaxesTagNS } from 'saxes'
import { MailroomError } from '../../domain/errors.ts'
import type { XmlElement } from '../../domain/invoices/xml-element.ts'
import type { XmlReader } from '../../ports/xml-reader.ts'
import { decodeXml } from './decode-xml.ts'

export interface XmlLimits {
  readonly maxBytes: number
  readonly maxDepth: number
  readonly maxElements: number
  readonly maxAttributes: number
}

/** The largest invoices seen carry attachments of some megabytes and nest 12 deep; a line has about 25 elements. */
const LIMITS: XmlLimits = {
  maxBytes: 64 * 1024 * 1024,
  maxDepth: 64,
  maxElements: 400_000,
  maxAttributes: 32,
}
/** Text goes to the parser in pieces, so that the limits end it early. */
const PIECE_CHARS = 64 * 1024

interface OpenElement {
  readonly name: string
  readonly namespace: string
  readonly attributes: Readonly<Record<string, string>>
  readonly children: OpenElement[]
  text: string
}

/** Reads with saxes, which knows no external entities; document types are refused before their content is looked at. */
export function createXmlReader(limits: Partial<XmlLimits> = {}): XmlReader {
  const gates = { ...LIMITS, ...limits }
  return {
    read(bytes) {
      if (bytes.byteLength > gates.maxBytes) throw forbidden('MAX_BYTES', bytes.byteLength)
      return parse(decodeXml(bytes), gates)
    },
  }
}

function parse(text: string, gates: XmlLimits): XmlElement {
  const parser = new SaxesParser({ xmlns: true, position: false })
  const open: OpenElement[] = []
  let root: OpenElement | undefined
  let elements = 0
  parser.on('doctype', () => {
    throw forbidden('DOCTYPE', 1)
  })
  parser.on('error', (cause) => {
    // An entity that XML itself does not define would need a document type.
    if (/entity/iu.test(cause.message)) throw forbidden('ENTITY', 1)
    throw new MailroomError('document-damaged', 'The XML is not well-formed.', { cause })
  })
  parser.on('opentag', (tag) => {
    elements += 1
    if (elements > gates.maxElements) throw forbidden('MAX_ELEMENTS', elements)
    if (open.length >= gates.maxDepth) throw forbidden('MAX_DEPTH', open.length + 1)
    const element = toElement(tag, gates)
    open.at(-1)?.children.push(element)
    root ??= element
    open.push(element)
  })
  parser.on('closetag', () => {
    open.pop()
  })
  const addText = (more: string): void => {
    const element = open.at(-1)
    if (element !== undefined) element.text += more
  }
  parser.on('text', addText)
  parser.on('cdata', addText)
  for (let start = 0; start < text.length; start += PIECE_CHARS) {
    const piece = text.slice(start, start + PIECE_CHARS)
    // saxes looks at the subset of a document type first; it never gets to see one.
    if (root === undefined && /<!DOCTYPE|<!ENTITY/iu.test(piece)) throw forbidden('DOCTYPE', 1)
    parser.write(piece)
  }
  parser.close()
  if (root === undefined) throw new MailroomError('document-damaged', 'The XML has no element.')
  return root
}

function toElement({ local, uri, attributes }: SaxesTagNS, { maxAttributes }: XmlLimits): OpenElement {
  const list: SaxesAttributeNS[] = Object.values(attributes)
  if (list.length > maxAttributes) throw forbidden('MAX_ATTRIBUTES', list.length)
  const named = list.map((attribute): [string, string] => [attribute.local, attribute.value])
  return { name: local, namespace: uri, attributes: Object.fromEntries(named), children: [], text: '' }
}

function forbidden(limit: string, found: number): MailroomError {
  return new MailroomError('xml-forbidden', 'The XML holds what is not read from foreign files.', {
    facts: { limit, found },
  })
}
