import { fileTypeFromBuffer } from 'file-type'
import {
  ACCEPTED_MEDIA_TYPES,
  type AcceptedMediaType,
  type MediaTypeDetector,
} from '../../ports/media-type-detector.ts'
import { isMail } from './mail-head.ts'
import { isXml } from './xml-head.ts'

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
    async detect(head) {
      const found = (await fileTypeFromBuffer(head))?.mime ?? (isTiff(head) ? 'image/tiff' : undefined)
      const mediaType = isXml(head) ? XML : (accepted(found) ?? mailOf(found, head))
      if (mediaType === 'application/pdf' && !continuesAsPdf(head)) return undefined
      return mediaType
    },
  }
}

/** A mail has no signature; what has one is none. */
function mailOf(found: string | undefined, head: Uint8Array): AcceptedMediaType | undefined {
  return found === undefined && isMail(head) ? 'message/rfc822' : undefined
}

function accepted(mediaType: string | undefined): AcceptedMediaType | undefined {
  // The package takes web pages for XML; `isXml` tells.
  if (mediaType === undefined || mediaType === XML) return undefined
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
