import { setImmediate } from 'node:timers/promises'
import { expect } from 'chai'
import { MailroomError } from '../../../src/domain/errors.ts'
import type { StoredDocument } from '../../../src/domain/intake/document.ts'
import { createRecogniseStage } from '../../../src/pipeline/recognise.ts'
import { GaveWay, type DocumentWork, type Progress, type RunContext } from '../../../src/pipeline/stage.ts'
import { createReceiveItem } from '../../../src/usecases/intake/receive-item.ts'
import { aPage } from '../usecases/support/letters.ts'
import { expectFailure } from '../usecases/support/expect-failure.ts'
import { openMailroom, person, SIGNAL, upload, type Mailroom } from '../usecases/support/mailroom.ts'
import { createFakeReader, type FakeReader, type FakeReaderOptions } from './fake-reader.ts'

const TEXTS = ['Seite eins', 'Seite zwei', 'Seite drei']

interface Bench {
  readonly mailroom: Mailroom
  readonly work: DocumentWork
  readonly reports: Progress[]
  readonly context: RunContext
}

async function prepare(): Promise<Bench> {
  const mailroom = await openMailroom()
  const input = { files: [upload('scan')], channel: 'letter' } as const
  const { item, documents } = await createReceiveItem(mailroom)(person('mia'), input, SIGNAL)
  const [document] = documents
  if (document === undefined) throw new Error('the document is missing')
  const reports: Progress[] = []
  const report = async (progress: Progress): Promise<void> => {
    reports.push(progress)
  }
  const mayGoOn = async (): Promise<boolean> => true
  const context = { actor: mailroom.machine, signal: SIGNAL, jobId: 'j', report, mayGoOn }
  return { mailroom, work: { item, document, additions: {} }, reports, context }
}

function recognising({ mailroom }: Bench, options: Partial<FakeReaderOptions> = {}) {
  const reader: FakeReader = createFakeReader({ pages: TEXTS, ...options })
  return { reader, recognise: createRecogniseStage({ ...mailroom, reader }) }
}

