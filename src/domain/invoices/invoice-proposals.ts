import { DEADLINE_NAMES } from '../extraction/deadline-kind.ts'
import { keyOf, withCertain } from '../extraction/with-certain.ts'
import type { Proposal, ProposalField, Proposals, ProposalValue } from '../extraction/proposal.ts'
import { invoiceTypeName } from './code-names.ts'
import { parseDecimal } from './decimal.ts'
import type { EInvoice, InvoiceParty, InvoiceTotals } from './e-invoice.ts'
import { isValidLeitwegId } from './leitweg-id.ts'

/** What an electronic invoice says leads. */
export function withInvoice(invoice: EInvoice, read: Proposals): Proposals {
  return withCertain(invoiceProposals(invoice), read)
}

function invoiceProposals(invoice: EInvoice): Readonly<Partial<Record<ProposalField, readonly Proposal[]>>> {
  const { seller, number, buyerReference, accounts } = invoice
  const isLeitwegId = buyerReference !== undefined && isValidLeitwegId(buyerReference)
  return {
    sender: party(seller, 'BT-27'),
    recipient: party(invoice.buyer, 'BT-44'),
    subject: number === undefined ? [] : [subject(invoice, number)],
    letterDate: texts([invoice.issueDate], 'BT-2'),
    invoiceDate: texts([invoice.issueDate], 'BT-2'),
    invoiceNumber: texts([number], 'BT-1'),
    foreignReference: texts([number], 'BT-1'),
    dueDate: texts([invoice.dueDate], 'BT-9'),
    deadlines: dueDeadline(invoice.dueDate),
    amounts: amounts(invoice),
    ibans: texts(
      accounts.map(({ id }) => (/^[A-Z]{2}\d{2}/.test(id) ? id.replace(/\s+/g, '') : undefined)),
      'BT-84',
    ),
    bics: texts(
      accounts.map(({ bic }) => bic),
      'BT-86',
    ),
    vatIds: texts([seller.vatId?.replace(/\s+/g, '')], 'BT-31'),
    taxNumbers: texts([seller.taxNumber], 'BT-32'),
    leitwegIds: isLeitwegId ? texts([buyerReference], 'BT-10') : [],
    emails: texts([seller.email?.toLowerCase()], 'BT-43'),
    phones: texts([seller.phone], 'BT-42'),
  }
}

function certain(
  value: ProposalValue,
  term: string,
  details?: Readonly<Record<string, string | undefined>>,
): Proposal {
  const known = Object.entries(details ?? {}).filter(
    (entry): entry is [string, string] => entry[1] !== undefined,
  )
  return {
    value,
    weight: 1,
    reasons: [{ kind: 'e-invoice', text: `Steht so in der E-Rechnung (${term}).`, weight: 1 }],
    ...(known.length === 0 ? {} : { details: Object.fromEntries(known) }),
  }
}

function texts(values: readonly (string | undefined)[], term: string): Proposal[] {
  const distinct = new Set(values.filter((value) => value !== undefined && value !== ''))
  return [...distinct].flatMap((value) => (value === undefined ? [] : [certain(value, term)]))
}

function subject({ typeCode, seller }: EInvoice, number: string): Proposal {
  const from = seller.name === undefined ? '' : ` von ${seller.name}`
  return certain(`${invoiceTypeName(typeCode)} ${number}${from}`, 'BT-1')
}

function party({ name, addition, street, postcode, city }: InvoiceParty, term: string): Proposal[] {
  return name === undefined ? [] : [certain(name, term, { name, addition, street, postcode, city })]
}

function dueDeadline(dueDate: string | undefined): Proposal[] {
  if (dueDate === undefined) return []
  return [certain(dueDate, 'BT-9', { kind: 'payment', text: DEADLINE_NAMES.payment })]
}

/** Roles as in `extraction/amount-role.ts`; the amount to pay is a total of its own where something was paid before. */
const AMOUNT_TERMS: readonly (readonly [keyof InvoiceTotals, string, string])[] = [
  ['grand', 'total', 'BT-112'],
  ['due', 'total', 'BT-115'],
  ['net', 'net', 'BT-109'],
  ['tax', 'tax', 'BT-110'],
]

function amounts({ totals, currency }: EInvoice): Proposal[] {
  if (currency === undefined) return []
  const seen = new Set<string>()
  return AMOUNT_TERMS.flatMap(([name, role, term]) => {
    const amount = totals[name]
    if (amount === undefined || parseDecimal(amount) === undefined) return []
    const value = { amount, currency }
    if (seen.has(keyOf(value))) return []
    seen.add(keyOf(value))
    return [certain(value, term, { role })]
  })
}
