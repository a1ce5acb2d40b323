import { weightOfLabel, type Prediction } from '../classification/prediction.ts'
import type { Reason } from '../extraction/proposal.ts'
import { comparableFileNumber } from './file-number.ts'
import { matchRules } from './match-rules.ts'
import type { RoutableDocument } from './match-rules.ts'
import type { CompiledRule } from './rule.ts'

/** An open case file whose number, or whose correspondent's reference, may stand in a letter. */
export interface OpenCaseFile {
  readonly id: string
  readonly fileNumber: string
  readonly orgUnitId: string
  readonly subject?: string
  /** References under which correspondents keep the matter. */
  readonly foreignReferences?: readonly string[]
}

/** Where earlier mail of the same sender went. */
export interface EarlierTarget {
  readonly orgUnitId: string
  readonly count: number
}

export interface RoutingInput {
  readonly document: RoutableDocument
  /** References of the sender, such as invoice and customer numbers. */
  readonly foreignReferences: readonly string[]
  /** Open case files that came up for the numbers in the document; others do no harm. */
  readonly openCaseFiles: readonly OpenCaseFile[]
  /** Where the request came from that the letter answers. */
  readonly followUp?: {
    readonly orgUnitId: string
    readonly caseFile?: Pick<OpenCaseFile, 'id' | 'fileNumber'>
  }
  /** Units that an own cover sheet names. */
  readonly coverSheetUnits?: readonly { readonly id: string; readonly number: string }[]
  readonly rules: readonly CompiledRule[]
  readonly earlierTargets: readonly EarlierTarget[]
  /** What the classifier says of the org unit; its labels are ids of units. */
  readonly prediction?: Prediction
  /** Units that may receive mail; a target outside is passed over. */
  readonly activeOrgUnits: ReadonlySet<string>
}

/** In the order in which they decide. */
export const ROUTING_SOURCES = [
  'follow-up',
  'case-file',
  'cover-sheet',
  'rule',
  'sender-history',
  'classifier',
] as const
export type RoutingSource = (typeof ROUTING_SOURCES)[number]

export interface RoutingCandidate {
  readonly source: RoutingSource
  readonly orgUnitId: string
  readonly caseFileId?: string
  readonly ruleId?: string
  /** 0..1 */
  readonly weight: number
  readonly reasons: readonly Reason[]
}

export interface RoutingProposal {
  /** The first candidate; undefined when the machine abstains. */
  readonly winner?: RoutingCandidate
  /** Everything that pointed somewhere, in the order of `ROUTING_SOURCES`. */
  readonly candidates: readonly RoutingCandidate[]
  /** German sentence; present when there is no winner. */
  readonly abstained?: string
}

/** We asked for it ourselves, and whoever answers held our secret. */
const FOLLOW_UP_WEIGHT = 0.99
const OWN_FILE_NUMBER_WEIGHT = 0.97
const FOREIGN_REFERENCE_WEIGHT = 0.9
const COVER_SHEET_WEIGHT = 0.96
const RULE_WEIGHT = 0.95
/** Two letters to one unit are no habit yet. */
const MIN_EARLIER_LETTERS = 3
const MIN_HABIT = 0.7
/** A short number fits too much. */
const MIN_REFERENCE_LENGTH = 5

/** One defined winner: who asked for it, then an open case file, then an own cover sheet, then rules, then the sender's habit, then the classifier. */
export function route(input: RoutingInput): RoutingProposal {
  const all = [
    ...byFollowUp(input),
    ...byCaseFile(input),
    ...byCoverSheet(input),
    ...byRule(input),
    ...bySenderHistory(input),
    ...byClassifier(input),
  ]
  const candidates = all.filter((candidate) => input.activeOrgUnits.has(candidate.orgUnitId))
  const winner = candidates[0]
  if (winner !== undefined) return { winner, candidates }
  return { candidates, abstained: abstention(input, all.length > 0) }
}

function abstention(input: RoutingInput, hadInactiveTarget: boolean): string {
  if (hadInactiveTarget) return 'Das gefundene Ziel nimmt keine Post mehr an.'
  const classifier = input.prediction?.abstained ?? 'Es ist noch kein Beispiel gelernt.'
  return `Kein bekanntes Aktenzeichen, keine passende Regel, kein gewohntes Ziel des Absenders. ${classifier}`
}

function byFollowUp({ followUp }: RoutingInput): readonly RoutingCandidate[] {
  if (followUp === undefined) return []
  const { orgUnitId, caseFile } = followUp
  const text =
    caseFile === undefined
      ? 'Das Schreiben beantwortet eine Nachforderung dieser Stelle.'
      : `Das Schreiben beantwortet eine Nachforderung zur Akte ${caseFile.fileNumber}.`
  return [
    {
      source: 'follow-up',
      orgUnitId,
      ...(caseFile === undefined ? {} : { caseFileId: caseFile.id }),
      weight: FOLLOW_UP_WEIGHT,
      reasons: [{ kind: 'follow-up', text, weight: 1 }],
    },
  ]
}

