import type { SplitProposal } from '../../../src/domain/stacks/split-plan.ts'

export const TEXTS = Array.from(
  { length: 12 },
  (_, index) => `Antrag auf Hilfe zur Pflege Seite ${index + 1}`,
)

/** Twelve pages: three letters, a sheet between the first two, an empty side in the second. */
export const PLAN: SplitProposal = {
  pages: TEXTS.map((_, index) => ({
    page: index + 1,
    role: index === 4 ? 'separator' : index === 6 ? 'blank' : 'page',
    turn: 0,
    certainty: 1,
  })),
  boundaries: [1, 5, 10].map((before) => ({
    before,
    probability: 1,
    cause: before === 1 ? 'start' : 'sheet',
    reasons: [],
  })),
  stops: [],
  covers: [{ before: 5, sheet: 5, cover: { unit: '50', documentType: 'rechnung', level: 'confidential' } }],
}
/** Pages of its letters. */
export const LETTERS = [
  [1, 2, 3, 4],
  [6, 8, 9],
  [10, 11, 12],
]
