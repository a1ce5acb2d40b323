import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect } from 'chai'
import { listZip, unpackZip, zipMember } from '../../../../src/adapters/yauzl/zip-archive.ts'
import { MAX_LISTED_ENTRIES } from '../../../../src/domain/archives/archive-entry.ts'
import { makeZip, type ZipEntry } from '../../../support/zip.ts'
import { expectFailure } from '../../usecases/support/expect-failure.ts'

describe('ZIP archives', function () {
  let folder: string
  let count = 0

  before(async function () {
    folder = await mkdtemp(join(tmpdir(), 'zip-test-'))
  })
  after(() => rm(folder, { recursive: true }))

  async function given(zip: Buffer): Promise<string> {
    const path = join(folder, `zip-${(count += 1)}`)
    await writeFile(path, zip)
    return path
  }

  async function unpacked(zip: Buffer): Promise<{ filename: string; text?: string; reason?: string }[]> {
    const path = await given(zip)
    const { entries } = await unpackZip(path, `${path}.out`)
    const content = await readFile(`${path}.out`)
    return entries.map(({ filename, sizeBytes, offset, reason }) => ({
      filename,
      ...(offset === undefined ? {} : { text: content.toString('utf8', offset, offset + sizeBytes) }),
      ...(reason === undefined ? {} : { reason }),
    }))
  }

  it('gives each file, one behind the other, and no folders', async function () {
    const zip = makeZip([
      { name: 'Anlagen/', content: '' },
      { name: 'Anlagen/a.txt', content: 'erste' },
      { name: 'ä.txt', content: 'zweite', method: 'stored' },
    ])
    expect(await unpacked(zip)).to.deep.equal([
      { filename: 'Anlagen/a.txt', text: 'erste' },
      { filename: 'ä.txt', text: 'zweite' },
    ])
  })

  const refused: readonly { readonly what: string; readonly entry: ZipEntry; readonly reason: string }[] = [
    { what: 'with a password', entry: { name: 'a', content: 'x', flags: 1 }, reason: 'sealed' },
    { what: 'that is a link', entry: { name: 'a', content: '/etc/passwd', mode: 0o120777 }, reason: 'type' },
    { what: 'without bytes', entry: { name: 'a', content: '' }, reason: 'empty' },
    { what: 'that is a bomb', entry: { name: 'a', content: Buffer.alloc(4_000_000) }, reason: 'limits' },
    {
      what: 'that is larger than it says',
      entry: { name: 'a', content: 'lang', claimedBytes: 2 },
      reason: 'damaged',
    },
    {
      what: 'that is smaller than it says',
      entry: { name: 'a', content: 'kurz', claimedBytes: 9 },
      reason: 'damaged',
    },
  ]
  for (const { what, entry, reason } of refused) {
    it(`leaves a file ${what} in the archive, and goes on with the next`, async function () {
      expect(await unpacked(makeZip([entry, { name: 'b', content: 'gut' }]))).to.deep.equal([
        { filename: 'a', reason },
        { filename: 'b', text: 'gut' },
      ])
    })
  }

  it('keeps names that lead out of the folder as names only', async function () {
    const [entry] = await unpacked(makeZip([{ name: '../../etc/passwd', content: 'x' }]))
    expect(entry).to.deep.equal({ filename: '../../etc/passwd', text: 'x' })
  })

  it('leaves what lies over another file', async function () {
    const zip = makeZip([
      { name: 'a', content: 'innen und außen', method: 'stored' },
      { name: 'b', content: 'x', method: 'stored' },
    ])
    // The directory says that the second one begins inside of the first.
    zip.writeUInt32LE(2, zip.lastIndexOf('PK\x01\x02') + 42)
    expect((await unpacked(zip)).map(({ reason }) => reason)).to.deep.equal([undefined, 'damaged'])
  })

  it('names no more than so many', async function () {
    const zip = makeZip(
      Array.from({ length: MAX_LISTED_ENTRIES + 7 }, (_, n) => ({ name: `${n}`, content: 'x' })),
    )
    const listed = await listZip(await given(zip))
    expect([listed.entries.length, listed.unlistedEntries]).to.deep.equal([MAX_LISTED_ENTRIES, 7])
    const texts = (await unpacked(zip)).filter(({ text }) => text !== undefined)
    expect(texts).to.have.length(50)
  })

  it('says when it is no archive', async function () {
    const zip = makeZip([{ name: 'a', content: 'x' }])
    for (const bytes of [Buffer.from('PK\x03\x04 and nothing'), zip.subarray(0, zip.length - 30)]) {
      const path = await given(bytes)
      await expectFailure(unpackZip(path, `${path}.out`), 'document-damaged')
      await expectFailure(listZip(path), 'document-damaged')
    }
  })

  it('blames no archive for a target that cannot be written', async function () {
    const path = await given(makeZip([{ name: 'a', content: 'x' }]))
    await writeFile(`${path}.out`, 'of another one')
    const failure: unknown = await unpackZip(path, `${path}.out`).catch((error: unknown) => error)
    expect(failure).to.include({ code: 'EEXIST' })
  })

  it('finds one entry by its name', async function () {
    const path = await given(makeZip([{ name: 'META-INF/manifest.xml', content: '<m/>' }]))
    expect((await zipMember(path, 'META-INF/manifest.xml'))?.toString()).to.equal('<m/>')
    expect(await zipMember(path, 'manifest.xml')).to.equal(undefined)
  })
})
