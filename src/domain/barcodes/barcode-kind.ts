import { isValidLeitwegId } from '../invoices/leitweg-id.ts'
import { parseCoverSheet } from './cover-sheet.ts'
import { parseGiroCode } from './giro-code.ts'
import type { PageBarcode } from './page-barcode.ts'

export type BarcodeKind = 'leitweg-id' | 'giro-code' | 'cover-sheet' | 'franking' | 'other'

/**
 * Matrix codes of Deutsche Post begin with a sign of the service: DEA stamps and franking machines, DVF pre-paid mailings,
 * DPAG addresses ("Datamatrixcodes zur Freimachung").
 */
const POSTAL_SIGN = /^(?:DEA|DVF|DPAG)/

/** What a code on a page is for; postage says nothing of a letter. */
export function barcodeKind({ format, text }: Pick<PageBarcode, 'format' | 'text'>): BarcodeKind {
  if (format === 'DataMatrix' && POSTAL_SIGN.test(text)) return 'franking'
  if (parseGiroCode(text) !== undefined) return 'giro-code'
  if (parseCoverSheet(text) !== undefined) return 'cover-sheet'
  return isValidLeitwegId(leitwegText(text)) ? 'leitweg-id' : 'other'
}

/** The identifier may stand alone or behind its name. */
export function leitwegText(text: string): string {
  return text.replace(/^\s*leitweg-?id\s*[:=]\s*/i, '').trim()
}
