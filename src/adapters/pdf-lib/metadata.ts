import { createHash } from 'node:crypto'
import { PDFDict, PDFHexString, PDFName, PDFString, type PDFDocument, type PDFObject } from '@cantoo/pdf-lib'
import { buildSrgbProfile, SRGB_NAME } from './srgb-profile.ts'

const PRODUCER = 'Poststelle'
/** Strings in a PDF/A file have at most this many bytes (ISO 19005-2, 6.1.13). */
const MAX_TEXT_CHARACTERS = 2000

export interface CopyMetadata {
  readonly title: string
  readonly createdAt: Date
  /** Absent for what was not changed since. */
  readonly modifiedAt?: Date
  /** Tells the file from others of the same metadata. */
  readonly identity?: string
  /** BCP 47, such as `de`. */
  readonly language: string | undefined
  /** PDF/A part and level that the copy keeps; undefined when it keeps none. */
  readonly conformance: { readonly part: 2 | 3; readonly level: 'B' } | undefined
}

/** What both the document information and the XMP packet say of the original. */
interface KeptEntries {
  readonly author: string | undefined
  readonly subject: string | undefined
  readonly keywords: string | undefined
}

/** Writes title, dates, language, colour space, identity and, where it is earned, the claim of PDF/A. */
export function writeMetadata(document: PDFDocument, metadata: CopyMetadata): void {
  const { catalog, context } = document
  const kept = keptEntries(document)
  const info = informationOf(metadata, kept)
  context.trailerInfo.Info = context.register(context.obj(info))
  const packet = xmpPacket(metadata, kept)
  const stream = context.stream(Buffer.from(packet, 'utf8'), { Type: 'Metadata', Subtype: 'XML' })
  catalog.set(PDFName.of('Metadata'), context.register(stream))
  catalog.set(PDFName.of('ViewerPreferences'), context.obj({ DisplayDocTitle: true }))
  catalog.delete(PDFName.of('Version'))
  if (metadata.language !== undefined && !catalog.has(PDFName.of('Lang'))) {
    catalog.set(PDFName.of('Lang'), PDFString.of(metadata.language))
  }
  const hash = createHash('sha256')
    .update(packet)
    .update(metadata.identity ?? '')
  const identity = PDFHexString.of(hash.digest('hex').slice(0, 32))
  context.trailerInfo.ID = context.obj([identity, identity])
}

/** Says that numbers of colours mean sRGB, in place of what the original says. */
export function setOutputIntent({ catalog, context }: PDFDocument): void {
  const profile = context.register(context.flateStream(buildSrgbProfile(), { N: 3 }))
  const intent = context.obj({
    Type: 'OutputIntent',
    S: 'GTS_PDFA1',
    OutputConditionIdentifier: PDFString.of(SRGB_NAME),
    Info: PDFString.of(SRGB_NAME),
    DestOutputProfile: profile,
  })
  catalog.set(PDFName.of('OutputIntents'), context.obj([intent]))
}

function keptEntries({ context }: PDFDocument): KeptEntries {
  const info = context.lookup(context.trailerInfo.Info)
  const entry = (key: string): string | undefined =>
    info instanceof PDFDict ? cleanText(info.lookup(PDFName.of(key))) : undefined
  return { author: entry('Author'), subject: entry('Subject'), keywords: entry('Keywords') }
}

function cleanText(value: PDFObject | undefined): string | undefined {
  if (!(value instanceof PDFString) && !(value instanceof PDFHexString)) return undefined
  return forMetadata(value.decodeText()) || undefined
}

/** Control characters, lone surrogates and non-characters cannot stand in XML. */
function forMetadata(text: string): string {
  const printable = text.replace(/[\p{Cc}\p{Cs}\uFFFE\uFFFF]+/gu, ' ').trim()
  return Array.from(printable).slice(0, MAX_TEXT_CHARACTERS).join('')
}

function informationOf(metadata: CopyMetadata, kept: KeptEntries): Record<string, PDFObject> {
  const { title, createdAt, modifiedAt = createdAt } = metadata
  const texts = {
    Title: forMetadata(title),
    Author: kept.author,
    Subject: kept.subject,
    Keywords: kept.keywords,
  }
  const entries = Object.entries(texts).flatMap(([key, text]) =>
    text === undefined ? [] : [[key, PDFHexString.fromText(text)] as const],
  )
  return {
    ...Object.fromEntries(entries),
    Producer: PDFString.of(PRODUCER),
    CreationDate: dateOf(createdAt),
    ModDate: dateOf(modifiedAt),
  }
}

/** ISO 32000-1, 7.9.4. */
export function dateOf(instant: Date): PDFString {
  return PDFString.of(`D:${wholeSeconds(instant).replace(/\D/gu, '')}Z`)
}

function wholeSeconds(date: Date): string {
  return `${date.toISOString().slice(0, 19)}Z`
}

/** The same facts in XMP (ISO 16684-1); PDF/A wants both to agree. */
function xmpPacket(metadata: CopyMetadata, kept: KeptEntries): string {
  const { title, createdAt, modifiedAt = createdAt, language, conformance } = metadata
  const alternatives = (text: string): string =>
    `<rdf:Alt><rdf:li xml:lang="x-default">${escaped(text)}</rdf:li></rdf:Alt>`
  const properties: readonly (readonly [name: string, content: string | undefined])[] = [
    ['pdfaid:part', conformance?.part.toString()],
    ['pdfaid:conformance', conformance?.level],
    ['dc:format', 'application/pdf'],
    ['dc:title', alternatives(forMetadata(title))],
    ['dc:creator', kept.author && `<rdf:Seq><rdf:li>${escaped(kept.author)}</rdf:li></rdf:Seq>`],
    ['dc:description', kept.subject && alternatives(kept.subject)],
    ['dc:language', language && `<rdf:Bag><rdf:li>${escaped(language)}</rdf:li></rdf:Bag>`],
    ['pdf:Keywords', kept.keywords && escaped(kept.keywords)],
    ['pdf:Producer', PRODUCER],
    ['xmp:CreateDate', wholeSeconds(createdAt)],
    ['xmp:ModifyDate', wholeSeconds(modifiedAt)],
    ['xmp:MetadataDate', wholeSeconds(modifiedAt)],
  ]
  const lines = properties.flatMap(([name, content]) =>
    content === undefined ? [] : [`<${name}>${content}</${name}>`],
  )
  return `<?xpacket begin="\uFEFF" id="W5M0MpCehiHzreSzNTczkc9d"?>
<x:xmpmeta xmlns:x="adobe:ns:meta/">
<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
<rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:pdf="http://ns.adobe.com/pdf/1.3/" xmlns:pdfaid="http://www.aiim.org/pdfa/ns/id/" xmlns:xmp="http://ns.adobe.com/xap/1.0/">
${lines.join('\n')}
</rdf:Description>
</rdf:RDF>
</x:xmpmeta>
<?xpacket end="w"?>`
}

function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;')
}
