import { expect } from 'chai'
import { tryEnginesInChild } from '../../../src/adapters/child-pool/engine-trial.ts'
import { findWalls } from '../../../src/adapters/child-pool/walls.ts'
import { findEnginesHere } from '../../../src/adapters/tesseract/engines-here.ts'
import { SANDBOX } from '../../support/sandbox-entry.ts'

describe('The trial of the engines', function () {
  this.timeout(300_000)

  it('lets every engine that is here read nearly all of the page', async () => {
    const here = await findEnginesHere(undefined)
    expect(here).to.deep.equal(await findEnginesHere(undefined))
    const trials = await tryEnginesInChild(
      {
        ...SANDBOX,
        settings: { engine: 'auto' },
        walls: findWalls(),
      },
      new AbortController().signal,
    )
    expect(trials.map(({ engine }) => engine)).to.deep.equal([...here.names.keys()])
    for (const { engine, version, letters, lostLetters, pageMs } of trials) {
      expect(version.startsWith(here.names.get(engine) ?? '?'), version).to.equal(true)
      const named = [...here.names.keys()].filter((one) => version.includes(here.names.get(one) ?? '?'))
      expect(named, 'what is read by one engine is not taken for read by another').to.deep.equal([engine])
      expect(letters).to.be.above(500)
      expect(lostLetters).to.be.below(letters / 20)
      expect(pageMs).to.be.above(0)
    }
  })
})
