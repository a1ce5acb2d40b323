import { spawn } from 'node:child_process'
import { connect } from 'node:net'
import { serveCalls } from '../../../src/adapters/child-pool/serve.ts'
import { MailroomError } from '../../../src/domain/errors.ts'

/** A child that does what the media type says instead of reading. */
const MISDEEDS: Readonly<Record<string, () => Promise<unknown>>> = {
  'test/loop': async () => {
    for (;;) Math.sqrt(2)
  },
  'test/grow': async () => {
    const kept: Buffer[] = []
    for (;;) {
      kept.push(Buffer.alloc(16 * 1024 * 1024, 1))
      await new Promise((resolve) => setTimeout(resolve, 5))
    }
  },
  'test/grow-below': async () => {
    const script = 'const kept = []; setInterval(() => kept.push(Buffer.alloc(16 * 1024 * 1024, 1)), 5)'
    spawn(process.execPath, ['-e', script], { stdio: 'ignore' })
    return new Promise(() => undefined)
  },
  'test/slow': () => new Promise((resolve) => setTimeout(resolve, 200)),
  'test/exit': async () => process.exit(3),
  'test/abort': async () => {
    process.abort()
  },
  'test/segfault': async () => {
    process.kill(process.pid, 'SIGSEGV')
    return new Promise(() => undefined)
  },
  'test/defect': async () => {
    throw new TypeError('a defect of the reader')
  },
  'test/full-disk': async () => {
    throw Object.assign(new Error('write'), { code: 'ENOSPC', syscall: 'write' })
  },
  'test/damaged': async () => {
    throw new MailroomError('document-damaged', 'Broken on purpose.', { facts: { reason: 3 } })
  },
  'test/foreign-code': async () => {
    throw new MailroomError('forbidden', 'A child decides about documents only.')
  },
}

/** `test/network`: the path is a port of this machine. */
function tryToConnect(port: number): Promise<string> {
  return new Promise((resolve) => {
    const socket = connect(port, '127.0.0.1')
    socket.once('connect', () => {
      socket.destroy()
      resolve('reached')
    })
    socket.once('error', () => {
      resolve('cut off')
    })
  })
}

serveCalls(async () => ({
  async inspect({ mediaType, path }) {
    if (mediaType === 'test/network') {
      const title = await tryToConnect(Number(path))
      return { pageCount: 1, title }
    }
    await MISDEEDS[mediaType]?.()
    // `test/environment`: what a child can see of its parent.
    const title =
      mediaType === 'test/environment'
        ? JSON.stringify({ ...process.env, PID: process.pid })
        : `${process.pid} ${path}`
    return { pageCount: 1, title }
  },
  async embedFiles() {
    throw new Error('not asked for')
  },
  async bindCaseFile() {
    throw new Error('no case file')
  },
  async redact() {
    throw new Error('not redacted')
  },
  async searchRedacted() {
    throw new Error('not redacted')
  },
  async rereadRedacted() {
    throw new Error('not redacted')
  },
  async drawPage() {
    throw new Error('not a page')
  },
  async readPage() {
    throw new Error('not used')
  },
  async writeViewCopy() {
    throw new Error('not used')
  },
  async openMail() {
    throw new Error('not used')
  },
  async openArchive() {
    throw new Error('not used')
  },
  async toPdf() {
    throw new Error('not used')
  },
  async extractPages() {
    throw new Error('not used')
  },
  async tryEngines() {
    throw new Error('not used')
  },
}))
