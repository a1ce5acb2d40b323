import { expect } from 'chai'
import {
  calibrate as calibrateInSlices,
  probabilities,
} from '../../../../src/domain/classification/calibration.ts'
import type { Calibration, HeldOutScores } from '../../../../src/domain/classification/calibration.ts'
import { atOnce } from '../../../../src/domain/classification/slices.ts'

const calibrate = (history: readonly HeldOutScores[], wantedPrecision: number): Calibration =>
  atOnce(calibrateInSlices(history, wantedPrecision))

const answer = (right: number, wrong: number): HeldOutScores => ({
  scores: Float64Array.of(right, wrong),
  truth: 0,
})

describe('probabilities', function () {
  it('sum to one and are sharper when cold', function () {
    const scores = Float64Array.of(1, 0, -1)
    expect(probabilities(scores, 1).reduce((sum, value) => sum + value, 0)).to.be.closeTo(1, 1e-12)
    expect(probabilities(scores, 0.1)[0]).to.be.greaterThan(probabilities(scores, 1)[0] ?? 1)
  })
  it('survive scores of any size', function () {
    expect([...probabilities(Float64Array.of(1e6, -1e6), 0.05)]).to.deep.equal([1, 0])
  })
})

describe('calibrate', function () {
  it('uses defaults while there is little history', function () {
    expect(calibrate([answer(1, -1)], 0.9)).to.deep.equal({
      temperature: 0.6,
      threshold: 0.5,
      thresholdByLabel: new Map(),
    })
  })
  it('is colder when the model was always right than when it was often wrong', function () {
    const good = Array.from({ length: 40 }, () => answer(1, -1))
    const mixed = Array.from({ length: 40 }, (_, index) => (index % 3 === 0 ? answer(-1, 1) : answer(1, -1)))
    expect(calibrate(good, 0.9).temperature).to.be.below(calibrate(mixed, 0.9).temperature)
  })
  it('sets the threshold where history was right as often as wanted', function () {
    const sure = Array.from({ length: 40 }, () => answer(1, -1))
    const unsure = Array.from({ length: 40 }, (_, index) =>
      index % 2 === 0 ? answer(0.05, -0.05) : answer(-0.05, 0.05),
    )
    const { temperature, threshold } = calibrate([...sure, ...unsure], 0.95)
    const likely = probabilities(Float64Array.of(1, -1), temperature)[0] ?? 0
    const unlikely = probabilities(Float64Array.of(0.05, -0.05), temperature)[0] ?? 1
    expect(threshold).to.be.within(unlikely + 0.001, likely)
  })
  it('asks more of a label that was often proposed wrongly', function () {
    const scores = (best: number): Float64Array =>
      Float64Array.from([0, 1], (label) => (label === best ? 1 : -1))
    const reliable = Array.from({ length: 60 }, () => ({ scores: scores(0), truth: 0 }))
    const unreliable = Array.from({ length: 20 }, (_, n) => ({
      scores: scores(1),
      truth: n % 4 === 0 ? 0 : 1,
    }))
    const { thresholdByLabel } = calibrate([...reliable, ...unreliable], 0.95)
    expect(thresholdByLabel.get(1)).to.be.at.least(thresholdByLabel.get(0) ?? 1)
  })
  it('never proposes what is more likely wrong than right', function () {
    const lucky = Array.from({ length: 40 }, () => answer(0.001, 0))
    expect(calibrate(lucky, 0.5).threshold).to.be.at.least(0.5)
  })
  it('proposes only the surest when history was never good enough', function () {
    const wrong = Array.from({ length: 20 }, (_, index) => answer(-index, index))
    const { threshold } = calibrate(wrong, 0.9)
    expect(threshold).to.be.within(0.5, 1)
  })
})
