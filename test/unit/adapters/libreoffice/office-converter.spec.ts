import { existsSync } from 'node:fs'
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect } from 'chai'
import { createOfficeConverter } from '../../../../src/adapters/libreoffice/office-converter.ts'
import { expectFailure } from '../../usecases/support/expect-failure.ts'
import { leaveOut } from '../../../support/skip.ts'

/** A file system of its own wherever there is one. */
const MEMORY = '/dev/shm'

describe('office converter', function () {
  let folder: string
  let path: string
  let target: string

  beforeEach(async function () {
    folder = await mkdtemp(join(tmpdir(), 'office-converter-'))
    path = join(folder, 'brief')
    target = join(folder, 'target.pdf')
    await writeFile(path, '{\\rtf1 Brief}')
  })
  afterEach(() => rm(folder, { recursive: true }))

  /** A program that does this instead of converting; the directory that it works in has the file. */
  async function program(script: string): Promise<string> {
    const file = join(folder, 'program')
    await writeFile(file, `#!/bin/sh\n${script}\n`, { mode: 0o700 })
    return file
  }

  it('gives what the program has made also on another file system, and leaves nothing behind', async function () {
    if (!existsSync(MEMORY)) leaveOut(this, `there is no ${MEMORY}`)
    const own = await mkdtemp(join(MEMORY, 'office-converter-'))
    try {
      const office = createOfficeConverter(await program('cp letter.rtf letter.pdf'), own)
      await office.convert(path, 'application/rtf', target)
      expect(await readFile(target, 'utf8')).to.equal('{\\rtf1 Brief}')
      expect(await readdir(own)).to.deep.equal([])
    } finally {
      await rm(own, { recursive: true })
    }
  })

  const refusals = [
    { what: 'fails', script: 'exit 1' },
    { what: 'makes nothing', script: 'exit 0' },
  ]
  for (const { what, script } of refusals) {
    it(`calls a file damaged when the program ${what}`, async function () {
      const office = createOfficeConverter(await program(script), folder)
      await expectFailure(office.convert(path, 'application/rtf', target), 'document-damaged')
    })
  }

  it('blames no file for a target that cannot be written', async function () {
    await writeFile(target, 'of another one')
    const office = createOfficeConverter(await program('cp letter.rtf letter.pdf'), folder)
    const failure: unknown = await office
      .convert(path, 'application/rtf', target)
      .catch((error: unknown) => error)
    expect(failure).to.include({ code: 'EEXIST' })
  })
})
