import { roleIn } from './amount-role.ts'
import type { AmountRole, RoleFinding } from './amount-role.ts'
import { surroundingsOf } from './context-of.ts'
import type { Surroundings } from './context-of.ts'
import { found, proposalOf, ranked, reason } from './evidence.ts'
import type { FieldResult } from './evidence.ts'
import { centsOf, findMoney } from './money.ts'
import type { FoundMoney } from './found-money.ts'
import type { Proposal, Reason } from './proposal.ts'
import { placeOf } from './reading.ts'
import type { PageText, Place } from './reading.ts'
import { paidBy, isTillReceipt, withoutGaps } from './till-receipt.ts'

interface Candidate {
  readonly found: FoundMoney
  readonly place: Place
  readonly role: AmountRole
  readonly reasons: readonly Reason[]
}

const MAX_PROPOSALS = 10
/** Beyond these many sums a document is a table of figures; the first ones and those with a role are enough. */
const MAX_CANDIDATES = 400

export function extractAmounts(pages: readonly PageText[]): FieldResult {
  const candidates = pages
    .flatMap((page) => {
      const isReceipt = isTillReceipt(page)
      const read = isReceipt ? { ...page, text: withoutGaps(page.text) } : page
      return findMoney(read.text).flatMap((money) => candidateOf(read, money, isReceipt))
    })
    .slice(0, MAX_CANDIDATES)
  const sums = withProvenSums(candidates)
  return found(ranked(withLargest(sums).map(amountProposal), MAX_PROPOSALS), 'Kein Betrag gefunden.')
}

function candidateOf(page: PageText, money: FoundMoney, isReceipt: boolean): Candidate[] {
  const around = surroundingsOf(page, money.start, money.end)
  const paid = isReceipt ? paidBy(around.left) : undefined
  const finding = paid ?? roleOf(around)
  if (!isSum(page, money, finding)) return []
  const booked = paid !== undefined || isBooked(finding) ? withoutSign(money) : money
  const isNoSum = isBasis(around) || FINE.test(money.money.amount)
  const role = isNoSum ? 'other' : (finding?.role ?? 'other')
  const reasons = [...labelReasons(finding), ...formReasons(booked, around)]
  return [{ found: booked, place: placeOf(page, money.start, money.end), role, reasons }]
}

/** Behind these words, and behind what a slip was paid with, the sign only repeats on which side of an account the sum is booked. */
const BOOKED = /lasten|gunsten|belastung|gutschrift|ausmachend|buchung/iu

function isBooked(finding: RoleFinding | undefined): boolean {
  return finding?.role === 'total' && BOOKED.test(finding.word)
}

function withoutSign(money: FoundMoney): FoundMoney {
  return { ...money, money: { ...money.money, amount: money.money.amount.replace(/^-/, '') } }
}

function labelReasons(finding: RoleFinding | undefined): readonly Reason[] {
  return finding === undefined
    ? [reason('no-label', 'Kein Wort in der Nähe sagt, wofür der Betrag steht.', -1)]
    : [reason('label', `Davor oder darüber steht „${finding.word}“.`, finding.strength)]
}

function formReasons({ hasCurrency, money }: FoundMoney, around: Surroundings): readonly Reason[] {
  const reasons: Reason[] = []
  if (hasCurrency) reasons.push(reason('currency', 'Die Währung steht dabei.', 0.5))
  if (isBasis(around)) reasons.push(reason('basis', 'Der Betrag ist nur Grundlage einer Berechnung.', -2))
  if (FINE.test(money.amount))
    reasons.push(reason('fine', 'Mehr als zwei Nachkommastellen haben Kurse und Stückpreise.', -2))
  if (money.amount.startsWith('-')) reasons.push(reason('negative', 'Der Betrag ist negativ.', -0.5))
  return reasons
}

/** Rates and unit prices are finer than any sum that is paid. */
const FINE = /\.\d{3,}$/

function isSum(page: PageText, money: FoundMoney, finding: RoleFinding | undefined): boolean {
  return money.hasCurrency || (finding !== undefined && isPlainSum(page, money))
}

const COMMA_DECIMALS = /\d,\d{2}(?!\d)/

/** Without a currency, a number is no sum where it runs on into a word, or has a point on a page that writes commas. */
function isPlainSum(page: PageText, { start, end }: FoundMoney): boolean {
  if (/^[-–/]?\p{L}/u.test(page.text.slice(end, end + 2))) return false
  return COMMA_DECIMALS.test(page.text.slice(start, end)) || !COMMA_DECIMALS.test(page.text)
}

