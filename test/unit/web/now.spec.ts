import { expect } from 'chai'
import { presentMs, subscribeToTime } from '../../../src/web/shared/now.ts'

describe('the present time on the pages', function () {
  const realNow = Date.now
  const listen = (): (() => void) => subscribeToTime(() => undefined)

  afterEach(function () {
    Date.now = realNow
  })

  it('is the present one for a page that is opened hours after the last one that has asked', function () {
    const fourHoursOnMs = realNow() + 4 * 3_600_000
    Date.now = () => fourHoursOnMs
    let told = 0
    const stop = subscribeToTime(() => {
      told += 1
    })
    stop()
    expect(presentMs()).to.equal(fourHoursOnMs)
    expect(told).to.equal(1)
  })

  it('is the same for all that ask meanwhile', function () {
    Date.now = () => 1_000
    const stops = [listen()]
    Date.now = () => 2_000
    stops.push(listen())
    expect(presentMs()).to.equal(1_000)
    for (const stop of stops) stop()
  })
})
