import { extractProposals } from '../../src/domain/extraction/extract.ts'
import type { Proposal, Proposals } from '../../src/domain/extraction/proposal.ts'
import type { ReadablePage } from '../../src/domain/extraction/reading.ts'
import type { CorpusItem } from './corpus.ts'
import { overlap } from './measures.ts'
import type { Measure } from './measures.ts'
import { RECEIVED_ON } from './values.ts'

/** How the fields of the corpus are called here. */
const READERS: Readonly<Record<string, (proposals: Proposals) => readonly string[]>> = {
  invoice_number: (proposals) => texts(proposals.fields.invoiceNumber),
  issue_date: (proposals) => texts(proposals.fields.letterDate),
  // Of what a bank or a till writes the day of the business; of other letters their date.
  date: (proposals) => [...texts(proposals.fields.bookingDate), ...texts(proposals.fields.letterDate)],
  due_date: (proposals) => texts(proposals.fields.deadlines),
  seller_name: (proposals) => texts(proposals.fields.sender),
  sender: (proposals) => texts(proposals.fields.sender),
  seller_postcode: (proposals) => details(proposals.fields.sender, 'postcode'),
  seller_city: (proposals) => details(proposals.fields.sender, 'city'),
  buyer_name: (proposals) => texts(proposals.fields.recipient),
  net_total: (proposals) => amounts(proposals, ['net']),
  tax_total: (proposals) => amounts(proposals, ['tax']),
  grand_total: (proposals) => amounts(proposals, ['total']),
  total: (proposals) => amounts(proposals, ['total', 'other']),
  amount: (proposals) => amounts(proposals, ['total', 'other']),
  iban: (proposals) => texts(proposals.fields.ibans),
  bic: (proposals) => texts(proposals.fields.bics),
  seller_vat_id: (proposals) => texts(proposals.fields.vatIds),
  seller_tax_no: (proposals) => texts(proposals.fields.taxNumbers),
}

/** Share of documents whose best proposal is right, and whose first three hold the right one. */
export function measureFields(
  set: string,
  items: readonly CorpusItem[],
  pagesOf: (item: CorpusItem) => readonly ReadablePage[] | undefined,
  misses?: (line: string) => void,
): readonly Measure[] {
  const tallies = new Map<string, Tally>()
  let milliseconds = 0
  let documents = 0
  for (const item of items) {
    const pages = pagesOf(item)
    if (pages === undefined || item.fields === undefined || item.fields === null) continue
    const started = performance.now()
    const proposals = extractProposals(pages, { receivedOn: RECEIVED_ON })
    milliseconds += performance.now() - started
    documents += 1
    for (const name of askedFields(item)) {
      const tally = tallies.get(name) ?? { best: 0, listed: 0, proposed: 0, count: 0 }
      tallies.set(name, tally)
      const miss = tallyField(tally, name, String(item.fields[name]), proposals)
      if (miss !== undefined) misses?.(`${set}/${item.id} ${name}: ${miss}`)
    }
  }
  if (documents === 0) return []
  const lines = [...tallies].flatMap(([name, { best, listed, proposed, count }]): Measure[] => [
    { set, measure: `${name}: best is right`, value: best / count, count },
    { set, measure: `${name}: right when proposed`, value: best / Math.max(1, proposed), count: proposed },
    { set, measure: `${name}: in the first three`, value: listed / count, count },
  ])
  const total = [...tallies.values()].reduce(
    (sum, tally) => ({ best: sum.best + tally.best, count: sum.count + tally.count }),
    { best: 0, count: 0 },
  )
  return [
    ...lines,
    {
      set,
      measure: 'all fields: best is right',
      value: total.best / Math.max(1, total.count),
      count: total.count,
    },
    {
      set,
      measure: 'extraction of one document',
      value: milliseconds / documents,
      count: documents,
      unit: 'ms',
    },
  ]
}

interface Tally {
  best: number
  listed: number
  proposed: number
  count: number
}

/** Counts one answer; what was wrong, when it was. */
function tallyField(tally: Tally, name: string, truth: string, proposals: Proposals): string | undefined {
  const values = READERS[name]?.(proposals) ?? []
  const isRight = values.map((value) => isSame(name, truth, value))
  tally.count += 1
  if (values.length > 0) tally.proposed += 1
  if (isRight.slice(0, 3).includes(true)) tally.listed += 1
  if (isRight[0] !== true) return `${truth} ≠ ${values.slice(0, 3).join(' | ')}`
  tally.best += 1
  return undefined
}

/** Fields with an answer that stands on the page. A wrong IBAN must not be proposed, so it is no answer. */
function askedFields({ fields, visible_fields: visible }: CorpusItem): readonly string[] {
  if (fields === undefined || fields === null) return []
  return Object.keys(READERS).filter((name) => {
    const truth = fields[name]
    if ((typeof truth !== 'string' && typeof truth !== 'number') || truth === '') return false
    if (fields[`${name}_visible`] === false || fields[`${name}_valid`] === false) return false
    return visible === undefined || visible.includes(name)
  })
}

function texts(proposals: readonly Proposal[] | undefined): readonly string[] {
  return (proposals ?? []).map(({ value }) => (typeof value === 'string' ? value : value.amount))
}

function details(proposals: readonly Proposal[] | undefined, name: string): readonly string[] {
  return (proposals ?? []).flatMap((proposal) => proposal.details?.[name] ?? [])
}

function amounts(proposals: Proposals, roles: readonly string[]): readonly string[] {
  const all = proposals.fields.amounts ?? []
  return roles.flatMap((role) => texts(all.filter((proposal) => proposal.details?.['role'] === role)))
}

const MONEY = new Set(['net_total', 'tax_total', 'grand_total', 'total', 'amount'])
const NAMES = new Set(['seller_name', 'buyer_name', 'sender'])

/** The comparison of the corpus's own scorer. */
function isSame(name: string, truth: string, value: string): boolean {
  if (MONEY.has(name)) return Math.abs(Number(truth) - Number(value)) < 0.005
  if (NAMES.has(name)) return isSameName(truth, value)
  const compact = (text: string): string => text.replace(/\s/g, '').toUpperCase()
  return compact(truth) === compact(value)
}

function isSameName(truth: string, value: string): boolean {
  const wanted = wordsOf(truth)
  const found = wordsOf(value)
  const hits = overlap(found, wanted)
  return hits / Math.max(1, wanted.length) >= 0.8 && hits / Math.max(1, found.length) >= 0.5
}

function wordsOf(text: string): readonly string[] {
  return text
    .normalize('NFKC')
    .toLowerCase()
    .split(/[^\p{L}\p{N}]+/u)
    .filter((word) => word !== '')
}