/** Words left in the same cell, then in the row; a heading above only when the row says nothing. */
function roleOf(around: Surroundings): RoleFinding | undefined {
  const own = roleIn(tail(around.before))
  if (own !== undefined) return own
  const heading = roleIn(around.above)
  const hasOtherAmount = /\d[.,]\d{2}(?!\d)/.test(around.left)
  const row = hasOtherAmount && heading !== undefined ? undefined : roleIn(tail(around.left))
  return row ?? heading
}

/** A label stands close to its amount; what is said further left is about something else. */
const LABEL_REACH = 70

function tail(text: string): string {
  return text.slice(-LABEL_REACH)
}

/** "19 % auf 100,00 EUR": the sum behind "auf" or "von" is what the percentage is taken of. */
function isBasis({ before }: Surroundings): boolean {
  return /%\s*(?:\p{L}+\.?\s+){0,2}(?:auf|von|aus)\s*(?:EUR|€)?\s*$/u.test(before)
}

interface Sums {
  readonly net: number
  readonly tax: number
  readonly total: number
}

/** Net and tax that add up to a total prove one another; where several do, the largest are those of the whole document. */
function withProvenSums(candidates: readonly Candidate[]): readonly Candidate[] {
  const proven = provenSums(candidates)
  const whole = proven.find(({ total }) => Math.abs(total) >= leastWhole(candidates))
  return candidates.map((candidate) => {
    const cents = centsOf(candidate.found.money)
    if (cents === undefined || !isSumRole(candidate.role)) return candidate
    const { role } = candidate
    if (whole?.[role] === cents) return { ...candidate, reasons: [...candidate.reasons, WHOLE_PROOF] }
    const isPart = proven.some((sums) => sums[role] === cents)
    return isPart ? { ...candidate, reasons: [...candidate.reasons, PART_PROOF] } : candidate
  })
}

/** What is to be paid by plain words; smaller sums that add up are those of one rate of tax. */
function leastWhole(candidates: readonly Candidate[]): number {
  const told = candidates.filter(
    ({ role, reasons }) =>
      role === 'total' && reasons.some(({ kind, weight }) => kind === 'label' && weight >= PLAIN_STRENGTH),
  )
  return Math.max(0, ...told.map(({ found: { money } }) => Math.abs(centsOf(money) ?? 0)))
}

const PLAIN_STRENGTH = 3
const WHOLE_PROOF = reason('sum-check', 'Netto und Steuer ergeben zusammen den Gesamtbetrag.', 3)
const PART_PROOF = reason('partial-sum-check', 'Netto und Steuer ergeben zusammen eine Teilsumme.', 0.5)

function isSumRole(role: AmountRole): role is 'net' | 'tax' | 'total' {
  return role === 'net' || role === 'tax' || role === 'total'
}

/** Largest total first. */
function provenSums(candidates: readonly Candidate[]): readonly Sums[] {
  const centsOfRole = (role: AmountRole): readonly number[] => [
    ...new Set(
      candidates
        .filter((candidate) => candidate.role === role)
        .flatMap(({ found: { money } }) => centsOf(money) ?? []),
    ),
  ]
  const totals = new Set(centsOfRole('total'))
  const taxes = centsOfRole('tax').filter((tax) => tax !== 0)
  return centsOfRole('net')
    .flatMap((net) => taxes.map((tax): Sums => ({ net, tax, total: net + tax })))
    .filter((sums) => totals.has(sums.total))
    .toSorted((x, y) => Math.abs(y.total) - Math.abs(x.total))
}

/** The largest sum of a document is the likeliest total. */
function withLargest(candidates: readonly Candidate[]): readonly Candidate[] {
  const size = ({ found: { money } }: Candidate): number => Math.abs(centsOf(money) ?? 0)
  const largest = Math.max(...candidates.map(size))
  return candidates.map((candidate) => {
    const isLargest = candidate.role === 'total' && size(candidate) === largest
    return isLargest ? { ...candidate, reasons: [...candidate.reasons, LARGEST] } : candidate
  })
}

const LARGEST = reason('largest', 'Es ist der größte Betrag des Schreibens.', 0.5)

function amountProposal({ found: { money }, place, role, reasons }: Candidate): Proposal {
  return proposalOf({ value: money, place, reasons, details: { role } })
}
