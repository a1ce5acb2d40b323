import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createMediaTypeDetector } from '../../../src/adapters/file-type/media-type-detector.ts'
import { createScratchSpace } from '../../../src/adapters/filesystem/scratch.ts'
import { createStagingArea } from '../../../src/adapters/filesystem/staging.ts'
import { htmlText } from '../../../src/adapters/htmlparser2/html-text.ts'
import { createMailParser } from '../../../src/adapters/postal-mime/mail-parser.ts'
import type { MailOpener } from '../../../src/ports/mail-opener.ts'
import type { StagingArea } from '../../../src/ports/staging.ts'
import { openMail } from '../../../src/sandbox/open-mail.ts'
import { unpackZip } from '../../../src/adapters/yauzl/zip-archive.ts'
import {
  createUnfoldArchives,
  type UnfoldArchives,
  type UnfoldArchivesPorts,
} from '../../../src/usecases/shared/unfold-archives.ts'
import { wholeFile } from '../../../src/usecases/shared/whole-file.ts'
import type { ReceivedUpload } from '../../../src/usecases/shared/received-upload.ts'
import { createUnfoldMails, type UnfoldMails } from '../../../src/usecases/shared/unfold-mails.ts'
import { SILENT_LOG } from '../silent-log.ts'

/** Takes mails and archives apart in this process, over real files in a folder of its own. */
export interface UnfoldingHouse extends AsyncDisposable {
  readonly staging: StagingArea
  readonly unfoldMails: UnfoldMails
  readonly unfoldArchives: UnfoldArchives
  /** What archives and mails are unfolded with. */
  readonly ports: Omit<UnfoldArchivesPorts, 'archiveOpener'>
  readonly folder: string
  stage(bytes: Uint8Array, filename?: string): Promise<ReceivedUpload>
}

/** @param opener in place of the real one, to fail */
export async function openUnfoldingHouse(opener: MailOpener = inThisProcess()): Promise<UnfoldingHouse> {
  const folder = await mkdtemp(join(tmpdir(), 'poststelle-mails-'))
  const signal = new AbortController().signal
  const staging = await createStagingArea({ directory: join(folder, 'tmp'), headroomBytes: 0 })
  const scratch = await createScratchSpace({ directory: join(folder, 'scratch'), headroomBytes: 0 })
  const mediaTypes = createMediaTypeDetector()
  const ports = { scratch, staging, mediaTypes, log: SILENT_LOG }
  return {
    staging,
    ports,
    folder,
    unfoldMails: createUnfoldMails({ mailOpener: opener, ...ports }),
    unfoldArchives: createUnfoldArchives({
      archiveOpener: { openArchive: ({ path }, targetPath) => unpackZip(path, targetPath) },
      ...ports,
    }),
    async stage(bytes, filename = 'post.eml') {
      const staged = await staging.receive(once(bytes), { maxBytes: bytes.byteLength + 1 }, signal)
      return {
        staged,
        filename,
        mediaType: await mediaTypes.detect(staged.head, wholeFile(staged, filename, signal)),
      }
    },
    [Symbol.asyncDispose]: () => rm(folder, { recursive: true, force: true }),
  }
}

function inThisProcess(): MailOpener {
  const parser = createMailParser(htmlText)
  return {
    async openMail({ path }, targetPath) {
      const { mails, content } = await openMail(parser, await readFile(path))
      await writeFile(targetPath, content, { flag: 'wx' })
      return mails
    },
  }
}

async function* once(bytes: Uint8Array): AsyncGenerator<Uint8Array> {
  yield bytes
}
