import { createClassifier } from '../../src/domain/classification/classifier.ts'
import { atOnce } from '../../src/domain/classification/slices.ts'
import { featuresOf } from '../../src/domain/classification/features.ts'
import type { DocumentFeatures } from '../../src/domain/classification/features.ts'
import type { ReadablePage } from '../../src/domain/extraction/reading.ts'
import { classificationMeasures, macroF1 } from './measures.ts'
import type { Answer, Measure } from './measures.ts'

export interface LabelledDocument {
  readonly id: string
  readonly label: string
  /** Documents of one group are never in training and test together. */
  readonly group?: string
  readonly pages: readonly ReadablePage[]
}

export interface Prepared {
  readonly id: string
  readonly label: string
  readonly features: DocumentFeatures
}

interface Split {
  readonly train: readonly Prepared[]
  readonly test: readonly Prepared[]
}

const FOLDS = 5
const EXAMPLES_PER_LABEL = [1, 2, 3, 5, 10, 20, 50, 100]
/** Lessons one by one after the others, to see what one more costs. */
const MORE_LESSONS = 20

/** Five-fold: learns four parts and asks for the fifth; then with few examples a label. */
export function measureLearning(set: string, documents: readonly LabelledDocument[]): readonly Measure[] {
  if (documents.length < FOLDS * 2) return []
  const { prepared, featureMs } = prepare(documents)
  const folds = foldsOf(documents)
  const splits = Array.from({ length: FOLDS }, (_, fold) => ({
    train: prepared.filter((_document, index) => folds[index] !== fold),
    test: prepared.filter((_document, index) => folds[index] === fold),
  }))
  return measureSplits(set, splits, featureMs)
}

/** Learns the one part and asks for the other. */
export function measureTrainTest(
  set: string,
  train: readonly LabelledDocument[],
  test: readonly LabelledDocument[],
): readonly Measure[] {
  const { prepared, featureMs } = prepare([...train, ...test])
  const split = { train: prepared.slice(0, train.length), test: prepared.slice(train.length) }
  return measureSplits(set, [split], featureMs)
}

function measureSplits(set: string, splits: readonly Split[], featureMs: number): readonly Measure[] {
  const whole = splits.map((split) => learnAndAsk(split, Infinity))
  const answers = whole.flatMap((result) => result.answers)
  const mean = (pick: (result: Result) => number): number =>
    whole.reduce((sum, result) => sum + pick(result), 0) / whole.length
  const count = answers.length
  const timing = (measure: string, value: number): Measure => ({ set, measure, value, count, unit: 'ms' })
  return [
    ...classificationMeasures(set, answers),
    ...learningCurve(set, splits),
    timing('features of one document', featureMs),
    timing(
      'learning all examples at once, each',
      mean((result) => result.fitMs),
    ),
    timing(
      'learning one more example',
      mean((result) => result.oneMoreMs),
    ),
    timing(
      'one prediction with reasons',
      mean((result) => result.askMs),
    ),
    { set, measure: 'model size', value: mean((result) => result.bytes) / 1024, count, unit: 'kB' },
  ]
}

function learningCurve(set: string, splits: readonly Split[]): readonly Measure[] {
  const most = Math.max(...splits.map(({ train }) => largestLabel(train)))
  return EXAMPLES_PER_LABEL.filter((limit) => limit <= most).flatMap((limit) => {
    const few = splits.flatMap((split) => learnAndAsk(split, limit).answers)
    const right = few.filter(({ truth, guess }) => truth === guess).length
    const name = `${limit} ${limit === 1 ? 'example' : 'examples'} a label`
    return [
      { set, measure: `${name}: accuracy`, value: right / few.length, count: few.length },
      { set, measure: `${name}: macro F1`, value: macroF1(few), count: few.length },
    ]
  })
}

export function prepare(documents: readonly LabelledDocument[]): {
  readonly prepared: readonly Prepared[]
  readonly featureMs: number
} {
  const started = performance.now()
  const prepared = documents.map(({ id, label, pages }) => ({ id, label, features: featuresOf({ pages }) }))
  return { prepared, featureMs: (performance.now() - started) / documents.length }
}

/** Folds by position among the label's own documents, or by group. */
function foldsOf(documents: readonly LabelledDocument[]): readonly number[] {
  const groups = [...new Set(documents.flatMap(({ group }) => group ?? []))]
  const seen = new Map<string, number>()
  return documents.map(({ label, group }) => {
    const position = seen.get(label) ?? 0
    seen.set(label, position + 1)
    return (group === undefined ? position : groups.indexOf(group)) % FOLDS
  })
}

interface Result {
  readonly answers: readonly Answer[]
  readonly fitMs: number
  readonly oneMoreMs: number
  readonly askMs: number
  readonly bytes: number
}

/** Asks only for labels that were in the training: of others nothing can be known. */
function learnAndAsk({ train, test }: Split, limitPerLabel: number): Result {
  const classifier = createClassifier({ task: 'documentType' })
  const training = spread(train, limitPerLabel)
  const learnt = new Set(training.map(({ label }) => label))
  const asked = test.filter(({ label }) => learnt.has(label))
  const fitMs =
    timed(() => {
      classifier.takeIn(training.map(lessonOf))
      atOnce(classifier.absorb())
      atOnce(classifier.refresh())
    }) / Math.max(1, training.length)
  const startedAsking = performance.now()
  const answers = asked.map((document): Answer => {
    const { ranked, abstained } = classifier.predict(document.features)
    const best = ranked[0]
    return {
      truth: document.label,
      guess: best?.label ?? '',
      probability: best?.probability ?? 0,
      isProposed: abstained === undefined,
    }
  })
  const askMs = (performance.now() - startedAsking) / Math.max(1, asked.length)
  const { bytes } = classifier.size
  const more = asked.slice(0, MORE_LESSONS)
  const oneMoreMs =
    timed(() => {
      for (const document of more) classifier.learn(lessonOf(document))
    }) / Math.max(1, more.length)
  return { answers, fitMs, oneMoreMs, askMs, bytes }
}

export function lessonOf({ id, label, features }: Prepared): {
  readonly documentId: string
  readonly label: string
  readonly features: string
} {
  return { documentId: id, label, features: features.packed }
}

function timed(work: () => void): number {
  const started = performance.now()
  work()
  return performance.now() - started
}

function largestLabel(documents: readonly Prepared[]): number {
  const counts = new Map<string, number>()
  for (const { label } of documents) counts.set(label, (counts.get(label) ?? 0) + 1)
  return Math.max(0, ...counts.values())
}

/** So many documents of each label, evenly spread over those there are; in their order. */
function spread(documents: readonly Prepared[], limitPerLabel: number): readonly Prepared[] {
  const byLabel = new Map<string, Prepared[]>()
  for (const document of documents)
    byLabel.set(document.label, [...(byLabel.get(document.label) ?? []), document])
  const taken = new Set(
    [...byLabel.values()].flatMap((list) => {
      const count = Math.min(limitPerLabel, list.length)
      return Array.from({ length: count }, (_, index) => list[Math.floor((index * list.length) / count)]?.id)
    }),
  )
  return documents.filter(({ id }) => taken.has(id))
}
