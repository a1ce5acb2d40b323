import { createClassifier } from '../../src/domain/classification/classifier.ts'
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

interface Prepared {
  readonly id: string
  readonly label: string
  readonly fold: number
  readonly features: DocumentFeatures
}

const FOLDS = 5
const EXAMPLES_PER_LABEL = [1, 3, 10, 30]

/** Five-fold: learns four parts one by one as a mailroom would, asks for the fifth; then with few examples a label. */
export function measureLearning(set: string, documents: readonly LabelledDocument[]): readonly Measure[] {
  if (documents.length < FOLDS * 2) return []
  const started = performance.now()
  const prepared = prepare(documents)
  const featureMs = (performance.now() - started) / documents.length
  const folds = Array.from({ length: FOLDS }, (_, fold) => learnAndAsk(prepared, fold, Infinity))
  const answers = folds.flatMap((fold) => fold.answers)
  const mean = (pick: (fold: FoldResult) => number): number =>
    folds.reduce((sum, fold) => sum + pick(fold), 0) / FOLDS
  const curve = EXAMPLES_PER_LABEL.flatMap((limit) => {
    const few = Array.from({ length: FOLDS }, (_, fold) => learnAndAsk(prepared, fold, limit).answers).flat()
    const right = few.filter(({ truth, guess }) => truth === guess).length
    const name = `${limit} ${limit === 1 ? 'example' : 'examples'} a label`
    return [
      { set, measure: `${name}: accuracy`, value: right / few.length, count: few.length },
      { set, measure: `${name}: macro F1`, value: macroF1(few), count: few.length },
    ]
  })
  const timing = (measure: string, value: number): Measure => ({
    set,
    measure,
    value,
    count: documents.length,
    unit: 'ms',
  })
  return [
    ...classificationMeasures(set, answers),
    ...curve,
    timing('features of one document', featureMs),
    timing(
      'learning one example',
      mean((fold) => fold.learnMs),
    ),
    timing(
      'one prediction with reasons',
      mean((fold) => fold.askMs),
    ),
    {
      set,
      measure: 'model size',
      value: mean((fold) => fold.bytes) / 1024,
      count: documents.length,
      unit: 'kB',
    },
  ]
}

/** Folds by position among the label's own documents, or by group. */
function prepare(documents: readonly LabelledDocument[]): readonly Prepared[] {
  const groups = [...new Set(documents.flatMap(({ group }) => group ?? []))]
  const seen = new Map<string, number>()
  return documents.map(({ id, label, group, pages }) => {
    const position = seen.get(label) ?? 0
    seen.set(label, position + 1)
    const fold = (group === undefined ? position : groups.indexOf(group)) % FOLDS
    return { id, label, fold, features: featuresOf({ pages }) }
  })
}

interface FoldResult {
  readonly answers: readonly Answer[]
  readonly learnMs: number
  readonly askMs: number
  readonly bytes: number
}

function learnAndAsk(documents: readonly Prepared[], fold: number, limitPerLabel: number): FoldResult {
  const classifier = createClassifier({ task: 'documentType' })
  const training = spread(
    documents.filter((document) => document.fold !== fold),
    limitPerLabel,
  )
  const learnt = new Set(training.map(({ label }) => label))
  const startedLearning = performance.now()
  for (const { id, label, features } of training)
    classifier.learn({ documentId: id, label, features: features.packed })
  const learnMs = (performance.now() - startedLearning) / Math.max(1, training.length)
  const test = documents.filter((document) => document.fold === fold && learnt.has(document.label))
  const startedAsking = performance.now()
  const answers = test.map((document): Answer => {
    const { ranked, abstained } = classifier.predict(document.features)
    const best = ranked[0]
    return {
      truth: document.label,
      guess: best?.label ?? '',
      probability: best?.probability ?? 0,
      isProposed: abstained === undefined,
    }
  })
  const askMs = (performance.now() - startedAsking) / Math.max(1, test.length)
  return { answers, learnMs, askMs, bytes: classifier.size.bytes }
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
