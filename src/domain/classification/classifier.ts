import { calibrate, probabilities, UNCALIBRATED } from './calibration.ts'
import type { Calibration } from './calibration.ts'
import type { SparseVector } from './example-store.ts'
import { readFeatures } from './feature-codec.ts'
import type { CodedFeatures, PackedFeatures } from './feature-codec.ts'
import type { DocumentFeatures } from './features.ts'
import type { Prediction, RankedLabel, SimilarExample } from './prediction.ts'
import { atOnce } from './slices.ts'
import type { Slices } from './slices.ts'
import { createTrainer } from './trainer.ts'
import type { LabelledFeatures, Trainer } from './trainer.ts'
import type { TrainingTask } from './training.ts'
import { reasonsOf } from './word-reasons.ts'

export interface ClassifierOptions {
  readonly task: TrainingTask
  /** Share of right proposals that is wanted; below it the machine abstains. */
  readonly wantedPrecision?: number
  /** Examples remembered; the oldest of the most frequent label is forgotten first. */
  readonly maxExamples?: number
}

export interface PredictOptions {
  /** Labels that must not be proposed: retired document types, dissolved units. */
  readonly retired?: ReadonlySet<string>
}

/** An example, or that what was learnt from its document was wrong. */
export type Lesson = LabelledFeatures & { readonly retracted?: boolean }

export interface ClassifierSize {
  readonly examples: number
  readonly labels: number
  readonly features: number
  readonly bytes: number
}

/**
 * Learns document types or departments from confirmations, one at a time, and takes corrections back exactly. The same journal
 * gives the same model: nothing is left to chance.
 */
export interface Classifier {
  readonly task: TrainingTask
  /** Learns an example in place of any earlier one of the same document. */
  learn(example: LabelledFeatures): void
  /** Puts lessons by, in their order; they count when `absorb` has run. */
  takeIn(lessons: readonly Lesson[]): void
  /** Learns what was put by, each lesson within milliseconds. Slices that are not run to the end lose nothing; the next call does their work. */
  absorb(): Slices<void>
  /** Whether `refresh` has something to do. */
  readonly isStale: boolean
  /**
   * Fits the model anew to all examples and measures anew how sure to be, as far as enough has changed. That may take long; lessons can be taken in
   * and absorbed between its slices, and count at once. Slices that are not run to the end change nothing.
   */
  refresh(): Slices<void>
  /** Takes back what was learnt from a document; no effect when there is nothing. */
  unlearn(documentId: string): void
  predict(features: DocumentFeatures, options?: PredictOptions): Prediction
  /** Earlier documents most like this one, best first. */
  nearestExamples(features: PackedFeatures, limit: number): readonly SimilarExample[]
  readonly size: ClassifierSize
}

const DEFAULT_WANTED_PRECISION = 0.9
/** Five bytes a feature, about a thousand features a letter: fifty megabytes at most. */
const DEFAULT_MAX_EXAMPLES = 10_000
/** The calibration is taken anew when one in so many examples has changed. */
const STALE_AFTER = 10
/** So many lessons at once are learnt one by one. */
const ADAPTED_AT_ONCE = 200
/** Labels that get reasons; nobody reads further down. */
const EXPLAINED_LABELS = 3
/** A document of whose words fewer are known is unlike all examples. */
const MIN_KNOWN_SHARE = 0.15
/** A single known label is no choice: it is only proposed for a document very like its examples. */
const MIN_SIMILARITY_OF_ONLY_LABEL = 0.65

export function createClassifier(options: ClassifierOptions): Classifier {
  const trainer = createTrainer(options.maxExamples ?? DEFAULT_MAX_EXAMPLES)
  const wantedPrecision = options.wantedPrecision ?? DEFAULT_WANTED_PRECISION
  const waiting: Lesson[] = []
  /** Remembered or forgotten, and the model not yet adapted. */
  const fresh: LabelledFeatures[] = []
  let calibration = UNCALIBRATED
  let changesSinceCalibration = 0
  const remember = ({ retracted = false, ...example }: Lesson): void => {
    if (!retracted) trainer.remember(example)
    else if (!trainer.forget(example.documentId)) return
    changesSinceCalibration += 1
    fresh.push(example)
  }
  const isCalibrationStale = (): boolean =>
    changesSinceCalibration > 0 && changesSinceCalibration * STALE_AFTER >= trainer.examples.size
  const absorb = function* (): Slices<void> {
    for (let lesson = waiting.shift(); lesson !== undefined; lesson = waiting.shift()) {
      remember(lesson)
      yield
    }
    const lessons = [...fresh]
    // After more than these the model is fitted anew at once, and what little steps did would be lost.
    if (lessons.length > 0 && lessons.length <= ADAPTED_AT_ONCE) yield* trainer.adapt(lessons)
    fresh.splice(0, lessons.length)
  }
  const refresh = function* (): Slices<void> {
    if (trainer.isStale) yield* trainer.fitAnew()
    if (!isCalibrationStale()) return
    const measured = changesSinceCalibration
    calibration = yield* calibrate(yield* trainer.heldOut(), wantedPrecision)
    changesSinceCalibration -= measured
  }
  const catchUp = (): void => {
    atOnce(absorb())
    atOnce(refresh())
  }

  return {
    task: options.task,
    takeIn(lessons) {
      waiting.push(...lessons)
    },
    absorb,
    get isStale() {
      return trainer.isStale || isCalibrationStale()
    },
    refresh,
    learn(example) {
      waiting.push(example)
      catchUp()
    },
    unlearn(documentId) {
      waiting.push({ documentId, label: '', features: '', retracted: true })
      catchUp()
    },
    predict(document, { retired = new Set<string>() } = {}) {
      const features = readFeatures(document.packed)
      const ranked = rankedLabels(trainer, features, document.names, calibration, retired)
      const threshold = thresholdOf(trainer, calibration, ranked[0]?.label)
      const abstained = abstention(trainer, features, ranked, threshold)
      return { ranked, threshold, ...(abstained === undefined ? {} : { abstained }) }
    },
    nearestExamples(packed, limit) {
      return nearest(trainer, readFeatures(packed), limit)
    },
    get size() {
      const remembered = [...trainer.examples.values()].reduce(
        (sum, { rows, codes }) => sum + rows.byteLength + codes.byteLength,
        0,
      )
      return {
        examples: trainer.examples.size,
        labels: trainer.labels.length,
        features: trainer.vectoriser.rowCount,
        bytes: trainer.model.sizeBytes + remembered,
      }
    },
  }
}

