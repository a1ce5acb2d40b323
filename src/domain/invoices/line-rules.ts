import type { EInvoice, InvoiceLine } from './e-invoice.ts'
import { CENT, distance, parseDecimal, product, quotient, sum, toCents, type Decimal } from './decimal.ts'
import type { InvoiceFinding } from './finding.ts'

/** A list longer than this is not read by anybody. */
const MAX_LINE_FINDINGS = 20
const ONE = CENT * 100n

/** Positions whose amount is not quantity times price with their own allowances (PEPPOL-EN16931-R120). */
export function lineFindings({ lines }: EInvoice): InvoiceFinding[] {
  const findings: InvoiceFinding[] = []
  for (const [index, line] of lines.entries()) {
    if (findings.length === MAX_LINE_FINDINGS) break
    const expected = expectedAmount(line)
    const stated = parseDecimal(line.netAmount)
    if (expected === undefined || stated === undefined || distance(stated, expected) <= 2n * CENT) continue
    const name = line.id ?? String(index + 1)
    findings.push({
      rule: 'R120',
      severity: 'warning',
      text: `Position ${name}: angegeben ${comma(stated)}, Menge mal Preis ergibt ${comma(expected)}.`,
    })
  }
  return findings
}

function expectedAmount({ quantity, netPrice, priceQuantity, allowances }: InvoiceLine): Decimal | undefined {
  const count = parseDecimal(quantity)
  const price = parseDecimal(netPrice)
  if (count === undefined || price === undefined) return undefined
  const gross = quotient(product(count, price), parseDecimal(priceQuantity) ?? ONE)
  const less = allowances.flatMap(({ isCharge, amount }) => {
    const value = parseDecimal(amount) ?? 0n
    return [isCharge ? value : -value]
  })
  return gross === undefined ? undefined : gross + sum(less)
}

function comma(value: Decimal): string {
  return toCents(value).replace('.', ',')
}
