import { randomUUID } from 'node:crypto'
import { readFile, stat, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { SandboxSettings } from './adapters/child-pool/protocol.ts'
import { serveCalls } from './adapters/child-pool/serve.ts'
import { createOfficeConverter, findLibreOffice } from './adapters/libreoffice/office-converter.ts'
import { createPdfSource } from './adapters/pdfium/pdf-source.ts'
import { createXmlReader } from './adapters/saxes/xml-reader.ts'
import { createImageCodec } from './adapters/sharp/image-codec.ts'
import { createPictureSource, type HeicDecoder } from './adapters/sharp/picture-source.ts'
import { restrictSharp } from './adapters/sharp/sandboxed-sharp.ts'
import { findNativeTesseract } from './adapters/tesseract/native-tesseract.ts'
import { findTessdata, type Tessdata } from './adapters/tesseract/tessdata.ts'
import { createTesseractJs } from './adapters/tesseract/tesseract-js.ts'
import { listZip, unpackZip, zipMember } from './adapters/yauzl/zip-archive.ts'
import { createBarcodeReader } from './adapters/zxing/barcode-reader.ts'
import { archiveView } from './domain/archives/archive-view.ts'
import { MailroomError } from './domain/errors.ts'
import { MAX_OPENED_MAIL_BYTES } from './domain/mail/part-reason.ts'
import type { InvoicePageWriter } from './ports/invoice-page-writer.ts'
import { isOutlookFile } from './domain/mail/outlook-file.ts'
import type { MailParser } from './ports/mail-parser.ts'
import { createDigest } from './adapters/system/digest.ts'
import type { OfficeConverter } from './ports/office-converter.ts'
import type { WrittenPdf } from './ports/pdf-converter.ts'
import type { TextRecognizer } from './ports/text-recognizer.ts'
import type { ViewCopyWriter } from './ports/view-copy-writer.ts'
import { createInvoiceDocuments } from './sandbox/invoice-document.ts'
import { createMailDocuments } from './sandbox/mail-document.ts'
import { openMail } from './sandbox/open-mail.ts'
import { createSandboxReader } from './sandbox/sandbox-reader.ts'
import { decodedText } from './sandbox/text-document.ts'
import { createToPdf } from './sandbox/to-pdf.ts'
import { makeTrialPage } from './sandbox/trial-page.ts'
import { tryEngines, type Candidate } from './sandbox/try-engines.ts'

/** One child process of the reading pool: all that touches foreign bytes lives and dies here. */
serveCalls(async (settings) => {
  restrictSharp()
  const xmlReader = createXmlReader()
  const source = createPdfSource({ readUserUnits: lateUserUnits })
  const codec = createImageCodec()
  const invoicePages = lateInvoicePageWriter()
  const newPath = (): string => join(tmpdir(), `${randomUUID()}.pdf`)
  const mailParser = lateMailParser()
  return createSandboxReader({
    sources: [source, createPictureSource(lateHeicDecoder)],
    recognizer: await createRecognizer(settings),
    codec,
    barcodes: createBarcodeReader(),
    xmlReader,
    invoices: createInvoiceDocuments({
      xmlReader,
      invoicePages,
      readFile: (path) => readFile(path),
      newPath,
    }),
    mails: createMailDocuments({
      parser: mailParser,
      pages: invoicePages,
      readFile: readMailFile,
      newPath,
    }),
    async openMail(path, targetPath) {
      const { mails, content } = await openMail(mailParser, await readMailFile(path))
      await writeFile(targetPath, content, { flag: 'wx' })
      return mails
    },
    viewCopies: lateViewCopyWriter(),
    async bindCaseFile(request) {
      const { bindCaseFile } = await import('./adapters/pdf-lib/bind-case-file.ts')
      return bindCaseFile(request)
    },
    async embedFiles(path, request) {
      const { embedFiles } = await import('./adapters/pdf-lib/embed-files.ts')
      return embedFiles(path, request)
    },
    async countInBytes(path, words, visible) {
      const { countInBytes } = await import('./adapters/pdf-lib/redaction-traces.ts')
      return countInBytes(path, words, visible)
    },
    async countExtras(path) {
      const { countExtras } = await import('./adapters/pdf-lib/redaction-traces.ts')
      return countExtras(path)
    },
    openArchive: unpackZip,
    toPdf: createToPdf({
      office: lateOfficeConverter(),
      texts: lateTextWriter,
      archives: async (path, targetPath) => {
        const { entries, unlistedEntries } = await listZip(path)
        await invoicePages.write(archiveView(entries, unlistedEntries), targetPath)
      },
      member: zipMember,
      facts: fileFacts,
    }),
    tryEngines: async () =>
      tryEngines(await candidatesOf(settings), await makeTrialPage({ source, codec, invoicePages, newPath })),
  })
})

function lateOfficeConverter(): OfficeConverter | undefined {
  const program = findLibreOffice()
  return program === undefined ? undefined : createOfficeConverter(program, tmpdir())
}

async function lateTextWriter(path: string, targetPath: string): Promise<void> {
  const { writeTextPages } = await import('./adapters/pdf-lib/text-pages.ts')
  await writeTextPages(decodedText(await readFile(path)), targetPath)
}

async function fileFacts(path: string): Promise<WrittenPdf> {
  const bytes = await readFile(path)
  return { sizeBytes: bytes.byteLength, sha256: createDigest().sha256(bytes) }
}

async function createRecognizer(settings: SandboxSettings): Promise<TextRecognizer> {
  const { engine } = settings
  const tessdata = await tessdataOf(settings)
  const library = createTesseractJs(tessdata)
  if (engine === 'tesseract.js') return library
  const native = await findNativeTesseract(tessdata, library)
  if (native !== undefined) return native
  if (engine === 'auto') return library
  throw new Error('OCR_ENGINE is tesseract, but the program tesseract 5 is not installed.')
}

async function candidatesOf(settings: SandboxSettings): Promise<Candidate[]> {
  const tessdata = await tessdataOf(settings)
  const library = createTesseractJs(tessdata)
  const native = await findNativeTesseract(tessdata, library)
  const candidate = { engine: 'tesseract.js', recognizer: library } as const
  return native === undefined ? [candidate] : [{ engine: 'tesseract', recognizer: native }, candidate]
}

function tessdataOf({ tessdataDirectory }: SandboxSettings): Promise<Tessdata> {
  return findTessdata(tessdataDirectory, join(tmpdir(), 'tessdata'))
}

/** The library takes a second to load and most children never write a view copy. */
function lateViewCopyWriter(): ViewCopyWriter {
  const load = async (): Promise<ViewCopyWriter> => {
    const { createViewCopyWriter } = await import('./adapters/pdf-lib/view-copy-writer.ts')
    return createViewCopyWriter()
  }
  return {
    rewrite: async (path, request) => (await load()).rewrite(path, request),
    wrap: async (pictures, request) => (await load()).wrap(pictures, request),
    extract: async (path, request) => (await load()).extract(path, request),
  }
}

async function lateUserUnits(bytes: Uint8Array): Promise<ReadonlyMap<number, number>> {
  const { readUserUnits } = await import('./adapters/pdf-lib/user-units.ts')
  return readUserUnits(bytes)
}

const lateHeicDecoder: HeicDecoder = async (path) => {
  const { decodeHeif } = await import('./adapters/libheif/decode-heif.ts')
  return decodeHeif(path)
}

function lateInvoicePageWriter(): InvoicePageWriter {
  return {
    async write(view, targetPath) {
      const { createInvoicePageWriter } = await import('./adapters/pdf-lib/invoice-pages.ts')
      await createInvoicePageWriter().write(view, targetPath)
    },
  }
}

/** @throws {MailroomError} `document-limits` */
async function readMailFile(path: string): Promise<Uint8Array> {
  const { size } = await stat(path)
  if (size <= MAX_OPENED_MAIL_BYTES) return readFile(path)
  const facts = { limit: 'MAX_OPENED_MAIL_BYTES', allowed: MAX_OPENED_MAIL_BYTES, found: size }
  throw new MailroomError('document-limits', 'The mail is larger than this system reads.', { facts })
}

function lateMailParser(): MailParser {
  return {
    async parse(bytes) {
      const { createMailParser } = await import('./adapters/postal-mime/mail-parser.ts')
      const { htmlText } = await import('./adapters/htmlparser2/html-text.ts')
      const mails = createMailParser(htmlText)
      if (!isOutlookFile(bytes)) return mails.parse(bytes)
      const { createOutlookParser } = await import('./adapters/msgreader/outlook-parser.ts')
      return createOutlookParser(mails, htmlText).parse(bytes)
    },
  }
}
