import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { createXmlReader } from '../../src/adapters/saxes/xml-reader.ts'
import type { EInvoice } from '../../src/domain/invoices/e-invoice.ts'
import { readEInvoice } from '../../src/domain/invoices/read-e-invoice.ts'
import { readItems } from './corpus.ts'
import type { CorpusItem } from './corpus.ts'
import type { Measure } from './measures.ts'

/** Sets of electronic invoices: XML files, or PDFs whose XML lies beside them. */
export const E_INVOICE_SETS = ['einvoice_xml', 'zugferd_de']

/** How the fields of the corpus are called here. */
const READERS: Readonly<Record<string, (invoice: EInvoice) => string | number | undefined>> = {
  syntax: ({ syntax }) => syntax.replace(' ', ''),
  profile: ({ profile }) => profile,
  invoice_number: ({ number }) => number,
  type_code: ({ typeCode }) => typeCode,
  issue_date: ({ issueDate }) => issueDate,
  due_date: ({ dueDate }) => dueDate,
  delivery_date: ({ deliveryDate }) => deliveryDate,
  seller_name: ({ seller }) => seller.name,
  buyer_name: ({ buyer }) => buyer.name,
  seller_postcode: ({ seller }) => seller.postcode,
  seller_city: ({ seller }) => seller.city,
  seller_vat_id: ({ seller }) => seller.vatId,
  seller_tax_no: ({ seller }) => seller.taxNumber,
  buyer_reference: ({ buyerReference }) => buyerReference,
  order_number: ({ orderNumber }) => orderNumber,
  iban: ({ accounts }) => accounts[0]?.id,
  bic: ({ accounts }) => accounts[0]?.bic,
  currency: ({ currency }) => currency,
  net_total: ({ totals }) => totals.net,
  tax_total: ({ totals }) => totals.tax,
  grand_total: ({ totals }) => totals.grand,
  due_payable: ({ totals }) => totals.due,
  lines: ({ lines }) => lines.length,
}

/** Fields of the XML that are read rightly; an invoice that is not read counts as wrong in all. */
export function measureEInvoices(
  corpusDir: string,
  set: string,
  misses?: (line: string) => void,
): readonly Measure[] {
  const files = (readItems(corpusDir, set) ?? []).flatMap((item) => {
    const path = join(corpusDir, set, item.xml_file ?? item.file ?? '')
    return path.endsWith('.xml') && existsSync(path) ? [{ item, bytes: readFileSync(path) }] : []
  })
  if (files.length === 0) return []
  const started = performance.now()
  const read = files.map(({ item, bytes }) => ({
    item,
    invoice: readEInvoice(createXmlReader().read(bytes)),
  }))
  const milliseconds = performance.now() - started
  const answers = read.flatMap(({ item, invoice }) => judged(item, invoice))
  for (const { isRight, line } of answers) if (!isRight) misses?.(`${set}/${line}`)
  const share = (measure: string, of: readonly Judged[]): Measure => ({
    set: `${set}: XML`,
    measure,
    value: of.filter(({ isRight }) => isRight).length / of.length,
    count: of.length,
  })
  const names = [...new Set(answers.map(({ name }) => name))]
  return [
    ...names.map((name) =>
      share(
        name,
        answers.filter((answer) => answer.name === name),
      ),
    ),
    share('all fields', answers),
    {
      set: `${set}: XML`,
      measure: 'reading one invoice',
      value: milliseconds / files.length,
      count: files.length,
      unit: 'ms',
    },
  ]
}

interface Judged {
  readonly name: string
  readonly isRight: boolean
  readonly line: string
}

function judged(item: CorpusItem, invoice: EInvoice | undefined): readonly Judged[] {
  return Object.entries(item.fields ?? {}).flatMap(([name, truth]): Judged[] => {
    const reader = READERS[name]
    if (reader === undefined || (typeof truth !== 'string' && typeof truth !== 'number')) return []
    const value = invoice === undefined ? undefined : reader(invoice)
    const isRight = value !== undefined && isSame(String(truth), String(value))
    return [{ name, isRight, line: `${item.id} ${name}: ${truth} ≠ ${String(value)}` }]
  })
}

/** Sums by their value, all else without regard to blanks. */
function isSame(truth: string, value: string): boolean {
  const isNumber = /^-?\d+(?:\.\d+)?$/
  if (isNumber.test(truth) && isNumber.test(value)) return Number(truth) === Number(value)
  const compact = (text: string): string => text.replace(/\s+/g, '').toUpperCase()
  return compact(truth) === compact(value)
}