function thresholdOf(trainer: Trainer, calibration: Calibration, label: string | undefined): number {
  const index = label === undefined ? -1 : trainer.labels.indexOf(label)
  return calibration.thresholdByLabel.get(index) ?? calibration.threshold
}

interface Candidate {
  readonly label: string
  readonly index: number
  readonly probability: number
}

function rankedLabels(
  trainer: Trainer,
  features: CodedFeatures,
  names: ReadonlyMap<number, string>,
  { temperature }: Calibration,
  retired: ReadonlySet<string>,
): readonly RankedLabel[] {
  const scores = trainer.model.scores(trainer.vectoriser.vectorOfFeatures(features))
  const open = trainer.labels
    .map((label, index) => ({ label, index }))
    .filter(({ label }) => trainer.examplesOf(label) > 0 && !retired.has(label))
  const chances = probabilities(
    Float64Array.from(open, ({ index }) => scores[index] ?? 0),
    temperature,
  )
  const candidates = open
    .map((entry, position): Candidate => ({ ...entry, probability: chances[position] ?? 0 }))
    .toSorted((a, b) => b.probability - a.probability)
  return candidates.map(({ label, index, probability }, rank) => {
    const rival = candidates[rank === 0 ? 1 : 0]
    const explained = rank < EXPLAINED_LABELS
    const reasons = explained ? explain(trainer, features, names, index, rival?.index) : []
    return { label, probability, examples: trainer.examplesOf(label), reasons }
  })
}

/** What speaks for a label against its strongest rival, feature by feature. */
function explain(
  trainer: Trainer,
  features: CodedFeatures,
  names: ReadonlyMap<number, string>,
  label: number,
  rival: number | undefined,
): RankedLabel['reasons'] {
  const { vectoriser, model } = trainer
  const valueByRow = valuesByRow(vectoriser.vectorOfFeatures(features))
  const contributions = [...features.hashes].flatMap((hash) => {
    const row = vectoriser.rowOf(hash)
    const name = names.get(hash)
    if (row === undefined || name === undefined) return []
    const weight = model.weightAt(row, label) - (rival === undefined ? 0 : model.weightAt(row, rival))
    return [{ name, weight: weight * (valueByRow.get(row) ?? 0) }]
  })
  return reasonsOf(contributions)
}

function valuesByRow({ rows, values }: SparseVector): ReadonlyMap<number, number> {
  return new Map([...rows].map((row, position) => [row, values[position] ?? 0]))
}

/** Why no label is proposed; undefined when one is. */
function abstention(
  trainer: Trainer,
  features: CodedFeatures,
  ranked: readonly RankedLabel[],
  threshold: number,
): string | undefined {
  const best = ranked[0]
  if (best === undefined) return 'Es ist noch kein Beispiel gelernt.'
  if (trainer.vectoriser.knownShare(features) < MIN_KNOWN_SHARE) {
    return 'Das Schreiben ähnelt keinem, das bisher gelernt wurde.'
  }
  if (ranked.length === 1) return abstentionOfOnlyLabel(trainer, features)
  if (best.probability >= threshold) return undefined
  const percent = (share: number): string => `${Math.round(share * 100)} %`
  return `Zu unsicher: Der beste Vorschlag erreicht ${percent(best.probability)}, nötig sind ${percent(threshold)}.`
}

function abstentionOfOnlyLabel(trainer: Trainer, features: CodedFeatures): string | undefined {
  const similarity = nearest(trainer, features, 1)[0]?.similarity ?? 0
  if (similarity >= MIN_SIMILARITY_OF_ONLY_LABEL) return undefined
  return 'Erst eine Möglichkeit ist gelernt; zum Vergleich fehlen Beispiele der anderen.'
}

function nearest(trainer: Trainer, features: CodedFeatures, limit: number): readonly SimilarExample[] {
  const vector = trainer.vectoriser.vectorOfFeatures(features)
  const dense = new Float32Array(trainer.vectoriser.rowCount)
  vector.rows.forEach((row, position) => {
    // The bias is in every document and makes none alike.
    if (position > 0) dense[row] = vector.values[position] ?? 0
  })
  return [...trainer.examples.values()]
    .map((example) => ({
      documentId: example.documentId,
      label: example.label,
      similarity: cosine(dense, trainer.vectoriser.vectorOf(example)),
    }))
    .toSorted((a, b) => b.similarity - a.similarity)
    .slice(0, limit)
}

/** Both are of length one but for the bias. */
function cosine(dense: Float32Array, { rows, values }: SparseVector): number {
  let sum = 0
  for (let position = 1; position < rows.length; position += 1) {
    sum += (dense[rows[position] ?? 0] ?? 0) * (values[position] ?? 0)
  }
  return sum
}
