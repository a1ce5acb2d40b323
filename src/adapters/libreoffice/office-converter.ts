import { spawn } from 'node:child_process'
import { accessSync, constants, existsSync } from 'node:fs'
import { copyFile, mkdtemp, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { MailroomError } from '../../domain/errors.ts'
import type { OfficeConverter, OfficeType } from '../../ports/office-converter.ts'
import { writeProfile } from './profile.ts'

const PROGRAMS = [
  '/usr/bin/soffice',
  '/usr/lib/libreoffice/program/soffice',
  '/usr/local/bin/soffice',
  '/opt/libreoffice/program/soffice',
]

interface Filters {
  readonly extension: string
  /** Named, so that a file is never taken for another kind than we took it for. */
  readonly input: string
  readonly output: string
}

const WRITER = 'pdf:writer_pdf_Export'
const CALC = 'pdf:calc_pdf_Export'

const FILTERS: Readonly<Record<OfficeType, Filters>> = {
  'application/vnd.openxmlformats-officedocument.wordprocessingml.document': {
    extension: 'docx',
    input: 'MS Word 2007 XML',
    output: WRITER,
  },
  'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet': {
    extension: 'xlsx',
    input: 'Calc MS Excel 2007 XML',
    output: CALC,
  },
  'application/vnd.oasis.opendocument.text': { extension: 'odt', input: 'writer8', output: WRITER },
  'application/vnd.oasis.opendocument.spreadsheet': { extension: 'ods', input: 'calc8', output: CALC },
  'application/rtf': { extension: 'rtf', input: 'Rich Text Format', output: WRITER },
  'text/html': { extension: 'html', input: 'HTML (StarWriter)', output: WRITER },
}

const COMPLAINT_CHARS = 1_000

export function findLibreOffice(): string | undefined {
  return PROGRAMS.find((program) => {
    try {
      accessSync(program, constants.X_OK)
      return true
    } catch {
      return false
    }
  })
}

/** @param folder of the child; each run works in a directory of its own inside, with a profile of its own */
export function createOfficeConverter(program: string, folder: string): OfficeConverter {
  return {
    async convert(path, mediaType, targetPath) {
      const { extension, input, output } = FILTERS[mediaType]
      const directory = await mkdtemp(join(folder, 'office-'))
      try {
        const profile = join(directory, 'profile')
        await writeProfile(profile)
        const given = join(directory, `letter.${extension}`)
        await copyFile(path, given)
        await run(
          program,
          [
            `-env:UserInstallation=${pathToFileURL(profile).href}`,
            '--headless',
            '--norestore',
            '--nologo',
            `--infilter=${input}`,
            ...['--convert-to', output, '--outdir', directory],
            given,
          ],
          directory,
        )
        const made = join(directory, 'letter.pdf')
        if (!existsSync(made)) throw refused({ complaint: 'It has written nothing.' })
        // Temporary files often lie on another file system, into which nothing can be renamed.
        await copyFile(made, targetPath, constants.COPYFILE_EXCL)
      } finally {
        await rm(directory, { recursive: true, force: true })
      }
    },
  }
}

/** The parent of this process watches time and memory, and ends the program with it. */
function run(program: string, args: readonly string[], directory: string): Promise<void> {
  const env = {
    HOME: directory,
    TMPDIR: directory,
    PATH: '/usr/bin:/bin',
    LC_ALL: 'C.UTF-8',
    SAL_USE_VCLPLUGIN: 'svp',
  }
  return new Promise((resolve, reject) => {
    const child = spawn(program, args, { env, cwd: directory, stdio: ['ignore', 'ignore', 'pipe'] })
    let complaint = ''
    child.stderr.on('data', (chunk: Buffer) => {
      complaint = (complaint + chunk.toString('utf8')).slice(-COMPLAINT_CHARS)
    })
    child.on('error', reject)
    child.on('close', (exitCode) => {
      if (exitCode === 0) resolve()
      else reject(refused({ exitCode, complaint }))
    })
  })
}

function refused(facts: Readonly<Record<string, unknown>>): MailroomError {
  return new MailroomError('document-damaged', 'The office program could not open the file.', { facts })
}
