import { expect } from 'chai'
import { createComposeViewCopyStage } from '../../../src/pipeline/compose-view-copy.ts'
import { aLetter, aPage } from '../usecases/support/letters.ts'
import { openMailroom, SIGNAL } from '../usecases/support/mailroom.ts'
import { createFakeReader } from './fake-reader.ts'

describe('composing the view copy', function () {
  it('stamps the leading document of an item, and no other', async function () {
    const mailroom = await openMailroom()
    const { item, documents } = await aLetter(mailroom, { files: 2 })
    const reader = createFakeReader({ pages: ['Brief'] })
    const stage = createComposeViewCopyStage({ ...mailroom, reader, scratch: reader.scratch })
    const context = {
      actor: mailroom.machine,
      signal: SIGNAL,
      jobId: 'j',
      report: async () => undefined,
      mayGoOn: async () => true,
    }
    const texts: string[] = []
    for (const document of documents) {
      const work = { item, document, additions: {}, pages: [aPage('Brief')] }
      const { viewCopy } = (await stage(work, context)).additions
      if (viewCopy === undefined) throw new Error('There is no view copy.')
      const chunks: Uint8Array[] = []
      for await (const chunk of await mailroom.blobStore.open(viewCopy.key, viewCopy, SIGNAL))
        chunks.push(chunk)
      texts.push(Buffer.concat(chunks).toString())
    }
    expect(texts[0]).to.contain(item.receiptNumber).and.to.contain('Musterstadt')
    expect(texts[1]).to.contain('no stamp')
  })
})
