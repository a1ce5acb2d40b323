import { createHash } from 'node:crypto'
import { createClassifier } from '../../src/domain/classification/classifier.ts'
import type { Classifier } from '../../src/domain/classification/classifier.ts'
import { atOnce } from '../../src/domain/classification/slices.ts'
import { lessonOf, prepare } from './learning.ts'
import type { LabelledDocument, Prepared } from './learning.ts'
import type { Measure } from './measures.ts'

export interface FewShotOptions {
  /** Each repeats everything with other examples and other letters asked for. */
  readonly seeds: readonly string[]
  /** Which kinds are left out in turn; the others are always known. */
  readonly keepsKind: (kind: string) => boolean
  /** Whether all is learnt anew before each asking, as after a start, or one lesson after the other. */
  readonly isAfterStart: boolean
  readonly tell?: (line: string) => void
}

const EXAMPLES = [0, 1, 2, 3, 5, 10]
const MOST_EXAMPLES = Math.max(...EXAMPLES)
/** Kinds of fewer letters leave too few to ask for. */
const LEAST_LETTERS = 10
/** One in so many letters of the known kinds is asked for and not learnt. */
const KNOWN_SHARE = 5
/** Of a large kind more would only take longer. */
const MOST_ASKED = 40

/** What was said of some letters, as shares of them. */
interface Outcome {
  readonly best: number
  readonly right: number
  readonly wrong: number
  readonly count: number
}

interface Stage {
  readonly examples: number
  readonly fresh: Outcome
  readonly known: Outcome
}

interface Trial {
  readonly kind: string
  readonly stages: readonly Stage[]
  readonly lessonMs: number
}

/**
 * A kind nobody has seen: each kind in turn is left out, all others are learnt, then some of its letters one by one as people would
 * confirm them. Asked are its other letters, and letters of the known kinds that were not learnt.
 */
export function measureFewShot(
  set: string,
  documents: readonly LabelledDocument[],
  options: FewShotOptions,
): readonly Measure[] {
  const { prepared } = prepare(documents)
  const kinds = [...new Set(prepared.map(({ label }) => label))].filter(
    (kind) => prepared.filter(({ label }) => label === kind).length >= LEAST_LETTERS,
  )
  const trials = kinds
    .filter((kind) => options.keepsKind(kind))
    .flatMap((kind) => options.seeds.map((seed) => trial(prepared, kind, seed, options)))
  if (trials.length === 0) return []
  for (const { kind, stages } of trials) options.tell?.(`${set}: ${kind}: ${stages.map(inWords).join(', ')}`)
  return [
    ...EXAMPLES.flatMap((examples) => stageMeasures(set, trials, examples)),
    {
      set,
      measure: 'one lesson, processor time',
      value: mean(trials.map(({ lessonMs }) => lessonMs)),
      count: trials.length,
      unit: 'ms',
    },
  ]
}

/** Macro: each kind and seed counts the same, however many letters it has. */
function stageMeasures(set: string, trials: readonly Trial[], examples: number): readonly Measure[] {
  const stages = trials.flatMap(({ stages }) => stages.filter((stage) => stage.examples === examples))
  if (stages.length === 0) return []
  const name = `${examples} ${examples === 1 ? 'example' : 'examples'}`
  const macro = (measure: string, pick: (stage: Stage) => number): Measure => ({
    set,
    measure: `${name}: ${measure}`,
    value: mean(stages.map(pick)),
    count: stages.length,
  })
  return [
    macro('new kind proposed', ({ fresh }) => fresh.right),
    macro('another kind proposed', ({ fresh }) => fresh.wrong),
    macro('new kind best guess', ({ fresh }) => fresh.best),
    macro('known kinds, best guess right', ({ known }) => known.best),
    macro('known kinds, proposed', ({ known }) => known.right + known.wrong),
    macro('known kinds, right among proposed', ({ known }) => shareOf(known.right, known.wrong)),
  ]
}

/** 0 where nothing was proposed. */
function shareOf(right: number, wrong: number): number {
  return right === 0 ? 0 : right / (right + wrong)
}

function trial(prepared: readonly Prepared[], kind: string, seed: string, options: FewShotOptions): Trial {
  const drawn = prepared.toSorted((a, b) => (lot(seed, a) < lot(seed, b) ? -1 : 1))
  const fresh = drawn.filter(({ label }) => label === kind)
  const pool = fresh.slice(0, Math.min(MOST_EXAMPLES, Math.floor(fresh.length / 2)))
  const asked = fresh.slice(pool.length, pool.length + MOST_ASKED)
  const seen = new Map<string, number>()
  const known = drawn
    .filter(({ label }) => label !== kind)
    .map((document) => {
      const position = seen.get(document.label) ?? 0
      seen.set(document.label, position + 1)
      return { document, isAsked: position % KNOWN_SHARE === 1 }
    })
  const askedKnown = known.filter(({ isAsked }) => isAsked).map(({ document }) => document)
  const before = known.filter(({ isAsked }) => !isAsked).map(({ document }) => document)
  const running = taught(before)
  let learnt = 0
  let spentMs = 0
  const stages = EXAMPLES.filter((count) => count <= pool.length).map((examples): Stage => {
    for (const document of pool.slice(learnt, examples)) spentMs += learnOne(running, document)
    learnt = examples
    const classifier = options.isAfterStart ? taught([...before, ...pool.slice(0, examples)]) : running
    return { examples, fresh: outcome(classifier, asked), known: outcome(classifier, askedKnown) }
  })
  return { kind, stages, lessonMs: spentMs / Math.max(1, learnt) }
}

/** All at once, as after a start. */
function taught(documents: readonly Prepared[]): Classifier {
  const classifier = createClassifier({ task: 'documentType' })
  classifier.takeIn(documents.map(lessonOf))
  atOnce(classifier.absorb())
  atOnce(classifier.refresh())
  return classifier
}

/** @returns milliseconds of processor time until the lesson counts; what is done aside is not among them */
function learnOne(classifier: Classifier, document: Prepared): number {
  const before = process.cpuUsage()
  classifier.takeIn([lessonOf(document)])
  atOnce(classifier.absorb())
  const { user, system } = process.cpuUsage(before)
  const lessonMs = (user + system) / 1000
  atOnce(classifier.refresh())
  return lessonMs
}

function outcome(classifier: Classifier, asked: readonly Prepared[]): Outcome {
  const answers = asked.map(({ label, features }) => {
    const { ranked, abstained } = classifier.predict(features)
    return { isRight: ranked[0]?.label === label, isProposed: abstained === undefined }
  })
  const share = (holds: (answer: { isRight: boolean; isProposed: boolean }) => boolean): number =>
    answers.filter(holds).length / Math.max(1, answers.length)
  return {
    best: share(({ isRight }) => isRight),
    right: share(({ isRight, isProposed }) => isRight && isProposed),
    wrong: share(({ isRight, isProposed }) => !isRight && isProposed),
    count: answers.length,
  }
}

function inWords({ examples, fresh }: Stage): string {
  const percent = (value: number): string => String(Math.round(value * 100))
  return `${examples}: ${percent(fresh.right)} right ${percent(fresh.wrong)} wrong (best ${percent(fresh.best)}) of ${fresh.count}`
}

/** The same draw for a seed each time. */
function lot(seed: string, { id }: Prepared): string {
  return createHash('sha256').update(`${seed}:${id}`).digest('hex')
}

function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / Math.max(1, values.length)
}
