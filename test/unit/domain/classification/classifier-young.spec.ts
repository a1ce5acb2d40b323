import { expect } from 'chai'
import { createClassifier } from '../../../../src/domain/classification/classifier.ts'
import type { Classifier } from '../../../../src/domain/classification/classifier.ts'
import { atOnce } from '../../../../src/domain/classification/slices.ts'
import { readFeatures } from '../../../../src/domain/classification/feature-codec.ts'
import { createTrainer } from '../../../../src/domain/classification/trainer.ts'
import type { LabelledFeatures } from '../../../../src/domain/classification/trainer.ts'
import { featuresOfText, KINDS, letterOf } from './documents.ts'
import { bestOf, lessonsOf } from './taught-classifier.ts'

/** A kind whose letters have few words in common. */
const WORDS = (
  'Hund Leine Maulkorb Rasse Halter Chip Impfung Steuermarke Wurf Welpe Zwinger Beißvorfall Tierarzt Gassi Züchter Pfote ' +
  'Bellen Tierheim Futter Fell'
).split(' ')

function dogLetter(n: number): string {
  const own = Array.from({ length: 5 }, (_, index) => WORDS[(n * 3 + index * 7) % WORDS.length] ?? '')
  const common = letterOf(KINDS[n % KINDS.length] ?? 'rechnung', n).split(' ')

  return [...common, ...own].join(' ')
}

function dogLessons(from: number, to: number): readonly LabelledFeatures[] {
  return Array.from({ length: to - from }, (_, index) => ({
    documentId: `hund-${from + index}`,
    label: 'hund',
    features: featuresOfText(dogLetter(from + index)).packed,
  }))
}

function knowing(perKind: number): Classifier {
  const classifier = createClassifier({ task: 'documentType' })
  classifier.takeIn(KINDS.flatMap((kind) => lessonsOf(kind, 0, perKind)))
  atOnce(classifier.absorb())
  atOnce(classifier.refresh())
  return classifier
}

const learn = (classifier: Classifier, lessons: readonly LabelledFeatures[]): void => {
  classifier.takeIn(lessons)
  atOnce(classifier.absorb())
}

const labelOf = (classifier: Classifier, n: number): string | undefined =>
  classifier.predict(featuresOfText(dogLetter(n))).ranked[0]?.label

describe('createClassifier, with a label of few examples', function () {
  it('knows half the letters of a new kind that share few words with its three examples, and all of the old ones', function () {
    const classifier = knowing(60)
    learn(classifier, dogLessons(0, 3))
    const found = Array.from({ length: 20 }, (_, index) => labelOf(classifier, 20 + index))
    expect(found.filter((label) => label === 'hund').length).to.be.at.least(9)
    for (const kind of KINDS)
      for (let n = 70; n < 80; n += 1) expect(bestOf(classifier, kind, n)).to.equal(kind)
  })

  it('leaves nothing behind when its lessons are taken back, also when a fit overtook them', function () {
    const trainer = createTrainer(1000)
    const known = KINDS.flatMap((kind) => lessonsOf(kind, 0, 30))
    const fresh = dogLessons(0, 3)
    for (const lesson of known) trainer.remember(lesson)
    atOnce(trainer.fitAnew())
    for (const lesson of fresh) trainer.remember(lesson)
    const adapting = trainer.adapt(fresh)
    const before = trainer.model
    // Into the middle of drawing the first boundary.
    for (let slice = 0; slice < 120; slice += 1) adapting.next()
    atOnce(trainer.fitAnew())
    atOnce(adapting)
    expect(trainer.model).not.to.equal(before)
    const vector = trainer.vectoriser.vectorOfFeatures(readFeatures(featuresOfText(dogLetter(30)).packed))
    expect(largest(trainer.model.scores(vector))).to.be.above(0.1)
    for (const { documentId } of [...known, ...fresh]) trainer.forget(documentId)
    expect(largest(trainer.model.scores(vector))).to.be.below(1e-5)
  })
})

function largest(scores: Float64Array): number {
  return Math.max(...scores.map(Math.abs))
}
