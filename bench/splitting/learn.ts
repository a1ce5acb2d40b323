import { SIGNS, signsBetween, type Sign, type Signs } from '../../src/domain/stacks/boundary-signs.ts'
import { cluesOf } from '../../src/domain/stacks/page-clues.ts'
import { isTwoSided } from '../../src/domain/stacks/page-sides.ts'
import type { Stack } from './stacks.ts'

export interface Example {
  readonly signs: Signs
  readonly isStart: boolean
}

/** Pairs of written pages that follow one another. */
export function examplesOf({ pages, starts }: Stack): Example[] {
  const twoSided = isTwoSided(pages)
  const examples: Example[] = []
  let before: ReturnType<typeof cluesOf> | undefined
  let isAfterBlank = false
  pages.forEach((page, index) => {
    if (page.blank) {
      isAfterBlank = true
      return
    }
    const clues = cluesOf(page)
    if (before !== undefined) {
      const signs = signsBetween(before, clues, {
        isBack: twoSided && index % 2 === 1,
        isAfterBlank,
        hasSheetsElsewhere: false,
      })
      examples.push({ signs, isStart: starts.has(page.number) })
    }
    before = clues
    isAfterBlank = false
  })
  return examples
}

const ROUNDS = 3000
const RATE = 2
/** Pull of the weights towards nought, so that rare signs are not believed too much. */
const PULL = 0.0005

/** Signs of which each can only speak against a boundary; the others can only speak for one, so that people understand them. */
const AGAINST: ReadonlySet<Sign> = new Set<Sign>([
  'next-number',
  'later-number',
  'more-before',
  'closing-only',
  'text-goes-on',
  'reference-same',
  'date-same',
  'head-known',
  'words-same',
  'enclosure',
  'continued',
  'back-side',
  'sheets-elsewhere',
])

const AGAINST_AT = SIGNS.map((sign) => AGAINST.has(sign))

/** Logistic regression by gradient descent; the same examples give the same weights. */
export function learn(examples: readonly Example[]): {
  readonly base: number
  readonly weights: ReadonlyMap<Sign, number>
} {
  const rows = examples.map(({ signs, isStart }) => ({
    values: SIGNS.map((sign) => signs[sign]),
    target: isStart ? 1 : 0,
  }))
  const weights = new Float64Array(SIGNS.length)
  let base = 0
  for (let round = 0; round < ROUNDS; round++) {
    const slope = new Float64Array(SIGNS.length)
    let baseSlope = 0
    for (const { values, target } of rows) {
      const sum = values.reduce((total, value, at) => total + value * (weights[at] ?? 0), base)
      const error = 1 / (1 + Math.exp(-sum)) - target
      baseSlope += error
      values.forEach((value, at) => {
        if (value !== 0) slope[at] = (slope[at] ?? 0) + error * value
      })
    }
    base -= (RATE * baseSlope) / rows.length
    weights.forEach((weight, at) => {
      const moved = weight - RATE * ((slope[at] ?? 0) / rows.length + PULL * weight)
      weights[at] = (AGAINST_AT[at] ?? false) ? Math.min(0, moved) : Math.max(0, moved)
    })
  }
  return { base, weights: new Map(SIGNS.map((sign, at) => [sign, weights[at] ?? 0])) }
}
