import { isoMod97 } from '../mod97.ts'

/** Coarse address of 2 to 12 digits, an optional fine address, two check digits ("Formatspezifikation Leitweg-ID", KoSIT). */
const LEITWEG_ID = /^(\d{2,12})(?:-([0-9A-Za-z]{1,30}))?-(\d{2})$/
const RIGHT_REMAINDER = 1

/** What people call Leitweg-ID: told by its shape alone. */
export function looksLikeLeitwegId(text: string): boolean {
  return LEITWEG_ID.test(text.trim())
}

/** True when the shape and the check digits (ISO 7064, mod 97-10, without the hyphens) are right. */
export function isValidLeitwegId(text: string): boolean {
  const match = LEITWEG_ID.exec(text.trim())
  if (match === null) return false
  return isoMod97(`${match[1] ?? ''}${match[2] ?? ''}${match[3] ?? ''}`.toUpperCase()) === RIGHT_REMAINDER
}
