import {
  PROPOSAL_FIELDS,
  type ProposalField,
  type Proposals,
  type ProposalValue,
} from '../extraction/proposal.ts'
import type { IndexData } from '../intake/document.ts'

/** What the machine proposed for a letter, and what people made of it. */
export interface JudgedLetter {
  readonly proposals: Proposals
  readonly index: IndexData
  /** Where people sent it. */
  readonly orgUnitId?: string
  readonly caseFileId?: string
  /** ISO 8601 instant of the confirmation. */
  readonly confirmedAt: string
}

/** How proposals fared. `abstained`: there was none, and people entered a value. */
export interface Tally {
  readonly proposed: number
  readonly accepted: number
  readonly corrected: number
  readonly abstained: number
}

export interface NamedTally extends Tally {
  /** Name of a field, key of a type, id of a unit or rule, or a month `YYYY-MM`. */
  readonly key: string
}

export interface Confusion {
  readonly field: 'documentType' | 'orgUnit'
  readonly proposed: string
  readonly confirmed: string
  readonly count: number
}

export interface Accuracy {
  readonly letters: number
  readonly fields: readonly NamedTally[]
  /** By what people decided in the end. */
  readonly documentTypes: readonly NamedTally[]
  readonly orgUnits: readonly NamedTally[]
  /** Type and unit together, oldest first. */
  readonly months: readonly NamedTally[]
  /** Proposals of the unit that came from a rule, by rule. */
  readonly rules: readonly NamedTally[]
  /** Wrong proposals, most frequent first. */
  readonly confusions: readonly Confusion[]
}

type Outcome = 'accepted' | 'corrected' | 'abstained'

const FIELD_ORDER: readonly string[] = PROPOSAL_FIELDS
const MAX_CONFUSIONS = 50

/** One proposal that people have judged. */
interface Judgement {
  readonly field: ProposalField
  readonly outcome: Outcome
  readonly proposed: string
  readonly decided: string
  readonly ruleId: string | undefined
  readonly month: string
}

export function accuracyOf(letters: readonly JudgedLetter[]): Accuracy {
  const judgements = letters.flatMap(judgementsOf)
  const ofField = (field: ProposalField): readonly Judgement[] =>
    judgements.filter((judgement) => judgement.field === field)
  const types = ofField('documentType')
  const units = ofField('orgUnit')
  return {
    letters: letters.length,
    fields: tallied(judgements, ({ field }) => field).toSorted(
      (a, b) => FIELD_ORDER.indexOf(a.key) - FIELD_ORDER.indexOf(b.key),
    ),
    documentTypes: byCount(tallied(types, ({ decided }) => decided)),
    orgUnits: byCount(tallied(units, ({ decided }) => decided)),
    months: tallied([...types, ...units], ({ month }) => month).toSorted((a, b) => (a.key < b.key ? -1 : 1)),
    rules: byCount(tallied(units, ({ ruleId }) => ruleId)),
    confusions: [...confusionsIn('documentType', types), ...confusionsIn('orgUnit', units)]
      .toSorted((a, b) => b.count - a.count)
      .slice(0, MAX_CONFUSIONS),
  }
}

function judgementsOf(letter: JudgedLetter): readonly Judgement[] {
  return PROPOSAL_FIELDS.flatMap((field) => {
    const decided = decisionOf(letter, field)
    const proposals = letter.proposals.fields[field] ?? []
    const outcome = outcomeOf(
      proposals.map(({ value }) => value),
      decided,
    )
    if (outcome === undefined) return []
    const [best] = proposals
    const judgement: Judgement = {
      field,
      outcome,
      proposed: textOf(best?.value),
      decided: textOf(decided),
      ruleId: best?.details?.['ruleId'],
      month: letter.confirmedAt.slice(0, 'YYYY-MM'.length),
    }
    return [judgement]
  })
}

/** Undefined when people have not decided; null when they said that there is none. */
function decisionOf(letter: JudgedLetter, field: ProposalField): unknown {
  if (field === 'orgUnit') return letter.orgUnitId
  if (field === 'caseFile') return letter.caseFileId
  return letter.index[field]?.value
}

/** @param values proposed, best first */
function outcomeOf(values: readonly ProposalValue[], decided: unknown): Outcome | undefined {
  if (decided === undefined) return undefined
  const [best] = values
  if (best === undefined) return isNothing(decided) ? undefined : 'abstained'
  return isAccepted(values, best, decided) ? 'accepted' : 'corrected'
}

function isAccepted(values: readonly ProposalValue[], best: ProposalValue, decided: unknown): boolean {
  if (isNothing(decided)) return false
  if (!Array.isArray(decided)) return isSame(best, decided)
  return decided.every((entry) => values.some((value) => isSame(value, entry)))
}

function isNothing(decided: unknown): boolean {
  return decided === null || (Array.isArray(decided) && decided.length === 0)
}

function isSame(a: unknown, b: unknown): boolean {
  return JSON.stringify(a) === JSON.stringify(b)
}

function textOf(value: unknown): string {
  return typeof value === 'string' ? value : ''
}

function tallied(
  judgements: readonly Judgement[],
  keyOf: (judgement: Judgement) => string | undefined,
): readonly NamedTally[] {
  const byKey = new Map<string, Record<Outcome, number>>()
  for (const judgement of judgements) {
    const key = keyOf(judgement)
    if (key === undefined) continue
    const counts = byKey.get(key) ?? { accepted: 0, corrected: 0, abstained: 0 }
    counts[judgement.outcome] += 1
    byKey.set(key, counts)
  }
  return [...byKey].map(([key, counts]) => ({ key, proposed: counts.accepted + counts.corrected, ...counts }))
}

function byCount(tallies: readonly NamedTally[]): readonly NamedTally[] {
  const total = ({ proposed, abstained }: Tally): number => proposed + abstained
  return tallies.toSorted((a, b) => total(b) - total(a) || (a.key < b.key ? -1 : 1))
}

function confusionsIn(field: Confusion['field'], judgements: readonly Judgement[]): readonly Confusion[] {
  const wrong = judgements.filter(({ outcome }) => outcome === 'corrected')
  const pairs = new Map<string, Confusion>()
  for (const { proposed, decided } of wrong) {
    const key = JSON.stringify([proposed, decided])
    pairs.set(key, { field, proposed, confirmed: decided, count: (pairs.get(key)?.count ?? 0) + 1 })
  }
  return [...pairs.values()]
}