function byCaseFile(input: RoutingInput): readonly RoutingCandidate[] {
  const own = input.document.fileNumbers.flatMap((number) =>
    caseFilesWith(input, number, (caseFile) => [caseFile.fileNumber]).map((caseFile) =>
      caseFileCandidate(caseFile, OWN_FILE_NUMBER_WEIGHT, {
        kind: 'file-number',
        text: `Das Aktenzeichen „${caseFile.fileNumber}“ gehört zu einer offenen Akte.`,
        weight: 1,
      }),
    ),
  )
  const foreign = input.foreignReferences.flatMap((number) =>
    caseFilesWith(input, number, (caseFile) => caseFile.foreignReferences ?? []).map((caseFile) =>
      caseFileCandidate(caseFile, FOREIGN_REFERENCE_WEIGHT, {
        kind: 'foreign-reference',
        text: `Das Zeichen „${number}“ des Absenders steht in der offenen Akte ${caseFile.fileNumber}.`,
        weight: 1,
      }),
    ),
  )
  return firstOfEach([...own, ...foreign], (candidate) => candidate.caseFileId)
}

function caseFilesWith(
  input: RoutingInput,
  number: string,
  numbersOf: (caseFile: OpenCaseFile) => readonly string[],
): readonly OpenCaseFile[] {
  const wanted = comparableFileNumber(number)
  if (wanted.length < MIN_REFERENCE_LENGTH) return []
  return input.openCaseFiles.filter((caseFile) =>
    numbersOf(caseFile).some((candidate) => comparableFileNumber(candidate) === wanted),
  )
}

function caseFileCandidate(caseFile: OpenCaseFile, weight: number, why: Reason): RoutingCandidate {
  return {
    source: 'case-file',
    orgUnitId: caseFile.orgUnitId,
    caseFileId: caseFile.id,
    weight,
    reasons: [why],
  }
}

function byCoverSheet({ coverSheetUnits = [] }: RoutingInput): readonly RoutingCandidate[] {
  return coverSheetUnits.map(({ id, number }) => ({
    source: 'cover-sheet',
    orgUnitId: id,
    weight: COVER_SHEET_WEIGHT,
    reasons: [{ kind: 'cover-sheet', text: `Das Deckblatt nennt die Stelle ${number}.`, weight: 1 }],
  }))
}

function byRule(input: RoutingInput): readonly RoutingCandidate[] {
  return matchRules(input.rules, input.document).map(({ compiled: { rule }, found }) => ({
    source: 'rule',
    orgUnitId: rule.target.orgUnitId,
    ruleId: rule.id,
    weight: RULE_WEIGHT,
    reasons: [{ kind: 'rule', text: `Regel „${rule.name}“ trifft zu: ${shortened(found)}.`, weight: 1 }],
  }))
}

const MAX_QUOTE = 60

function shortened(found: readonly string[]): string {
  return found
    .map((value) => value.replace(/\s+/g, ' ').trim())
    .map((value) => `„${value.length > MAX_QUOTE ? `${value.slice(0, MAX_QUOTE)}…` : value}“`)
    .join(', ')
}

function bySenderHistory({ earlierTargets }: RoutingInput): readonly RoutingCandidate[] {
  const total = earlierTargets.reduce((sum, target) => sum + target.count, 0)
  const most = earlierTargets.toSorted((a, b) => b.count - a.count || (a.orgUnitId < b.orgUnitId ? -1 : 1))[0]
  if (most === undefined || total < MIN_EARLIER_LETTERS || most.count / total < MIN_HABIT) return []
  // Laplace: a habit is never certain.
  const weight = (most.count + 1) / (total + 2)
  const text = 'Frühere Schreiben dieses Absenders gingen meist dorthin.'
  return [
    {
      source: 'sender-history',
      orgUnitId: most.orgUnitId,
      weight,
      reasons: [{ kind: 'sender-history', text, weight: 1 }],
    },
  ]
}

function byClassifier({ prediction }: RoutingInput): readonly RoutingCandidate[] {
  if (prediction === undefined || prediction.abstained !== undefined) return []
  return prediction.ranked.slice(0, 3).map((label) => ({
    source: 'classifier',
    orgUnitId: label.label,
    weight: weightOfLabel(label),
    reasons: label.reasons,
  }))
}

function firstOfEach<T>(items: readonly T[], keyOf: (item: T) => unknown): readonly T[] {
  const seen = new Set<unknown>()
  return items.filter((item) => {
    const key = keyOf(item)
    if (seen.has(key)) return false
    seen.add(key)
    return true
  })
}
