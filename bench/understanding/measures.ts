/** One line of the printed table. */
export interface Measure {
  readonly set: string
  readonly measure: string
  /** A share 0..1, or a number with its own unit. */
  readonly value: number
  /** How many answers it rests on. */
  readonly count: number
  readonly unit?: 'ms' | 'kB'
}

export interface Answer {
  readonly truth: string
  readonly guess: string
  readonly probability: number
  readonly isProposed: boolean
}

/** Accuracy, macro-F1, what was proposed and how often rightly, coverage at a wanted precision, calibration error. */
export function classificationMeasures(set: string, answers: readonly Answer[]): readonly Measure[] {
  const count = answers.length
  const proposed = answers.filter((answer) => answer.isProposed)
  const right = (list: readonly Answer[]): number =>
    list.filter((answer) => answer.guess === answer.truth).length
  const judged = answers.map(({ probability, truth, guess }) => ({ probability, isRight: guess === truth }))
  const line = (measure: string, value: number, of = count): Measure => ({ set, measure, value, count: of })
  return [
    line('accuracy of the best guess', right(answers) / count),
    line('macro F1', macroF1(answers)),
    line('share proposed', proposed.length / count),
    line('right among proposed', right(proposed) / Math.max(1, proposed.length), proposed.length),
    line('coverage at 95 % precision', coverageAt(answers, 0.95)),
    line('coverage at 99 % precision', coverageAt(answers, 0.99)),
    line('expected calibration error', calibrationError(judged)),
  ]
}

export function macroF1(answers: readonly Answer[]): number {
  const labels = [...new Set(answers.map((answer) => answer.truth))]
  const scores = labels.map((label) => {
    const hits = answers.filter(({ truth, guess }) => truth === label && guess === label).length
    const either =
      answers.filter(({ truth }) => truth === label).length +
      answers.filter(({ guess }) => guess === label).length
    return (2 * hits) / either
  })
  return scores.reduce((sum, score) => sum + score, 0) / labels.length
}

/** The largest share of documents, surest first, among which so many are right. */
function coverageAt(answers: readonly Answer[], precision: number): number {
  const surest = answers.toSorted((a, b) => b.probability - a.probability)
  let right = 0
  let covered = 0
  surest.forEach(({ truth, guess }, index) => {
    if (truth === guess) right += 1
    if (right / (index + 1) >= precision) covered = index + 1
  })
  return covered / answers.length
}

const BINS = 10

/** How far the share of what was right is from the probability that was said, over ten bins. */
export function calibrationError(
  answers: readonly { readonly probability: number; readonly isRight: boolean }[],
): number {
  return Array.from({ length: BINS }, (_, bin) =>
    answers.filter(({ probability }) => Math.min(BINS - 1, Math.floor(probability * BINS)) === bin),
  )
    .filter((bin) => bin.length > 0)
    .reduce((sum, bin) => {
      const said = bin.reduce((total, { probability }) => total + probability, 0)
      const right = bin.filter(({ isRight }) => isRight).length
      return sum + Math.abs(said - right) / answers.length
    }, 0)
}

/** Hits of a list against another, counted with repetitions. */
export function overlap(found: readonly string[], wanted: readonly string[]): number {
  const left = new Map<string, number>()
  for (const value of wanted) left.set(value, (left.get(value) ?? 0) + 1)
  return found.filter((value) => {
    const count = left.get(value) ?? 0
    left.set(value, count - 1)
    return count > 0
  }).length
}

/** Recall and precision of lists of values. */
export function listMeasures(
  set: string,
  name: string,
  lists: readonly { readonly found: readonly string[]; readonly wanted: readonly string[] }[],
): readonly Measure[] {
  const hits = lists.reduce((sum, { found, wanted }) => sum + overlap(found, wanted), 0)
  const wanted = lists.reduce((sum, list) => sum + list.wanted.length, 0)
  const found = lists.reduce((sum, list) => sum + list.found.length, 0)
  return [
    { set, measure: `${name} recall`, value: hits / Math.max(1, wanted), count: wanted },
    { set, measure: `${name} precision`, value: hits / Math.max(1, found), count: found },
  ]
}

export function printTable(measures: readonly Measure[]): void {
  const width = Math.max(...measures.map(({ measure }) => measure.length)) + 2
  let set = ''
  for (const { set: name, measure, value, count, unit } of measures) {
    if (name !== set) process.stdout.write(`\n${name}\n`)
    set = name
    const shown =
      unit === undefined ? `${(value * 100).toFixed(1)} %` : `${value.toFixed(unit === 'ms' ? 2 : 0)} ${unit}`
    process.stdout.write(`  ${measure.padEnd(width)}${shown.padStart(10)}   n = ${count}\n`)
  }
  process.stdout.write('\n')
}
