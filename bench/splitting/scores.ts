import { CUT_FROM, type SplitProposal } from '../../src/domain/stacks/split-plan.ts'
import { DOUBT } from '../../src/domain/stacks/propose-split.ts'
import { calibrationError } from '../understanding/measures.ts'
import type { Stack } from './stacks.ts'

/** A place between two written pages, what was proposed and what is right. */
export interface Judged {
  readonly set: string
  readonly page: number
  readonly probability: number
  readonly isStart: boolean
  /** Nobody is asked. */
  readonly isDecided: boolean
  readonly reasons: string
}

/** Every written page but the first one is a place where a letter may begin. */
export function judge(stack: Stack, plan: SplitProposal): Judged[] {
  const stopped = new Set(plan.stops.map(({ page }) => page))
  const boundaries = new Map(plan.boundaries.map((boundary) => [boundary.before, boundary]))
  const judged: Judged[] = []
  /** A sheet or an empty side passes on what lies before it to the next written page. */
  let passed: number[] = []
  for (const { page } of plan.pages) {
    passed.push(page)
    const set = stack.setOf.get(page)
    if (set === undefined) continue
    const found = passed.flatMap((one) => boundaries.get(one) ?? [])
    judged.push({
      set,
      page,
      probability: Math.max(0, ...found.map(({ probability }) => probability)),
      isStart: stack.starts.has(page),
      isDecided: !passed.some((one) => stopped.has(one)),
      reasons: found
        .flatMap(({ reasons }) => reasons.map(({ kind, weight }) => `${kind} ${weight}`))
        .join(', '),
    })
    passed = []
  }
  return judged.slice(1)
}

export interface Score {
  readonly places: number
  readonly precision: number
  readonly recall: number
  readonly f1: number
  /** Of all places, those at which nobody is asked. */
  readonly decided: number
  readonly decidedPrecision: number
  readonly decidedRecall: number
  /** Letters that were put together without anybody being asked. */
  readonly merged: number
  readonly torn: number
  readonly calibrationError: number
}

export function scoreOf(judged: readonly Judged[]): Score {
  const all = countsOf(judged)
  const decided = judged.filter(({ isDecided }) => isDecided)
  const counts = countsOf(decided)
  const precision = ratio(all.right, all.right + all.torn)
  const recall = ratio(all.right, all.right + all.merged)
  return {
    places: judged.length,
    precision,
    recall,
    f1: precision + recall === 0 ? 0 : (2 * precision * recall) / (precision + recall),
    decided: ratio(decided.length, judged.length),
    decidedPrecision: ratio(counts.right, counts.right + counts.torn),
    decidedRecall: ratio(counts.right, counts.right + counts.merged),
    merged: counts.merged,
    torn: counts.torn,
    calibrationError: calibrationError(
      judged.map(({ probability, isStart }) => ({ probability, isRight: isStart })),
    ),
  }
}

function countsOf(judged: readonly Judged[]): { right: number; torn: number; merged: number } {
  const counts = { right: 0, torn: 0, merged: 0 }
  for (const { probability, isStart } of judged) {
    const isCut = probability >= CUT_FROM
    if (isCut && isStart) counts.right++
    else if (isCut) counts.torn++
    else if (isStart) counts.merged++
  }
  return counts
}

function ratio(part: number, whole: number): number {
  return whole === 0 ? 1 : part / whole
}

const percent = (share: number): string => `${(share * 100).toFixed(1)} %`

export function line(name: string, score: Score): string {
  const { places, precision, recall, f1, decided, decidedPrecision, decidedRecall } = score
  const { from, to } = DOUBT
  return (
    `${name.padEnd(34)} ${String(places).padStart(5)} places: precision ${percent(precision)}, recall ${percent(recall)}, F1 ${percent(f1)}; ` +
    `decided (outside ${from} to ${to}) ${percent(decided)}, there precision ${percent(decidedPrecision)}, recall ${percent(decidedRecall)} ` +
    `(${score.merged} merged, ${score.torn} torn unseen); calibration error ${percent(score.calibrationError)}\n`
  )
}
