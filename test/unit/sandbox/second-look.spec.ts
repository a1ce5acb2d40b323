import { expect } from 'chai'
import type { RecognizedWord, RecognizeOptions, TextRecognizer } from '../../../src/ports/text-recognizer.ts'
import { lookAgain } from '../../../src/sandbox/second-look.ts'
import { drawnPage } from '../domain/recognition/drawn-page.ts'

const PAGE = drawnPage(600, 400)

function word(line: number, text: string, confidence: number): RecognizedWord {
  return {
    text,
    confidence,
    block: 1,
    line,
    box: { left: 100, top: line * 60, right: 300, bottom: line * 60 + 30 },
  }
}

/** Answers each call with one word in the first strip and keeps what it was asked. */
function recognizer(
  hasBetter: boolean,
  answers: Readonly<Record<string, string>>,
  confidence = 0.9,
): {
  calls: RecognizeOptions[]
  recognizer: TextRecognizer
} {
  const calls: RecognizeOptions[] = []
  return {
    calls,
    recognizer: {
      engine: 'test',
      availableLanguages: (asked) => asked,
      hasBetterModel: () => hasBetter,
      async recognize(_, options) {
        calls.push(options)
        const text = answers[options.languages.join('+')] ?? ''
        return [{ text, confidence, block: 1, line: 1, box: { left: 25, top: 26, right: 225, bottom: 54 } }]
      },
      async detectTurn() {
        return undefined
      },
      async [Symbol.asyncDispose]() {
        // Nothing is held.
      },
    },
  }
}

describe('lookAgain', function () {
  const task = { page: PAGE, ppi: 275, languages: ['deu', 'eng'] }

  it('reads nothing again where all is sure', async function () {
    const fake = recognizer(true, {})
    const words = [word(1, 'Amt', 0.95)]
    expect(await lookAgain(fake.recognizer, task, words)).to.equal(words)
    expect(fake.calls).to.deep.equal([])
  })

  it('reads a weak part with the better model and, where that is not sure either, with the other language', async function () {
    const fake = recognizer(true, { deu: 'Zuständigkeit', eng: 'Zustandigkeit' }, 0.7)
    const merged = await lookAgain(fake.recognizer, task, [word(1, 'Zustänaigkeit', 0.4)])
    expect(merged.map(({ text }) => text)).to.deep.equal(['Zuständigkeit'])
    expect(fake.calls).to.deep.equal([
      { languages: ['deu'], ppi: 275, layout: 'lines', model: 'better' },
      { languages: ['eng'], ppi: 275, layout: 'lines', model: 'usual' },
    ])
  })

  it('does without the other language where the better model is sure', async function () {
    const fake = recognizer(true, { deu: 'Zuständigkeit' })
    const merged = await lookAgain(fake.recognizer, task, [word(1, 'Zustänaigkeit', 0.4)])
    expect(merged.map(({ text }) => text)).to.deep.equal(['Zuständigkeit'])
    expect(fake.calls.map(({ model }) => model)).to.deep.equal(['better'])
  })

  it('asks only the other language about a sign that may be a section sign', async function () {
    const fake = recognizer(true, { eng: '§' })
    const merged = await lookAgain(fake.recognizer, task, [word(1, '8', 0.95)])
    expect(merged.map(({ text }) => text)).to.deep.equal(['§'])
    expect(fake.calls.map(({ languages }) => languages)).to.deep.equal([['eng']])
  })

  it('does without a better model', async function () {
    const fake = recognizer(false, { eng: 'the' })
    const merged = await lookAgain(fake.recognizer, task, [word(1, 'tbe', 0.4)])
    expect(merged.map(({ text }) => text)).to.deep.equal(['the'])
  })
})
