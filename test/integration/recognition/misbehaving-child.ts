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
  'test/damaged': async () => {
    throw new MailroomError('document-damaged', 'Broken on purpose.', { facts: { reason: 3 } })
  },
  'test/foreign-code': async () => {
    throw new MailroomError('forbidden', 'A child decides about documents only.')
  },
}

serveCalls(async () => ({
  async inspect({ mediaType, path }) {
    await MISDEEDS[mediaType]?.()
    // `test/environment`: what a child can see of its parent.
    const title =
      mediaType === 'test/environment'
        ? JSON.stringify({ ...process.env, PID: process.pid })
        : `${process.pid} ${path}`
    return { pageCount: 1, hasFormFields: false, hasSignature: false, title }
  },
  async readPage() {
    throw new Error('not used')
  },
  async writeViewCopy() {
    throw new Error('not used')
  },
}))
