import { expect } from 'chai'
import { mkdtemp, readdir, rm, symlink, utimes, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { prepareLocalCopies } from '../../../../src/adapters/minio/local-copies.ts'

describe('local copies of objects', function () {
  let directory: string

  beforeEach(async function () {
    directory = await mkdtemp(join(tmpdir(), 'poststelle-copies-'))
  })
  afterEach(() => rm(directory, { recursive: true }))

  it('are swept away when a process that died has left them, and only then', async function () {
    const twoDaysAgo = new Date(Date.now() - 2 * 24 * 60 * 60 * 1_000)
    await writeFile(join(directory, 'old'), 'x')
    await utimes(join(directory, 'old'), twoDaysAgo, twoDaysAgo)
    await writeFile(join(directory, 'new'), 'x')
    await prepareLocalCopies(directory)
    expect(await readdir(directory)).to.deep.equal(['new'])
  })

  it('may go while they are looked through', async function () {
    await symlink(join(directory, 'gone'), join(directory, 'copy'))
    await prepareLocalCopies(directory)
    expect(await readdir(directory)).to.deep.equal(['copy'])
  })

  it('that cannot be looked at stop the start, whatever the reason', async function () {
    await symlink(join(directory, 'loop'), join(directory, 'loop'))
    const failure: unknown = await prepareLocalCopies(directory).catch((error: unknown) => error)
    expect(failure).to.include({ code: 'ELOOP' })
  })
})
