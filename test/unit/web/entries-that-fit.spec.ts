import { expect } from 'chai'
import { entriesThatFit } from '../../../src/web/app/entries-that-fit.ts'

describe('entriesThatFit', function () {
  const widths = [100, 100, 100]
  const cases = [
    { name: 'all of them, when they fill the row', room: 304, fitting: 3 },
    { name: 'as many as leave room for the button', room: 303, fitting: 2 },
    { name: 'as many as leave room for the button, to the pixel', room: 254, fitting: 2 },
    { name: 'one less when a pixel is missing', room: 253, fitting: 1 },
    { name: 'none in a row that holds only the button', room: 60, fitting: 0 },
  ]
  for (const { name, room, fitting } of cases) {
    it(`gives ${name}`, function () {
      expect(entriesThatFit(widths, { room, more: 50, gap: 2 })).to.equal(fitting)
    })
  }

  it('needs no button for nothing', function () {
    expect(entriesThatFit([], { room: 10, more: 50, gap: 2 })).to.equal(0)
  })
})
