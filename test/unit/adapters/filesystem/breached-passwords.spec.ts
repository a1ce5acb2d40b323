import { expect } from 'chai'
import { createHash } from 'node:crypto'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { readBreachedPasswords } from '../../../../src/adapters/filesystem/breached-passwords.ts'

const sha1 = (text: string): string => createHash('sha1').update(text).digest('hex')

describe('the list of stolen passwords', function () {
  let directory: string
  beforeEach(async function () {
    directory = await mkdtemp(join(tmpdir(), 'poststelle-breached-'))
  })
  afterEach(() => rm(directory, { recursive: true }))

  it('is read as it is and as SHA-1, with either line end', async function () {
    const path = join(directory, 'list.txt')
    const lines = ['correct horse', 'größer als gedacht\r', `${sha1('hunter2hunter2').toUpperCase()}:17`, '']
    await writeFile(path, [...lines, sha1('letzte Zeile')].join('\n'))
    const { has } = await readBreachedPasswords(path)
    for (const known of ['correct horse', 'größer als gedacht', 'hunter2hunter2', 'letzte Zeile']) {
      expect(has(known), known).to.equal(true)
    }
    for (const unknown of ['Correct horse', '', 'correct horse ']) expect(has(unknown)).to.equal(false)
  })

  it('holds nothing when there is none', async function () {
    expect((await readBreachedPasswords(undefined)).has('correct horse')).to.equal(false)
  })

  it('must be there when it is named', async function () {
    const failure: unknown = await readBreachedPasswords(join(directory, 'none')).catch(
      (error: unknown) => error,
    )
    expect(failure).to.have.property('code', 'ENOENT')
  })
})