describe('the stage recognise', function () {
  let bench: Bench

  beforeEach(async function () {
    bench = await prepare()
  })

  afterEach(async function () {
    await bench.mailroom.blobStore[Symbol.asyncDispose]()
  })

  it('reads every page once and gives them in order', async function () {
    const { reader, recognise } = recognising(bench, {
      // The first page takes longest.
      beforePage: async (page) => {
        for (let turn = 0; turn < 10 - page * 3; turn += 1) await setImmediate()
      },
    })
    const { pages, additions } = await recognise(bench.work, bench.context)
    expect(pages.map(({ number }) => number)).to.deep.equal([1, 2, 3])
    expect(reader.asked.toSorted()).to.deep.equal([1, 2, 3])
    expect(additions).to.deep.include({ pageCount: 3, languages: ['deu'] })
    expect(additions.ocr).to.include({ engine: 'test', source: 'ocr' })
  })

  it('stores page pictures with their hashes, each under a key of its own', async function () {
    const { additions } = await recognising(bench).recognise(bench.work, bench.context)
    const images = additions.pageImages ?? []
    expect(images.map(({ page, widthPx }) => `${page}/${widthPx}`)).to.deep.equal([
      '1/300',
      '1/1600',
      '2/300',
      '2/1600',
      '3/300',
      '3/1600',
    ])
    for (const { page, object } of images) {
      const content = await bench.mailroom.blobStore.open(object.key, object, SIGNAL)
      for await (const chunk of content)
        expect(Buffer.from(chunk).toString()).to.equal(`picture of page ${page}`)
    }
  })

  it('tells how far it is', async function () {
    await recognising(bench).recognise(bench.work, bench.context)
    expect(bench.reports[0]).to.deep.equal({ pageCount: 3, pagesDone: 0, pageImages: [] })
    expect(bench.reports.at(-1)).to.include({ pageCount: 3, pagesDone: 3 })
  })

  it('goes on from the pages that an earlier run has finished', async function () {
    const failing = recognising(bench, {
      beforePage: async (page) => {
        if (page === 3) throw new MailroomError('recognition-timeout', 'too slow')
      },
    })
    await expectFailure(failing.recognise(bench.work, bench.context), 'recognition-timeout')
    const reported = bench.reports.at(-1)
    const document: StoredDocument = { ...bench.work.document, pageImages: reported?.pageImages ?? [] }
    const { reader, recognise } = recognising(bench)
    const { pages } = await recognise({ ...bench.work, document }, bench.context)
    expect(reader.asked).to.deep.equal([3])
    expect(pages).to.have.length(3)
  })

  it('ends between pages when other work should go first, and goes on from there', async function () {
    const context = { ...bench.context, mayGoOn: async () => false }
    const first = recognising(bench)
    const error: unknown = await first.recognise(bench.work, context).catch((thrown: unknown) => thrown)
    expect(error).to.be.instanceOf(GaveWay)
    expect(first.reader.asked.length).to.be.within(1, 2)
    const pageImages = bench.reports.at(-1)?.pageImages ?? []
    const { reader, recognise } = recognising(bench)
    const { pages } = await recognise(
      { ...bench.work, document: { ...bench.work.document, pageImages } },
      bench.context,
    )
    expect(pages).to.have.length(3)
    expect([...first.reader.asked, ...reader.asked].toSorted()).to.deep.equal([1, 2, 3])
  })

  it('does not give way with its last page', async function () {
    const context = { ...bench.context, mayGoOn: async () => false }
    const { recognise } = recognising(bench, { pages: ['Eine Seite'] })
    expect((await recognise(bench.work, context)).pages).to.have.length(1)
  })

  it('reads a page again whose pictures were lost', async function () {
    await recognising(bench).recognise(bench.work, bench.context)
    const { reader, recognise } = recognising(bench)
    await recognise(bench.work, bench.context)
    expect(reader.asked.toSorted()).to.deep.equal([1, 2, 3])
  })

  it('keeps pages that have their own text, whose pictures are drawn when somebody looks', async function () {
    const { documents, machine } = bench.mailroom
    for (const [index, text] of TEXTS.entries()) {
      const page = { ...aPage(text, index + 1), source: 'text-layer' } as const
      await documents.savePage(machine, bench.work.document.id, page, SIGNAL)
    }
    const { reader, recognise } = recognising(bench)
    const { pages, additions } = await recognise(bench.work, bench.context)
    expect(reader.asked).to.deep.equal([])
    expect([pages.length, additions.pageImages]).to.deep.equal([3, []])
  })

  it('reads everything again when the stored pages are damaged', async function () {
    const { reader } = recognising(bench)
    const damaged = new MailroomError('integrity-failure', 'unreadable row')
    const documents = { ...bench.mailroom.documents, pages: () => Promise.reject(damaged) }
    const { pages } = await createRecogniseStage({ ...bench.mailroom, documents, reader })(
      bench.work,
      bench.context,
    )
    expect(pages).to.have.length(3)
  })

  it('has nothing going on any more when it fails', async function () {
    let running = 0
    const { recognise } = recognising(bench, {
      beforePage: async (page, signal) => {
        running += 1
        try {
          if (page === 1) throw new MailroomError('document-damaged', 'no page')
          // The page beside it is slow, and looks now and then whether it is still wanted.
          for (let turn = 0; turn < 1_000 && !signal.aborted; turn += 1) await setImmediate()
          signal.throwIfAborted()
        } finally {
          running -= 1
        }
      },
    })
    await expectFailure(recognise(bench.work, bench.context), 'document-damaged')
    expect(running).to.equal(0)
    const reports = bench.reports.length
    for (let turn = 0; turn < 20; turn += 1) await setImmediate()
    expect(bench.reports).to.have.length(reports)
  })

  it('ends when it is told to', async function () {
    const stopper = new AbortController()
    const { recognise } = recognising(bench, {
      beforePage: async (_page, signal) => {
        stopper.abort(new Error('told to end'))
        signal.throwIfAborted()
      },
    })
    const outcome = recognise(bench.work, { ...bench.context, signal: stopper.signal })
    expect(await outcome.catch((error: unknown) => (error as Error).message)).to.equal('told to end')
  })

  it('refuses an original that was altered', async function () {
    const { key } = bench.work.document.original
    bench.mailroom.blobStore.objects.set(key, { bytes: Buffer.from('SCAN'), storedAt: new Date() })
    await expectFailure(recognising(bench).recognise(bench.work, bench.context), 'integrity-failure')
  })
})
