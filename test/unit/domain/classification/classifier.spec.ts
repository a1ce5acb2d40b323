import { expect } from 'chai'
import { withCoverSheetType } from '../../../../src/domain/classification/cover-sheet-type.ts'
import { createClassifier } from '../../../../src/domain/classification/classifier.ts'
import type { Classifier } from '../../../../src/domain/classification/classifier.ts'
import { proposalsOfPrediction } from '../../../../src/domain/classification/prediction.ts'
import type { SimilarExample } from '../../../../src/domain/classification/prediction.ts'
import { similarDocuments } from '../../../../src/domain/classification/similar-documents.ts'
import { atOnce } from '../../../../src/domain/classification/slices.ts'
import type { LabelledFeatures } from '../../../../src/domain/classification/trainer.ts'
import { reasonsOf } from '../../../../src/domain/classification/word-reasons.ts'
import { featuresOfText, KINDS, letterOf } from './documents.ts'
import type { Kind } from './documents.ts'

const teach = (classifier: Classifier, kind: Kind, from: number, to: number): void => {
  for (let n = from; n < to; n += 1) {
    classifier.learn({
      documentId: `${kind}-${n}`,
      label: kind,
      features: featuresOfText(letterOf(kind, n)).packed,
    })
  }
}

const taught = (perKind: number): Classifier => {
  const classifier = createClassifier({ task: 'documentType' })
  for (let n = 0; n < perKind; n += 1) for (const kind of KINDS) teach(classifier, kind, n, n + 1)
  return classifier
}

const bestOf = (classifier: Classifier, kind: Kind, n: number): string | undefined =>
  classifier.predict(featuresOfText(letterOf(kind, n))).ranked[0]?.label

