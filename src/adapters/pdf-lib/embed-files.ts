import { createHash } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import {
  PDFDict,
  PDFDocument,
  PDFHeader,
  PDFHexString,
  PDFName,
  PDFString,
  type PDFContext,
  type PDFRef,
} from '@cantoo/pdf-lib'
import type { EmbeddedCopy, EmbeddedFile, EmbedRequest } from '../../ports/file-embedder.ts'
import { conformanceFaults } from './conformance.ts'
import { invisibleFontIn } from './invisible-font.ts'
import { dateOf, writeMetadata } from './metadata.ts'
import { dropUnreachable } from './object-walk.ts'
import { orDamaged, writeNewFile } from './write-file.ts'

/** The version that PDF/A-3 is made of. */
const HEADER = PDFHeader.forVersion(1, 7)

/** See `FileEmbedder`. Inside the wall only. */
export async function embedFiles(path: string, request: EmbedRequest): Promise<EmbeddedCopy> {
  const source = await readFile(path)
  const { bytes, ...rest } = await orDamaged(() => withFiles(source, request))
  return { ...(await writeNewFile(request.targetPath, bytes)), ...rest }
}

async function withFiles(
  source: Uint8Array,
  { files, isArchivable }: EmbedRequest,
): Promise<Pick<EmbeddedCopy, 'claim' | 'faults'> & { readonly bytes: Uint8Array }> {
  const document = await PDFDocument.load(source, { updateMetadata: false })
  const { context } = document
  context.header = HEADER
  associate(document, files)
  const faults = conformanceFaults(document, invisibleFontIn(context), 3)
  const isKept = isArchivable && faults.length === 0
  describe(document, files, isKept)
  // The metadata of the copy without the files.
  dropUnreachable(context)
  const bytes = await document.save({ useObjectStreams: true, updateFieldAppearances: false })
  return { bytes, claim: isKept ? 'PDF/A-3b' : 'none', faults }
}

/** In the list of files that readers show, and as associated with the whole document (ISO 19005-3, annex E). */
function associate({ catalog, context }: PDFDocument, files: readonly EmbeddedFile[]): void {
  const named = [...files].sort((left, right) => (left.filename < right.filename ? -1 : 1))
  const listed = named.map((file) => ({ file, ref: specificationOf(context, file) }))
  const tree = context.obj({
    Names: listed.flatMap(({ file, ref }) => [PDFString.of(file.filename), ref]),
  })
  const names = catalog.lookup(PDFName.of('Names'))
  const own = names instanceof PDFDict ? names : context.obj({})
  own.set(PDFName.of('EmbeddedFiles'), context.register(tree))
  catalog.set(PDFName.of('Names'), own)
  catalog.set(PDFName.of('AF'), context.obj(listed.map(({ ref }) => ref)))
}

function specificationOf(context: PDFContext, file: EmbeddedFile): PDFRef {
  const changed = dateOf(new Date(file.modifiedAt))
  const checksum = createHash('md5').update(file.bytes).digest('hex')
  const stream = context.flateStream(file.bytes, {
    Type: 'EmbeddedFile',
    Subtype: PDFName.of(file.mediaType),
    // MD5 is what the format has (ISO 32000-1, table 46); what binds is the SHA-256 of the note.
    Params: { Size: file.bytes.byteLength, ModDate: changed, CheckSum: PDFHexString.of(checksum) },
  })
  const ref = context.register(stream)
  return context.register(
    context.obj({
      Type: 'Filespec',
      F: PDFString.of(file.filename),
      UF: PDFHexString.fromText(file.filename),
      Desc: PDFHexString.fromText(file.description),
      AFRelationship: file.relationship,
      EF: { F: ref, UF: ref },
    }),
  )
}

function describe(document: PDFDocument, files: readonly EmbeddedFile[], isKept: boolean): void {
  const createdAt = document.getCreationDate() ?? new Date(0)
  const instants = [createdAt.getTime(), ...files.map(({ modifiedAt }) => Date.parse(modifiedAt))]
  const language = document.catalog.lookup(PDFName.of('Lang'))
  const hashes = files.map(({ bytes }) => createHash('sha256').update(bytes).digest('hex'))
  writeMetadata(document, {
    title: document.getTitle() ?? '',
    createdAt,
    modifiedAt: new Date(Math.max(...instants)),
    identity: hashes.join('/'),
    language: language instanceof PDFString ? language.decodeText() : undefined,
    conformance: isKept ? { part: 3, level: 'B' } : undefined,
  })
}
