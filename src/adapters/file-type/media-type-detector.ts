import { fileTypeFromBuffer } from 'file-type'
import {
  ACCEPTED_MEDIA_TYPES,
  type AcceptedMediaType,
  type MediaTypeDetector,
  type WholeFile,
} from '../../ports/media-type-detector.ts'
import { isMail } from './mail-head.ts'
import { compoundDirectory, isOutlookDirectory } from '../../domain/mail/outlook-file.ts'
import { isConverted } from '../../domain/intake/media-kinds.ts'
import { officeKind, requireUnlocked } from './office-kind.ts'
import { isPlainText, isWebPage } from './plain-text.ts'
import { isXml } from './xml-head.ts'
import { zipNames } from './zip-names.ts'

/** Kinds that are the same file for every reader we have. */
const SYNONYMS: Readonly<Record<string, AcceptedMediaType>> = {
  'image/apng': 'image/png',
  'image/heic-sequence': 'image/heic',
  'image/heif-sequence': 'image/heif',
}

const XML = 'application/xml'

/** Reads the signature of the first bytes with the `file-type` package, and looks behind the one of PDF. */
export function createMediaTypeDetector(): MediaTypeDetector {
  return {
    async detect(head, file) {
      const found = (await fileTypeFromBuffer(head))?.mime ?? (isTiff(head) ? 'image/tiff' : undefined)
      const mediaType = isXml(head) ? XML : (accepted(found) ?? mailOf(found, head))
      if (mediaType === 'application/pdf' && !continuesAsPdf(head)) return undefined
      return mediaType ?? (file && (await officeOrText(head, file, found)))
    },
  }
}

/** A mail has no signature; what has one is none. */
function mailOf(found: string | undefined, head: Uint8Array): AcceptedMediaType | undefined {
  return found === undefined && isMail(head) ? 'message/rfc822' : undefined
}

const ZIP_SIGNATURE = 'PK\x03\x04'
const CFB = 'application/x-cfb'
const RTF = 'application/rtf'

async function officeOrText(
  head: Uint8Array,
  file: WholeFile,
  found: string | undefined,
): Promise<AcceptedMediaType | undefined> {
  const readAt = file.read.bind(file)
  if (String.fromCharCode(...head.subarray(0, 4)) === ZIP_SIGNATURE) {
    const names = await zipNames(file.sizeBytes, readAt)
    return names && (officeKind(head, names) ?? archiveOf(names))
  }
  if (found === CFB) {
    const place = compoundDirectory(head)
    const directory = place === undefined ? new Uint8Array() : await readAt(place.position, place.length)
    if (isOutlookDirectory(directory)) return 'application/vnd.ms-outlook'
    requireUnlocked(directory)
  }
  if (found === RTF) return RTF
  if (isWebPage(head, file.filename)) return 'text/html'
  return isPlainText(head, file.filename) ? 'text/plain' : undefined
}

/** Kinds of ZIP that are programs, and office files that nobody here shows: their parts are no letters. */
const NOT_UNPACKED =
  /^(?:meta-inf\/manifest\.(?:mf|xml)|androidmanifest\.xml|\[content_types\]\.xml|mimetype)$/i

function archiveOf(names: readonly string[]): AcceptedMediaType | undefined {
  return names.length === 0 || names.some((name) => NOT_UNPACKED.test(name)) ? undefined : 'application/zip'
}

function accepted(mediaType: string | undefined): AcceptedMediaType | undefined {
  // The package takes web pages for XML; `isXml` tells.
  if (mediaType === undefined || mediaType === XML || isConverted(mediaType)) return undefined
  return ACCEPTED_MEDIA_TYPES.find((type) => type === mediaType) ?? SYNONYMS[mediaType]
}

/** Byte order, then the version number 42 (TIFF 6.0, section 2). */
const TIFF_SIGNATURES = ['II*\0', 'MM\0*']

/** The package looks for the directory of a TIFF, which scanners often write at the end of the file. */
function isTiff(head: Uint8Array): boolean {
  return TIFF_SIGNATURES.includes(String.fromCharCode(...head.subarray(0, 4)))
}

/**
 * False for a web page or script that only begins like a PDF. After the header line a PDF has comments and objects
 * (ISO 32000-1, 7.5); markup before the first object is none of both.
 */
function continuesAsPdf(head: Uint8Array): boolean {
  const text = Buffer.from(head.buffer, head.byteOffset, head.byteLength).toString('latin1')
  const firstObject = text.search(/\b\d+\s+\d+\s+obj\b/)
  const before = firstObject === -1 ? text : text.slice(0, firstObject)
  return !/<\s*(?:!doctype|html|head|body|script|svg|iframe)\b/i.test(before)
}
