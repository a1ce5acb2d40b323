import { createClassifier } from '../../../../src/domain/classification/classifier.ts'
import type { Classifier } from '../../../../src/domain/classification/classifier.ts'
import type { LabelledFeatures } from '../../../../src/domain/classification/trainer.ts'
import { featuresOfText, KINDS, letterOf } from './documents.ts'
import type { Kind } from './documents.ts'

/** Lessons from the letters of a kind, from one number to before another. */
export function lessonsOf(kind: Kind, from: number, to: number): readonly LabelledFeatures[] {
  return Array.from({ length: to - from }, (_, index) => ({
    documentId: `${kind}-${from + index}`,
    label: kind,
    features: featuresOfText(letterOf(kind, from + index)).packed,
  }))
}

export function teach(classifier: Classifier, kind: Kind, from: number, to: number): void {
  for (const lesson of lessonsOf(kind, from, to)) classifier.learn(lesson)
}

export function taught(perKind: number): Classifier {
  const classifier = createClassifier({ task: 'documentType' })
  for (let n = 0; n < perKind; n += 1) for (const kind of KINDS) teach(classifier, kind, n, n + 1)
  return classifier
}

export function bestOf(classifier: Classifier, kind: Kind, n: number): string | undefined {
  return classifier.predict(featuresOfText(letterOf(kind, n))).ranked[0]?.label
}
