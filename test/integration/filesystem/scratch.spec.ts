import { spawnSync } from 'node:child_process'
import { mkdtemp, readdir, rename, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { basename, join } from 'node:path'
import { expect } from 'chai'
import { createScratchSpace } from '../../../src/adapters/filesystem/scratch.ts'

describe('scratch space', function () {
  const signal = new AbortController().signal
  let directory: string

  beforeEach(async function () {
    directory = await mkdtemp(join(tmpdir(), 'poststelle-scratch-'))
  })
  afterEach(async function () {
    await rm(directory, { recursive: true, force: true })
  })

  it('fails for who reads, and for nobody else, when reading is given up before it began', async function () {
    const scratch = await createScratchSpace({ directory, headroomBytes: 0 })
    await using kept = await scratch.reserve(signal)
    await writeFile(kept.path, 'letter')
    const givenUp = kept.stream(AbortSignal.abort())
    // A stream that fails does so in its next turn: the run ends there when nobody hears of it.
    await new Promise(setImmediate)
    const reading = collected(givenUp)
    expect(await reading.catch((error: unknown) => (error as Error).name)).to.equal('AbortError')
    expect(await collected(kept.stream(signal))).to.equal('letter')
    expect(await collected(kept.stream(signal, { firstByte: 1, lastByte: 3 }))).to.equal('ett')
  })

  it('removes what a process that was killed has left, and nothing that is under way', async function () {
    const scratch = await createScratchSpace({ directory, headroomBytes: 0 })
    const underWay = await scratch.reserve(signal)
    const left = await scratch.reserve(signal)
    for (const { path } of [underWay, left]) await writeFile(path, 'x')
    const { pid } = spawnSync(process.execPath, ['--version'])
    await rename(left.path, left.path.replace(`-${process.pid}-`, `-${pid}-`))
    await createScratchSpace({ directory, headroomBytes: 0 })
    expect(await readdir(directory)).to.deep.equal([basename(underWay.path)])
    await underWay[Symbol.asyncDispose]()
    expect(await readdir(directory)).to.deep.equal([])
  })
})

async function collected(content: AsyncIterable<Uint8Array>): Promise<string> {
  const parts: Uint8Array[] = []
  for await (const part of content) parts.push(part)
  return Buffer.concat(parts).toString()
}
