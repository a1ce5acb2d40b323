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
