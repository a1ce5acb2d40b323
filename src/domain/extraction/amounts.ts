import { roleIn } from './amount-role.ts'
import type { AmountRole, RoleFinding } from './amount-role.ts'
import { surroundingsOf } from './context-of.ts'
import type { Surroundings } from './context-of.ts'
import { found, proposalOf, ranked, reason } from './evidence.ts'
import type { FieldResult } from './evidence.ts'
import { centsOf, findMoney } from './money.ts'
import type { FoundMoney } from './money.ts'
import type { Proposal, Reason } from './proposal.ts'
import { placeOf } from './reading.ts'
import type { PageText, Place } from './reading.ts'

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
    .flatMap((page) => findMoney(page.text).flatMap((money) => candidateOf(page, money)))
    .slice(0, MAX_CANDIDATES)
  const sums = withProvenSums(candidates)
  return found(ranked(withLargest(sums).map(amountProposal), MAX_PROPOSALS), 'Kein Betrag gefunden.')
}

function candidateOf(page: PageText, money: FoundMoney): Candidate[] {
  const around = surroundingsOf(page, money.start, money.end)
  const finding = roleOf(around)
  if (!money.hasCurrency && finding === undefined) return []
  const reasons: Reason[] = []
  if (money.hasCurrency) reasons.push(reason('currency', 'Die Währung steht dabei.', 0.5))
  if (finding !== undefined)
    reasons.push(reason('label', `Davor oder darüber steht „${finding.word}“.`, finding.strength))
  else reasons.push(reason('no-label', 'Kein Wort in der Nähe sagt, wofür der Betrag steht.', -1))
  if (isBasis(around)) reasons.push(reason('basis', 'Der Betrag ist nur Grundlage einer Berechnung.', -2))
  if (money.money.amount.startsWith('-')) reasons.push(reason('negative', 'Der Betrag ist negativ.', -0.5))
  const place = placeOf(page, money.start, money.end)
  return [{ found: money, place, role: isBasis(around) ? 'other' : (finding?.role ?? 'other'), reasons }]
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

/** Net and tax that add up to a total prove one another. */
function withProvenSums(candidates: readonly Candidate[]): readonly Candidate[] {
  const centsBy = (role: AmountRole): ReadonlySet<number> =>
    new Set(
      candidates
        .filter((candidate) => candidate.role === role)
        .flatMap(({ found: { money } }) => centsOf(money) ?? []),
    )
  const nets = centsBy('net')
  const taxes = centsBy('tax')
  const totals = centsBy('total')
  return candidates.map((candidate) => {
    const cents = centsOf(candidate.found.money)
    if (cents === undefined || !isProven(candidate.role, cents, { nets, taxes, totals })) return candidate
    const proof = reason('sum-check', 'Netto und Steuer ergeben zusammen den Gesamtbetrag.', 2)
    return { ...candidate, reasons: [...candidate.reasons, proof] }
  })
}

interface Sums {
  readonly nets: ReadonlySet<number>
  readonly taxes: ReadonlySet<number>
  readonly totals: ReadonlySet<number>
}

function isProven(role: AmountRole, cents: number, { nets, taxes, totals }: Sums): boolean {
  switch (role) {
    case 'total':
      return [...taxes].some((tax) => tax !== 0 && nets.has(cents - tax))
    case 'net':
      return [...taxes].some((tax) => tax !== 0 && totals.has(cents + tax))
    case 'tax':
      return cents !== 0 && [...nets].some((net) => totals.has(net + cents))
    case 'instalment':
    case 'other':
      return false
  }
}

/** The largest sum of a document is the likeliest total. */
function withLargest(candidates: readonly Candidate[]): readonly Candidate[] {
  const largest = Math.max(...candidates.map(({ found: { money } }) => centsOf(money) ?? 0))
  return candidates.map((candidate) => {
    const isLargest = candidate.role === 'total' && centsOf(candidate.found.money) === largest
    return isLargest
      ? {
          ...candidate,
          reasons: [...candidate.reasons, reason('largest', 'Es ist der größte Betrag des Schreibens.', 0.5)],
        }
      : candidate
  })
}

function amountProposal({ found: { money }, place, role, reasons }: Candidate): Proposal {
  return proposalOf({ value: money, place, reasons, details: { role } })
}
