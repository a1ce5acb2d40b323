import type { EInvoice } from './e-invoice.ts'

export interface InvoiceProfile {
  /** What people call it. */
  readonly name: string
  readonly isXRechnung: boolean
  /** Without positions an invoice is only a booking aid (Factur-X 1.0, MINIMUM and BASIC WL). */
  readonly hasLines: boolean
}

const NAMES: readonly (readonly [RegExp, string])[] = [
  [/xrechnung/i, 'XRechnung'],
  [/peppol/i, 'Peppol BIS Billing'],
  [/minimum/i, 'Factur-X MINIMUM'],
  [/basicwl/i, 'Factur-X BASIC WL'],
  [/basic/i, 'ZUGFeRD BASIC'],
  [/comfort/i, 'ZUGFeRD COMFORT'],
  [/extended/i, 'ZUGFeRD EXTENDED'],
  [/en16931/i, 'EN 16931'],
]

export function profileOf({ profile, syntax }: EInvoice): InvoiceProfile {
  const compact = profile?.replace(/\s+/g, '') ?? ''
  return {
    name: NAMES.find(([pattern]) => pattern.test(compact))?.[1] ?? syntax,
    isXRechnung: /xrechnung/i.test(compact),
    hasLines: !/minimum|basicwl/i.test(compact),
  }
}
