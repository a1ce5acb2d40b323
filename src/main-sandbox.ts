import { join } from 'node:path'
import { tmpdir } from 'node:os'
import { serveCalls } from './adapters/child-pool/serve.ts'
import { createViewCopyWriter } from './adapters/pdf-lib/view-copy-writer.ts'
import { createPdfSource } from './adapters/pdfium/pdf-source.ts'
import { createImageCodec } from './adapters/sharp/image-codec.ts'
import { createPictureSource } from './adapters/sharp/picture-source.ts'
import { restrictSharp } from './adapters/sharp/sandboxed-sharp.ts'
import { findTessdata } from './adapters/tesseract/tessdata.ts'
import { createTesseractJs } from './adapters/tesseract/tesseract-js.ts'
import { createSandboxReader } from './sandbox/sandbox-reader.ts'

/** One child process of the reading pool: all that touches foreign bytes lives and dies here. */
serveCalls(async ({ tessdataDirectory }) => {
  restrictSharp()
  const tessdata = await findTessdata(tessdataDirectory, join(tmpdir(), 'tessdata'))
  return createSandboxReader({
    sources: [createPdfSource(), createPictureSource()],
    recognizer: createTesseractJs(tessdata),
    codec: createImageCodec(),
    viewCopies: createViewCopyWriter(),
  })
})
