import { expect } from 'chai'
import { createClassifier } from '../../../../src/domain/classification/classifier.ts'
import { proposalsOfPrediction } from '../../../../src/domain/classification/prediction.ts'
import { featuresOfText, KINDS, letterOf } from './documents.ts'
import { bestOf, lessonsOf, taught, teach } from './taught-classifier.ts'

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
    const lessons = KINDS.flatMap((kind) => lessonsOf(kind, 0, 20))
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
