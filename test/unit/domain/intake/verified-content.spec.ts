import { expect } from 'chai'
import { createHash } from 'node:crypto'
import { isMailroomError, type ErrorCode } from '../../../../src/domain/errors.ts'
import { announcedContent, verifiedContent } from '../../../../src/domain/intake/verified-content.ts'

async function* chunksOf(...texts: string[]): AsyncGenerator<Uint8Array, void> {
  for (const text of texts) yield Buffer.from(text)
}

function expectedOf(text: string): { sizeBytes: number; sha256: string } {
  return { sizeBytes: Buffer.byteLength(text), sha256: createHash('sha256').update(text).digest('hex') }
}

/** What a reader gets, and the code of the failure that ended it. */
async function read(content: AsyncIterable<Uint8Array>): Promise<{ received: string; failure?: ErrorCode }> {
  let received = ''
  try {
    for await (const chunk of content) received += Buffer.from(chunk).toString()
    return { received }
  } catch (error) {
    if (!isMailroomError(error)) throw error
    return { received, failure: error.code }
  }
}

const CHECKS = [
  { name: 'verifiedContent', check: verifiedContent, failure: 'integrity-failure' },
  { name: 'announcedContent', check: announcedContent, failure: 'content-mismatch' },
] as const

for (const { name, check, failure } of CHECKS) {
  describe(name, function () {
    const cases = [
      { title: 'passes what is right', chunks: ['ab', 'cd', 'ef'], result: { received: 'abcdef' } },
      { title: 'passes one chunk', chunks: ['abcdef'], result: { received: 'abcdef' } },
      {
        title: 'passes over empty chunks',
        chunks: ['', 'abc', '', 'def', ''],
        result: { received: 'abcdef' },
      },
      {
        title: 'holds the end of altered bytes back',
        chunks: ['ab', 'cd', 'eX'],
        result: { received: 'abcd', failure },
      },
      {
        title: 'holds the end back when the beginning was altered',
        chunks: ['Xb', 'cd', 'ef'],
        result: { received: 'Xbcd', failure },
      },
      { title: 'fails when bytes are missing', chunks: ['ab', 'cd'], result: { received: 'ab', failure } },
      {
        title: 'stops at the first byte too many',
        chunks: ['abc', 'def', 'g', 'h'],
        result: { received: 'abcdef', failure },
      },
      { title: 'fails when nothing comes', chunks: [], result: { received: '', failure } },
    ]
    for (const { title, chunks, result } of cases) {
      it(title, async function () {
        const content = check(chunksOf(...chunks), expectedOf('abcdef'), createHash('sha256'), {})
        expect(await read(content)).to.deep.equal(result)
      })
    }

    it('passes the empty content', async function () {
      expect(await read(check(chunksOf(), expectedOf(''), createHash('sha256'), {}))).to.deep.equal({
        received: '',
      })
    })
  })
}