describe('createClassifier', function () {
  it('proposes rightly after three examples of each kind', function () {
    const classifier = taught(3)
    for (const kind of KINDS) {
      const prediction = classifier.predict(featuresOfText(letterOf(kind, 50)))
      expect(prediction.ranked[0]?.label).to.equal(kind)
      expect(prediction.abstained).to.equal(undefined)
    }
  })

  it('learns a new kind from three examples among many others', function () {
    const classifier = createClassifier({ task: 'documentType' })
    teach(classifier, 'rechnung', 0, 60)
    teach(classifier, 'widerspruch', 0, 30)
    teach(classifier, 'bewerbung', 0, 3)
    expect(bestOf(classifier, 'bewerbung', 77)).to.equal('bewerbung')
    expect(bestOf(classifier, 'rechnung', 78)).to.equal('rechnung')
  })

  it('gives probabilities that sum to one, and reasons with words of the letter', function () {
    const { ranked } = taught(5).predict(featuresOfText(letterOf('rechnung', 40)))
    expect(ranked.reduce((sum, { probability }) => sum + probability, 0)).to.be.closeTo(1, 1e-9)
    expect(ranked[0]?.examples).to.equal(5)
    expect(ranked[0]?.reasons.map(({ text }) => text).join(' ')).to.match(
      /Rechnung|Umsatzsteuer|Betrag|Lieferung|Konto|Zahlung|Menge|Preis|Artikel|netto|brutto|überweisen/,
    )
    expect(ranked[0]?.reasons[0]?.weight).to.be.greaterThan(0)
  })

  it('never claims to be certain, not even of the only kind it knows', function () {
    const classifier = createClassifier({ task: 'documentType' })
    teach(classifier, 'rechnung', 0, 30)
    const prediction = classifier.predict(featuresOfText(letterOf('rechnung', 40)))
    expect(prediction.ranked[0]?.probability).to.equal(1)
    expect(proposalsOfPrediction(prediction).proposals[0]?.weight).to.equal(0.999)
  })

  it('says the same whatever the order of its lessons', function () {
    const lessons = KINDS.flatMap((kind) =>
      Array.from({ length: 20 }, (_, n) => ({
        documentId: `${kind}-${n}`,
        label: kind,
        features: featuresOfText(letterOf(kind, n)).packed,
      })),
    )
    const mixed = lessons.toSorted((a, b) => (a.documentId.slice(-2) < b.documentId.slice(-2) ? -1 : 1))
    const asked = featuresOfText(letterOf('rechnung', 70))
    const [sorted, shuffled] = [lessons, mixed].map((order) => {
      const classifier = createClassifier({ task: 'documentType' })
      for (const lesson of order) classifier.learn(lesson)
      return classifier.predict(asked).ranked[0]
    })
    expect(shuffled?.label).to.equal(sorted?.label)
    expect(shuffled?.probability).to.be.closeTo(sorted?.probability ?? 0, 0.1)
  })

  it('learns many lessons at once as it does one by one, corrections and retractions included', function () {
    const lesson = (kind: Kind, n: number): LabelledFeatures => ({
      documentId: `${kind}-${n}`,
      label: kind,
      features: featuresOfText(letterOf(kind, n)).packed,
    })
    const classifier = createClassifier({ task: 'documentType' })
    classifier.takeIn([
      ...KINDS.flatMap((kind) => [0, 1, 2, 3].map((n) => lesson(kind, n))),
      { ...lesson('rechnung', 0), label: 'bewerbung' },
      { ...lesson('rechnung', 1), retracted: true },
      { ...lesson('rechnung', 99), retracted: true },
    ])
    atOnce(classifier.absorb())
    expect(classifier.size.examples).to.equal(11)
    expect(bestOf(classifier, 'widerspruch', 50)).to.equal('widerspruch')
  })

  const lessonsOf = (kind: Kind, from: number, to: number): readonly LabelledFeatures[] =>
    Array.from({ length: to - from }, (_, index) => ({
      documentId: `${kind}-${from + index}`,
      label: kind,
      features: featuresOfText(letterOf(kind, from + index)).packed,
    }))

  it('answers as before until the last slice of a fit, and loses nothing when the slices are left', function () {
    const classifier = taught(12)
    classifier.takeIn(lessonsOf('rechnung', 20, 44))
    atOnce(classifier.absorb())
    const asked = featuresOfText(letterOf('rechnung', 50))
    const before = classifier.predict(asked).ranked[0]
    const left = classifier.refresh()
    for (let slice = 0; slice < 100; slice += 1) left.next()
    expect(classifier.predict(asked).ranked[0]).to.deep.equal(before)
    left.return()
    expect(classifier.isStale).to.equal(true)
    atOnce(classifier.refresh())
    expect(classifier.isStale).to.equal(false)
    const whole = taught(12)
    for (const lesson of lessonsOf('rechnung', 20, 44)) whole.learn(lesson)
    const learnt = classifier.predict(asked).ranked[0]
    expect(learnt?.examples).to.equal(36)
    expect(learnt?.probability).to.be.closeTo(whole.predict(asked).ranked[0]?.probability ?? 0, 0.05)
  })

  it('counts a correction, a new kind and a retraction that come while it fits anew, then and afterwards', function () {
    const classifier = createClassifier({ task: 'documentType' })
    classifier.takeIn([...lessonsOf('rechnung', 0, 20), ...lessonsOf('widerspruch', 0, 20)])
    atOnce(classifier.absorb())
    const fitting = classifier.refresh()
    for (let slice = 0; slice < 100; slice += 1) fitting.next()
    const [first, second] = lessonsOf('rechnung', 0, 2)
    if (first === undefined || second === undefined) throw new Error('the lessons are missing')
    classifier.takeIn([
      ...lessonsOf('bewerbung', 0, 3),
      { ...first, label: 'widerspruch' },
      { ...second, retracted: true },
    ])
    atOnce(classifier.absorb())
    const counts = (): readonly unknown[] => [
      bestOf(classifier, 'bewerbung', 60),
      bestOf(classifier, 'rechnung', 61),
      classifier.size.examples,
      classifier.nearestExamples(first.features, 1)[0]?.label,
    ]
    expect(counts()).to.deep.equal(['bewerbung', 'rechnung', 42, 'widerspruch'])
    atOnce(fitting)
    expect(counts()).to.deep.equal(['bewerbung', 'rechnung', 42, 'widerspruch'])
  })

  it('is the sum of its examples after a fit that lessons came into: without them all, nothing is left', function () {
    const classifier = createClassifier({ task: 'documentType' })
    classifier.takeIn([...lessonsOf('rechnung', 0, 20), ...lessonsOf('widerspruch', 0, 20)])
    atOnce(classifier.absorb())
    const fitting = classifier.refresh()
    for (let slice = 0; slice < 60; slice += 1) fitting.next()
    classifier.takeIn(lessonsOf('bewerbung', 0, 10))
    atOnce(classifier.absorb())
    atOnce(fitting)
    const gone = [...lessonsOf('rechnung', 0, 20), ...lessonsOf('widerspruch', 0, 19)]
    classifier.takeIn(gone.map((lesson) => ({ ...lesson, retracted: true })))
    atOnce(classifier.absorb())
    expect(classifier.size.examples).to.equal(11)
    expect(bestOf(classifier, 'bewerbung', 60)).to.equal('bewerbung')
  })

  it('takes a lesson back: what was un-learnt is not proposed', function () {
    const classifier = taught(4)
    for (let n = 0; n < 4; n += 1) classifier.unlearn(`bewerbung-${n}`)
    classifier.unlearn('never seen')
    expect(
      classifier.predict(featuresOfText(letterOf('bewerbung', 9))).ranked.map(({ label }) => label),
    ).to.not.include('bewerbung')
    expect(classifier.size.examples).to.equal(8)
  })

  it('lets a correction take the place of the first lesson', function () {
    const classifier = taught(4)
    const text = letterOf('rechnung', 30)
    classifier.learn({ documentId: 'x', label: 'bewerbung', features: featuresOfText(text).packed })
    classifier.learn({ documentId: 'x', label: 'rechnung', features: featuresOfText(text).packed })
    expect(classifier.size.examples).to.equal(13)
    expect(classifier.nearestExamples(featuresOfText(text).packed, 1)[0]).to.include({
      documentId: 'x',
      label: 'rechnung',
    })
  })

  it('never proposes a retired label', function () {
    const classifier = taught(4)
    const { ranked } = classifier.predict(featuresOfText(letterOf('rechnung', 9)), {
      retired: new Set(['rechnung']),
    })
    expect(ranked.map(({ label }) => label)).to.not.include('rechnung')
  })

  it('finds the earlier documents most like one', function () {
    const classifier = taught(4)
    const nearest = classifier.nearestExamples(featuresOfText(letterOf('widerspruch', 2)).packed, 3)
    expect(nearest).to.have.length(3)
    expect(nearest[0]).to.include({ documentId: 'widerspruch-2', label: 'widerspruch' })
    expect(nearest[0]?.similarity).to.be.closeTo(1, 0.01)
  })

  it('stays within its bounds and forgets the oldest of the most frequent label', function () {
    const classifier = createClassifier({ task: 'orgUnit', maxExamples: 10 })
    teach(classifier, 'bewerbung', 0, 2)
    teach(classifier, 'rechnung', 0, 20)
    expect(classifier.size.examples).to.equal(10)
    expect(bestOf(classifier, 'bewerbung', 9)).to.equal('bewerbung')
    expect(
      classifier
        .nearestExamples(featuresOfText(letterOf('rechnung', 0)).packed, 10)
        .map(({ documentId }) => documentId),
    ).to.not.include('rechnung-0')
    expect(classifier.size.bytes).to.be.greaterThan(0)
    expect(classifier.size.labels).to.equal(2)
  })

  it('has room for many labels', function () {
    const classifier = createClassifier({ task: 'orgUnit' })
    for (let n = 0; n < 40; n += 1) {
      classifier.learn({
        documentId: `d${n}`,
        label: `unit-${n % 20}`,
        features: featuresOfText(`Kennwort${String.fromCharCode(97 + (n % 20)).repeat(6)} gleich`).packed,
      })
    }
    expect(classifier.predict(featuresOfText('Kennwortcccccc gleich')).ranked[0]?.label).to.equal('unit-2')
    expect(classifier.size.labels).to.equal(20)
  })

  it('learns some lessons of many kinds at once, then fits anew, and knows each kind', function () {
    const kinds = Array.from({ length: 20 }, (_, n) => `Kennwort${String.fromCharCode(97 + n).repeat(6)}`)
    const classifier = createClassifier({ task: 'orgUnit' })
    classifier.takeIn(
      kinds.flatMap((kind) =>
        [0, 1, 2].map((n) => ({
          documentId: `${kind} ${n}`,
          label: kind,
          features: featuresOfText(`${kind} gleich Brief ${n}`).packed,
        })),
      ),
    )
    const known = (): number =>
      kinds.filter((kind) => classifier.predict(featuresOfText(`${kind} gleich`)).ranked[0]?.label === kind)
        .length
    atOnce(classifier.absorb())
    atOnce(classifier.refresh())
    expect(known()).to.equal(20)
    // A lesson steps on the model; the next fit starts from where the steps have led.
    for (const kind of kinds)
      classifier.learn({
        documentId: `${kind} 9`,
        label: kind,
        features: featuresOfText(`${kind} neu`).packed,
      })
    atOnce(classifier.refresh())
    expect(known()).to.equal(20)
    const { ranked } = classifier.predict(featuresOfText(`${kinds[3] ?? ''} gleich`))
    expect(ranked.every(({ probability }) => Number.isFinite(probability))).to.equal(true)
  })

  describe('abstains', function () {
    it('before it has learnt anything', function () {
      expect(
        createClassifier({ task: 'documentType' }).predict(featuresOfText('Rechnung')).abstained,
      ).to.equal('Es ist noch kein Beispiel gelernt.')
    })
    it('on a letter unlike all others, and on an empty one', function () {
      const classifier = taught(4)
      expect(classifier.predict(featuresOfText('xylophon quarz zwölfton jazz')).abstained).to.match(
        /ähnelt keinem/,
      )
      expect(classifier.predict(featuresOfText('')).abstained).to.match(/ähnelt keinem/)
    })
    it('with a single label, unless the letter is very like its examples', function () {
      const classifier = createClassifier({ task: 'documentType' })
      teach(classifier, 'rechnung', 0, 2)
      expect(classifier.predict(featuresOfText(letterOf('rechnung', 1))).abstained).to.equal(undefined)
      expect(classifier.predict(featuresOfText(letterOf('bewerbung', 1))).abstained).to.be.a('string')
    })
    it('when two labels are as likely, naming both figures', function () {
      const classifier = taught(6)
      const both = `${letterOf('rechnung', 1)}\n${letterOf('widerspruch', 1)}\n${letterOf('bewerbung', 1)}`
      expect(classifier.predict(featuresOfText(both)).abstained).to.match(
        /^Zu unsicher: .* \d+ %, nötig sind \d+ %\.$/,
      )
    })
  })
})

