import type { FileFeatures, SignatureFeature } from '../../domain/recognition/file-features.ts'
import { findByteMarks } from './byte-marks.ts'
import { signerOf } from './cms-signer.ts'
import { withMemory, type PdfiumEngine } from './engine.ts'

/** Values of FPDF_GetFormType (fpdf_formfill.h): an AcroForm without and with XFA (2: full, 3: foreground). */
const FORM_FIELDS = 1
/** Contracts have a few signatures. */
const MAX_SIGNATURES = 20
const MAX_SIGNATURE_BYTES = 256 * 1024
const MAX_TIME_BYTES = 64

/** What the document is beside its pages. */
export function readFeatures(engine: PdfiumEngine, document: number, bytes: Uint8Array): FileFeatures {
  const marks = findByteMarks(bytes)
  const formType = engine._FPDF_GetFormType(document)
  return {
    signatures: signaturesOf(engine, document),
    isProtected: engine._FPDF_GetSecurityHandlerRevision(document) > 0,
    form: formType > FORM_FIELDS ? 'xfa' : formType === FORM_FIELDS ? 'fields' : 'none',
    hasEmbeddedFiles: marks.hasEmbeddedFiles || engine._FPDFDoc_GetAttachmentCount(document) > 0,
    isPortfolio: marks.isPortfolio,
    hasScripts: marks.hasScripts || engine._FPDFDoc_GetJavaScriptActionCount(document) > 0,
    ...(marks.claimedPdfA === undefined ? {} : { claimedPdfA: marks.claimedPdfA }),
  }
}

function signaturesOf(engine: PdfiumEngine, document: number): SignatureFeature[] {
  const count = Math.min(MAX_SIGNATURES, Math.max(0, engine._FPDF_GetSignatureCount(document)))
  return Array.from({ length: count }, (_, index) => {
    const signature = engine._FPDF_GetSignatureObject(document, index)
    if (signature === 0) return {}
    const contents = bytesFrom(engine, MAX_SIGNATURE_BYTES, (buffer, size) =>
      engine._FPDFSignatureObj_GetContents(signature, buffer, size),
    )
    const time = bytesFrom(engine, MAX_TIME_BYTES, (buffer, size) =>
      engine._FPDFSignatureObj_GetTime(signature, buffer, size),
    )
    const signer = signerOf(contents)
    const signedAt = toInstant(time.toString('latin1'))
    return { ...(signer === undefined ? {} : { signer }), ...(signedAt === undefined ? {} : { signedAt }) }
  })
}

/** PDFium writes as much as it has, when that fits, and tells the size. */
function bytesFrom(
  engine: PdfiumEngine,
  maxBytes: number,
  write: (buffer: number, size: number) => number,
): Buffer {
  return withMemory(engine, maxBytes, (buffer) => {
    const size = write(buffer, maxBytes)
    return size > maxBytes ? Buffer.alloc(0) : Buffer.from(engine.HEAPU8.slice(buffer, buffer + size))
  })
}

/** Dates of PDF read `D:20260131120000+01'00'` (ISO 32000-1, 7.9.4). */
function toInstant(date: string): string | undefined {
  const parts = /^D:(\d{4})(\d\d)(\d\d)(\d\d)(\d\d)(\d\d)(?:Z|([+-]\d\d)'?(\d\d))?/u.exec(date)
  if (parts === null) return undefined
  const [, year, month, day, hour, minute, second, zoneHour, zoneMinute] = parts
  const zone = zoneHour === undefined ? 'Z' : `${zoneHour}:${zoneMinute ?? '00'}`
  const instant = new Date(`${year}-${month}-${day}T${hour}:${minute}:${second}${zone}`)
  return Number.isNaN(instant.getTime()) ? undefined : instant.toISOString()
}
