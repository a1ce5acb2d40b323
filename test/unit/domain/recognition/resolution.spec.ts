import { expect } from 'chai'
import { isMailroomError } from '../../../../src/domain/errors.ts'
import {
  picturePageSize,
  pixelsAt,
  recognitionPpi,
  resolutionPpi,
} from '../../../../src/domain/recognition/resolution.ts'

const A4 = { widthPt: 595.276, heightPt: 841.89 }

describe('resolutionPpi', function () {
  const cases = [
    { name: 'A4 at 300 ppi', image: { widthPx: 2480, heightPx: 3508 }, ppi: 300 },
    { name: 'a fax in standard mode: between its axes', image: { widthPx: 1728, heightPx: 1145 }, ppi: 143 },
  ]
  for (const { name, image, ppi } of cases) {
    it(`gives ${ppi} ppi for ${name}`, function () {
      expect(resolutionPpi(image, A4)).to.be.closeTo(ppi, 1)
    })
  }

  for (const side of [0, -1, Number.NaN, Number.POSITIVE_INFINITY]) {
    it(`refuses a side of ${side}`, function () {
      expect(() => resolutionPpi({ widthPx: side, heightPx: 1 }, A4))
        .to.throw()
        .that.satisfies((error: unknown) => isMailroomError(error, 'page-geometry-invalid'))
    })
  }
})

describe('picturePageSize', function () {
  const cases = [
    {
      name: 'a scan that names 300 ppi',
      image: { widthPx: 2480, heightPx: 3508 },
      named: { xPpi: 300, yPpi: 300 },
      widthPt: 595,
      heightPt: 842,
    },
    {
      name: 'a fax with two resolutions',
      image: { widthPx: 1728, heightPx: 1145 },
      named: { xPpi: 204, yPpi: 98 },
      widthPt: 610,
      heightPt: 841,
    },
    {
      name: 'a photo that names a default of 72 ppi',
      image: { widthPx: 3000, heightPx: 4000 },
      named: { xPpi: 72, yPpi: 72 },
      widthPt: 631,
      heightPt: 842,
    },
    {
      name: 'a screenshot that names nothing',
      image: { widthPx: 1600, heightPx: 900 },
      named: undefined,
      widthPt: 842,
      heightPt: 473,
    },
    {
      name: 'an absurd resolution',
      image: { widthPx: 100, heightPx: 100 },
      named: { xPpi: 99_999, yPpi: 300 },
      widthPt: 842,
      heightPt: 842,
    },
  ]
  for (const { name, image, named, widthPt, heightPt } of cases) {
    it(`takes ${name} for ${widthPt} × ${heightPt} pt`, function () {
      const page = picturePageSize(image, named)
      expect(page.widthPt).to.be.closeTo(widthPt, 1)
      expect(page.heightPt).to.be.closeTo(heightPt, 1)
    })
  }
})

describe('recognitionPpi', function () {
  const cases = [
    { name: 'a drawn page', page: A4, native: undefined, ppi: 275 },
    { name: 'a fine scan', page: A4, native: 600, ppi: 275 },
    { name: 'a common scan, hardly enlarged', page: A4, native: 210, ppi: 262.5 },
    { name: 'a coarse scan, enlarged', page: A4, native: 150, ppi: 250 },
    { name: 'a very coarse picture, to twice its size', page: A4, native: 96, ppi: 192 },
    { name: 'a plan of A0, for its area', page: { widthPt: 2384, heightPt: 3370 }, native: 300, ppi: 160.6 },
    {
      name: 'a long till receipt, for its length',
      page: { widthPt: 72, heightPt: 14_400 },
      native: 300,
      ppi: 160,
    },
  ]
  for (const { name, page, native, ppi } of cases) {
    it(`is ${ppi} for ${name}`, function () {
      expect(recognitionPpi(page, native)).to.be.closeTo(ppi, 0.5)
    })
  }
})

describe('pixelsAt', function () {
  it('rounds to whole pixels and never to none', function () {
    expect(pixelsAt({ widthPt: 72, heightPt: 0.1 }, 250)).to.deep.equal({ widthPx: 250, heightPx: 1 })
  })
})
