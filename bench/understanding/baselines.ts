import { foldLetters } from '../../src/domain/classification/german-words.ts'
import { createFastText } from './fast-text.ts'
import { createLinearSvm } from './linear-svm.ts'
import { macroF1 } from './measures.ts'
import type { Measure } from './measures.ts'
import { createPerceptron } from './perceptron.ts'

export interface LabelledText {
  readonly label: string
  readonly text: string
}

/** Trains and asks the known kinds of classifiers on the same split; one more example costs them the whole training. */
export function measureBaselines(
  set: string,
  train: readonly LabelledText[],
  test: readonly LabelledText[],
): readonly Measure[] {
  const labels = [...new Set(train.map(({ label }) => label))]
  const texts = train.map(({ text }) => wordsOf(text))
  const truths = train.map(({ label }) => labels.indexOf(label))
  return [createLinearSvm(), createFastText(), createPerceptron()].flatMap((baseline) => {
    const started = performance.now()
    const guess = baseline.train(texts, truths, labels.length)
    const trainMs = performance.now() - started
    const answers = test.map(({ label, text }) => ({
      truth: label,
      guess: labels[guess(wordsOf(text))] ?? '',
      probability: 1,
      isProposed: true,
    }))
    const right = answers.filter(({ truth, guess: said }) => truth === said).length
    const count = answers.length
    return [
      { set, measure: `${baseline.name}: accuracy`, value: right / count, count },
      { set, measure: `${baseline.name}: macro F1`, value: macroF1(answers), count },
      {
        set,
        measure: `${baseline.name}: one more example (trained anew)`,
        value: trainMs,
        count: train.length,
        unit: 'ms',
      },
    ]
  })
}

function wordsOf(text: string): readonly string[] {
  return (text.match(/[\p{L}\p{N}]+/gu) ?? []).map(foldLetters)
}