describe('proposalsOfPrediction', function () {
  it('gives the best labels with reasons', function () {
    const classifier = taught(6)
    const { proposals } = proposalsOfPrediction(classifier.predict(featuresOfText(letterOf('rechnung', 3))))
    expect(proposals[0]).to.deep.include({ value: 'rechnung', details: { examples: '6' } })
    expect(proposals[0]?.reasons[0]?.text).to.match(/spricht dafür/)
  })
  it('gives none when the machine abstains', function () {
    const prediction = createClassifier({ task: 'documentType' }).predict(featuresOfText('x'))
    expect(proposalsOfPrediction(prediction)).to.deep.equal({
      proposals: [],
      abstained: 'Es ist noch kein Beispiel gelernt.',
    })
  })
})

describe('withCoverSheetType', function () {
  const learnt = {
    proposals: [
      { value: 'rechnung', weight: 0.8, reasons: [{ kind: 'feature', text: 'x', weight: 1 }] },
      { value: 'mahnung', weight: 0.2, reasons: [] },
    ],
  }
  it('puts the type of the sheet first, with its reasons and those of the words', function () {
    const { proposals } = withCoverSheetType(learnt, 'mahnung')
    expect(proposals.map(({ value }) => value)).to.deep.equal(['mahnung', 'rechnung'])
    expect(proposals[0]?.weight).to.equal(0.96)
    expect(proposals[1]?.weight).to.be.below(0.05)
    expect(withCoverSheetType(learnt, 'rechnung').proposals[0]?.reasons).to.have.length(2)
  })
  it('speaks where the words abstain, and changes nothing without a sheet', function () {
    const silent = { proposals: [] as const, abstained: 'Zu unsicher.' }
    expect(withCoverSheetType(silent, 'mahnung').proposals[0]?.value).to.equal('mahnung')
    expect(withCoverSheetType(silent, 'mahnung').abstained).to.equal(undefined)
    expect(withCoverSheetType(silent, undefined)).to.equal(silent)
  })
})

