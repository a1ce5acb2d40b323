import { expect } from 'chai'
import { createClassifier } from '../../../../src/domain/classification/classifier.ts'
import { atOnce } from '../../../../src/domain/classification/slices.ts'
import { featuresOfText, KINDS, letterOf } from './documents.ts'
import { bestOf, lessonsOf, taught } from './taught-classifier.ts'

describe('createClassifier, fitting many lessons', function () {
  it('learns many lessons at once as it does one by one, corrections and retractions included', function () {
    const [first, second, unknown] = [...lessonsOf('rechnung', 0, 2), ...lessonsOf('rechnung', 99, 100)]
    if (first === undefined || second === undefined || unknown === undefined)
      throw new Error('the lessons are missing')
    const classifier = createClassifier({ task: 'documentType' })
    classifier.takeIn([
      ...KINDS.flatMap((kind) => lessonsOf(kind, 0, 4)),
      { ...first, label: 'bewerbung' },
      { ...second, retracted: true },
      { ...unknown, retracted: true },
    ])
    atOnce(classifier.absorb())
    expect(classifier.size.examples).to.equal(11)
    expect(bestOf(classifier, 'widerspruch', 50)).to.equal('widerspruch')
  })

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
})
