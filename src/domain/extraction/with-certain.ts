import { parseDecimal } from '../invoices/decimal.ts'
import type { Proposal, ProposalField, Proposals, ProposalValue } from './proposal.ts'

/**
 * What a file says of itself leads; what was read on the page with the same value lends its place, and other values of the
 * page stand behind.
 */
export function withCertain(
  certain: Readonly<Partial<Record<ProposalField, readonly Proposal[]>>>,
  read: Proposals,
): Proposals {
  const fields: Partial<Record<ProposalField, readonly Proposal[]>> = { ...read.fields }
  const abstained: Partial<Record<ProposalField, string>> = { ...read.abstained }
  for (const [field, proposals] of Object.entries(certain) as [ProposalField, readonly Proposal[]][]) {
    if (proposals.length === 0) continue
    const onPage = read.fields[field] ?? []
    fields[field] = [
      ...proposals.map((proposal) => withPlace(proposal, onPage)),
      ...others(proposals, onPage),
    ]
    Reflect.deleteProperty(abstained, field)
  }
  return { ...read, fields, abstained }
}

/** Behind a certain value another one can hardly be right. */
const MOST_BEHIND_CERTAIN = 0.4

function others(certain: readonly Proposal[], onPage: readonly Proposal[]): Proposal[] {
  const known = new Set(certain.map(({ value }) => keyOf(value)))
  return onPage
    .filter(({ value }) => !known.has(keyOf(value)))
    .map((proposal) => ({ ...proposal, weight: Math.min(proposal.weight, MOST_BEHIND_CERTAIN) }))
}

function withPlace(certain: Proposal, onPage: readonly Proposal[]): Proposal {
  const same = onPage.find(({ value }) => keyOf(value) === keyOf(certain.value))
  if (same?.page === undefined || same.box === undefined) return certain
  return { ...certain, page: same.page, box: same.box }
}

export function keyOf(value: ProposalValue): string {
  if (typeof value === 'string') return value.replace(/\s+/g, '').toLowerCase()
  return `${String(parseDecimal(value.amount))} ${value.currency}`
}
