import { expect } from 'chai'
import { keepingLast } from '../../../src/sandbox/last-layout.ts'

describe('keepingLast', function () {
  it('lays a document out once, and again after another one', async function () {
    const made: string[] = []
    const layOut = keepingLast(async (path) => `${path} ${made.push(path)}`)
    const asked = ['a', 'a', 'b', 'a']
    const given: string[] = []
    for (const path of asked) given.push(await layOut(path))
    expect(given).to.deep.equal(['a 1', 'a 1', 'b 2', 'a 3'])
  })

  it('tries again what has failed', async function () {
    let isFull = true
    const layOut = keepingLast(async (path) => {
      if (isFull) throw new Error('no room')
      return path
    })
    expect(await layOut('a').then(String, String)).to.equal('Error: no room')
    isFull = false
    expect(await layOut('a')).to.equal('a')
  })
})
