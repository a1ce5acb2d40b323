import type { EmbeddedFile } from '../../ports/page-source.ts'
import { viewOf, withMemory, type PdfiumEngine } from './engine.ts'

/** Electronic invoices carry one or a few files; nobody looks at more. */
const MAX_FILES = 20
const MAX_NAME_BYTES = 1024
const POINTER_BYTES = 4

/** The attachments of a PDF (ISO 32000-1, 7.11.4), unpacked only when they are read. */
export function readEmbeddedFiles(engine: PdfiumEngine, document: number): EmbeddedFile[] {
  const count = Math.min(MAX_FILES, Math.max(0, engine._FPDFDoc_GetAttachmentCount(document)))
  return Array.from({ length: count }, (_, index) => engine._FPDFDoc_GetAttachment(document, index))
    .filter((attachment) => attachment !== 0)
    .map((attachment) => ({
      name: nameOf(engine, attachment),
      read: (maxBytes) => bytesOf(engine, attachment, maxBytes),
    }))
}

function nameOf(engine: PdfiumEngine, attachment: number): string {
  return withMemory(engine, MAX_NAME_BYTES, (buffer) => {
    const size = engine._FPDFAttachment_GetName(attachment, buffer, MAX_NAME_BYTES)
    if (size <= 2 || size > MAX_NAME_BYTES) return ''
    return Buffer.from(engine.HEAPU8.slice(buffer, buffer + size - 2)).toString('utf16le')
  })
}

/** Asked without a buffer first, PDFium tells the unpacked size. */
function bytesOf(engine: PdfiumEngine, attachment: number, maxBytes: number): Uint8Array | undefined {
  return withMemory(engine, POINTER_BYTES, (sizeAt) => {
    if (engine._FPDFAttachment_GetFile(attachment, 0, 0, sizeAt) === 0) return undefined
    const size = viewOf(engine).getUint32(sizeAt, true)
    if (size === 0 || size > maxBytes) return undefined
    return withMemory(engine, size, (buffer) => {
      if (engine._FPDFAttachment_GetFile(attachment, buffer, size, sizeAt) === 0) return undefined
      return engine.HEAPU8.slice(buffer, buffer + size)
    })
  })
}
