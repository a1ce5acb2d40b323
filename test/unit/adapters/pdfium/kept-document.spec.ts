import { mkdtemp, rename, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { PDFDocument } from '@cantoo/pdf-lib'
import { expect } from 'chai'
import { startPdfium, type PdfiumEngine } from '../../../../src/adapters/pdfium/engine.ts'
import { createPdfSource } from '../../../../src/adapters/pdfium/pdf-source.ts'
import { isMailroomError } from '../../../../src/domain/errors.ts'
import type { OpenDocument } from '../../../../src/ports/page-source.ts'

/** PDFium itself, and what was asked of it. */
class WatchedEngine {
  /** How often documents were opened, and which are open; addresses are used again. */
  openings = 0
  readonly open: number[] = []
  readonly memory = new Set<number>()
  /** The next page that is loaded breaks the engine. */
  trapsNext = false
  readonly engine: PdfiumEngine

  constructor(real: PdfiumEngine) {
    this.engine = Object.assign(Object.create(real) as PdfiumEngine, {
      wasmExports: {
        malloc: (size: number) => {
          const pointer = real.wasmExports.malloc(size)
          this.memory.add(pointer)
          return pointer
        },
        free: (pointer: number) => {
          this.memory.delete(pointer)
          real.wasmExports.free(pointer)
        },
      },
      _FPDF_LoadMemDocument: (data: number, size: number, password: number) => {
        const handle = real._FPDF_LoadMemDocument(data, size, password)
        if (handle === 0) return handle
        this.openings++
        this.open.push(handle)
        return handle
      },
      _FPDF_CloseDocument: (handle: number) => {
        if (!this.open.includes(handle)) throw new Error('A document that is not open was closed.')
        this.open.splice(this.open.indexOf(handle), 1)
        real._FPDF_CloseDocument(handle)
      },
      _FPDF_LoadPage: (handle: number, index: number) => {
        if (!this.trapsNext) return real._FPDF_LoadPage(handle, index)
        this.trapsNext = false
        throw new Error('unreachable')
      },
    })
  }
}

async function pdfOf(widthPt: number, pages = 1): Promise<Uint8Array> {
  const document = await PDFDocument.create()
  for (let page = 0; page < pages; page++) document.addPage([widthPt, 200])
  return document.save()
}

async function close(document: OpenDocument): Promise<void> {
  await document[Symbol.asyncDispose]()
}

async function widthOf(document: OpenDocument): Promise<number> {
  return (await document.openPage(1)).widthPt
}

describe('The PDF that is kept open', function () {
  let folder: string
  let engines: WatchedEngine[]
  let source: ReturnType<typeof createPdfSource>

  beforeEach(async function () {
    folder = await mkdtemp(join(tmpdir(), 'poststelle-kept-'))
    engines = []
    source = createPdfSource({
      async startEngine() {
        const watched = new WatchedEngine(await startPdfium())
        engines.push(watched)
        return watched.engine
      },
    })
  })

  afterEach(async function () {
    await source[Symbol.asyncDispose]()
    await rm(folder, { recursive: true, force: true })
  })

  async function file(name: string, bytes: Uint8Array): Promise<string> {
    const path = join(folder, name)
    await writeFile(path, bytes)
    return path
  }

  const engineNumber = (index: number): WatchedEngine => engines[index] ?? expect.fail('no such engine')

  /** One document at most is left, with its bytes and nothing else. */
  function expectNothingLeaked({ open, memory }: WatchedEngine): void {
    expect(open, 'documents left').to.have.length(1)
    expect(memory.size, 'blocks of memory left').to.equal(1)
  }

  it('is opened once for all its pages', async function () {
    const path = await file('letter.pdf', await pdfOf(300, 3))
    for (let number = 1; number <= 3; number++) {
      const document = await source.open(path)
      expect((await document.openPage(number)).widthPt).to.equal(300)
      await close(document)
    }
    expect(engineNumber(0).openings).to.equal(1)
    expectNothingLeaked(engineNumber(0))
  })

  const replacements = [
    { how: 'written anew', replace: (path: string, bytes: Uint8Array) => writeFile(path, bytes) },
    {
      how: 'another one put in its place',
      async replace(path: string, bytes: Uint8Array) {
        await writeFile(`${path}.new`, bytes)
        await rename(`${path}.new`, path)
      },
    },
  ]
  for (const { how, replace } of replacements) {
    it(`is not taken for the file of the same path, ${how}`, async function () {
      const path = await file('letter.pdf', await pdfOf(300))
      await close(await source.open(path))
      await replace(path, await pdfOf(400))
      const document = await source.open(path)
      expect(await widthOf(document)).to.equal(400)
      await close(document)
      expectNothingLeaked(engineNumber(0))
    })
  }

  it('stays usable while another one is opened, and goes when it is given back', async function () {
    const first = await source.open(await file('first.pdf', await pdfOf(300)))
    const second = await source.open(await file('second.pdf', await pdfOf(400)))
    expect(await widthOf(first)).to.equal(300)
    expect(await widthOf(second)).to.equal(400)
    expect(engineNumber(0).open).to.have.length(2)
    await close(first)
    expect(engineNumber(0).open).to.have.length(1)
    expect(await widthOf(second)).to.equal(400)
    await close(second)
    expectNothingLeaked(engineNumber(0))
  })

  it('stays open until the last of two who read it gives it back', async function () {
    const path = await file('letter.pdf', await pdfOf(300))
    const [first, second] = [await source.open(path), await source.open(path)]
    await close(first)
    const other = await source.open(await file('other.pdf', await pdfOf(400)))
    expect(await widthOf(second)).to.equal(300)
    await close(second)
    await close(other)
    expect(engineNumber(0).openings).to.equal(2)
    expectNothingLeaked(engineNumber(0))
  })

  it('leaks nothing when it is closed while others are being opened', async function () {
    await close(await source.open(await file('first.pdf', await pdfOf(300))))
    const paths: string[] = []
    for (let number = 0; number < 6; number++) {
      paths.push(await file(`letter-${number}.pdf`, await pdfOf(400 + number, 1 + number * 40)))
    }
    const widths = await Promise.all(
      paths.map(async (path) => {
        const document = await source.open(path)
        const width = await widthOf(document)
        await close(document)
        return width
      }),
    )
    expect(widths).to.deep.equal([400, 401, 402, 403, 404, 405])
    expectNothingLeaked(engineNumber(0))
  })

  it('leaves no memory behind of files that are no PDF', async function () {
    const junk = await file('junk.pdf', Buffer.from('%PDF-1.7 and nothing more'))
    await close(await source.open(await file('letter.pdf', await pdfOf(300))))
    const error: unknown = await source.open(junk).catch((reason: unknown) => reason)
    expect(isMailroomError(error, 'document-damaged')).to.equal(true)
    expect(engineNumber(0).memory.size).to.equal(0)
    expect(engineNumber(0).open).to.deep.equal([])
  })

  it('is not used any more after the engine broke, whoever still holds it', async function () {
    const path = await file('letter.pdf', await pdfOf(300))
    const kept = await source.open(path)
    const breaking = await source.open(await file('bomb.pdf', await pdfOf(400)))
    engineNumber(0).trapsNext = true
    const error: unknown = await breaking.openPage(1).catch((reason: unknown) => reason)
    expect(isMailroomError(error, 'document-damaged')).to.equal(true)
    const again = await source.open(path)
    expect(await widthOf(again)).to.equal(300)
    await close(kept)
    await close(breaking)
    await close(again)
    expect(engines).to.have.length(2)
    expectNothingLeaked(engineNumber(1))
    await close(await source.open(path))
    expect(engineNumber(1).openings, 'opened in the sound engine').to.equal(1)
  })
})