describe('similarDocuments', function () {
  const example = (documentId: string, similarity: number): SimilarExample => ({
    documentId,
    label: 'a',
    similarity,
  })
  it('joins what several tasks found, the most alike first', function () {
    const found = [example('a', 0.5), example('b', 0.4), example('a', 0.7), example('c', 0.61)]
    expect(similarDocuments('x', found)).to.deep.equal([
      { documentId: 'a', similarity: 0.7 },
      { documentId: 'c', similarity: 0.61 },
      { documentId: 'b', similarity: 0.4 },
    ])
  })
  it('leaves out the document itself and what has little in common', function () {
    expect(similarDocuments('x', [example('x', 1), example('a', 0.1)])).to.deep.equal([])
  })
})

describe('reasonsOf', function () {
  it('adds up what one word says and tells for from against', function () {
    const reasons = reasonsOf([
      { name: '„Rechnung“', weight: 0.3 },
      { name: '„RECHNUNG“', weight: 0.3 },
      { name: '„Widerspruch“', weight: -0.4 },
      { name: 'und', weight: 0.0001 },
    ])
    expect(reasons.map(({ text, weight }) => [text, weight])).to.deep.equal([
      ['„Rechnung“ spricht dafür.', 0.6],
      ['„Widerspruch“ spricht dagegen.', -0.4],
    ])
    expect(reasonsOf([{ name: 'ein Datum', weight: 1 }])[0]?.text).to.equal('Ein Datum spricht dafür.')
    expect(reasonsOf([])).to.deep.equal([])
  })
})
