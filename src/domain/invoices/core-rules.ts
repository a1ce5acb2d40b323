import type { EInvoice, InvoiceTotals } from './e-invoice.ts'
import { CENT, distance, parseDecimal, product, sum, toCents, type Decimal } from './decimal.ts'
import type { InvoiceFinding } from './finding.ts'
import { lineFindings } from './line-rules.ts'
import { requiredFindings } from './required-rules.ts'

/** How deep this system looks: the sums and the most important fields, not the whole schematron of a profile. */
export const CHECK_DEPTH = 'Kernregeln'

/** Checks the core rules of EN 16931 on the sums and what German authorities need. Worst first. */
export function checkInvoice(invoice: EInvoice): readonly InvoiceFinding[] {
  const findings = [
    ...requiredFindings(invoice),
    ...totalFindings(invoice),
    ...vatFindings(invoice),
    ...lineFindings(invoice),
  ]
  // ZUGFeRD 1 is older than the norm: what departs from it is worth a look, not wrong.
  if (invoice.syntax === 'ZUGFeRD 1') return findings.map((finding) => ({ ...finding, severity: 'warning' }))
  return findings.toSorted(
    (left, right) => Number(right.severity === 'error') - Number(left.severity === 'error'),
  )
}

/** Amounts in euro that should agree: what stands there, and what the other amounts give. */
interface Sum {
  readonly rule: string
  readonly name: string
  readonly stated: Decimal | undefined
  readonly expected: Decimal | undefined
}

function totalFindings(invoice: EInvoice): InvoiceFinding[] {
  const { totals, allowances } = invoice
  const of = (name: keyof InvoiceTotals): Decimal | undefined => parseDecimal(totals[name])
  const or0 = (name: keyof InvoiceTotals): Decimal => of(name) ?? 0n
  const net = of('net')
  const grand = of('grand')
  const sums: Sum[] = [
    { rule: 'BR-CO-10', name: 'Summe der Positionen', stated: of('lines'), expected: sumOfLines(invoice) },
    {
      rule: 'BR-CO-11',
      name: 'Summe der Nachlässe',
      stated: of('allowances'),
      expected: sumOf(allowances, false),
    },
    {
      rule: 'BR-CO-12',
      name: 'Summe der Zuschläge',
      stated: of('charges'),
      expected: sumOf(allowances, true),
    },
    {
      rule: 'BR-CO-13',
      name: 'Nettobetrag',
      stated: net,
      expected: minusPlus(of('lines'), or0('allowances'), or0('charges')),
    },
    {
      rule: 'BR-CO-14',
      name: 'Steuerbetrag',
      stated: of('tax'),
      expected: sumOfKnown(invoice.vatBreakdown.map(({ tax }) => tax)),
    },
    {
      rule: 'BR-CO-15',
      name: 'Bruttobetrag',
      stated: grand,
      expected: net === undefined ? undefined : net + or0('tax'),
    },
    {
      rule: 'BR-CO-16',
      name: 'Zahlbetrag',
      stated: of('due'),
      expected: minusPlus(grand, or0('prepaid'), or0('rounding')),
    },
  ]
  return sums.flatMap(sumFinding)
}

function sumFinding({ rule, name, stated, expected }: Sum): InvoiceFinding[] {
  if (stated === undefined || expected === undefined || distance(stated, expected) < CENT / 2n) return []
  return [
    {
      rule,
      severity: 'error',
      text: `${name}: angegeben ${german(stated)}, aus den anderen Beträgen ergibt sich ${german(expected)}.`,
    },
  ]
}

function sumOfLines({ lines }: EInvoice): Decimal | undefined {
  return sumOfKnown(lines.map(({ netAmount }) => netAmount))
}

/** `undefined` where an amount is missing or none is there: then there is nothing to compare. */
function sumOfKnown(texts: readonly (string | undefined)[]): Decimal | undefined {
  const amounts = texts.map(parseDecimal)
  const known = amounts.filter((amount) => amount !== undefined)
  return known.length === 0 || known.length < amounts.length ? undefined : sum(known)
}

function sumOf(entries: EInvoice['allowances'], isCharge: boolean): Decimal | undefined {
  return sumOfKnown(entries.filter((entry) => entry.isCharge === isCharge).map(({ amount }) => amount))
}

function minusPlus(base: Decimal | undefined, less: Decimal, more: Decimal): Decimal | undefined {
  return base === undefined ? undefined : base - less + more
}

/** Beyond this the tax of a rate is wrong by any way of rounding. */
const ROUNDING_TOLERANCE = CENT * 100n

function vatFindings({ vatBreakdown }: EInvoice): InvoiceFinding[] {
  return vatBreakdown.flatMap(({ basis, tax, rate }): InvoiceFinding[] => {
    const percent = parseDecimal(rate)
    const stated = parseDecimal(tax)
    const base = parseDecimal(basis)
    if (percent === undefined || stated === undefined || base === undefined) return []
    const expected = product(base, percent) / 100n
    const off = distance(stated, expected)
    if (off <= CENT) return []
    return [
      {
        rule: 'BR-CO-17',
        severity: off >= ROUNDING_TOLERANCE ? 'error' : 'warning',
        text: `Umsatzsteuer zu ${rate?.replace('.', ',') ?? ''} %: angegeben ${german(stated)}, gerechnet ${german(expected)}.`,
      },
    ]
  })
}

function german(value: Decimal): string {
  return germanAmount(toCents(value))
}

/** `1234.50` becomes `1.234,50`. */
export function germanAmount(amount: string): string {
  const [whole = '', fraction] = amount.split('.')
  const grouped = whole.replace(/\B(?=(?:\d{3})+$)/g, '.')
  return fraction === undefined ? grouped : `${grouped},${fraction}`
}
