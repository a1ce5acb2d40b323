import type { Log } from '../../src/ports/log.ts'

export const SILENT_LOG: Log = { info: () => undefined, warn: () => undefined, error: () => undefined }
