import type { OcrSummary } from '../intake/document.ts'

/**
 * Version of the whole way from pixels to words. Raised with every change that makes results better, so that documents
 * which were read before can be found and read again.
 */
export const READING_VERSION = 2

/**
 * Whether a better reading is to be expected now: by an older way of reading, or by another engine or model.
 *
 * @param engineName as records name it; only the way of reading counts when absent
 */
export function isReadByOlder(ocr: OcrSummary | undefined, engineName: string | undefined): boolean {
  if (ocr === undefined || (ocr.readingVersion ?? 0) < READING_VERSION) return true
  return ocr.source !== 'text-layer' && engineName !== undefined && !ocr.engine.includes(engineName)
}
