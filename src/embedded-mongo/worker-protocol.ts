import type { EngineSettings } from './server/engine.ts'
import type { BackupReport } from './store/backup.ts'
import type { DatabaseCheck } from './store/check.ts'

/** What the worker thread is started for. */
export type WorkerTask =
  | {
      readonly task: 'serve'
      readonly directory: string
      readonly socketPath: string
      readonly settings: EngineSettings
    }
  | { readonly task: 'backup'; readonly file: string; readonly target: string }
  | { readonly task: 'check' | 'quick-check'; readonly file: string }

export interface HostMessage {
  readonly kind: 'close'
}

/** An error on its way between threads, where its class would be lost. */
export interface ErrorNote {
  readonly name: string
  readonly message: string
  readonly stack: string | undefined
  /** Of a database that is locked: the process that has it, and where it is. */
  readonly pid: number | undefined
  readonly directory: string | undefined
}

export type WorkerMessage =
  | { readonly kind: 'ready' }
  | { readonly kind: 'done' }
  | { readonly kind: 'copied'; readonly report: BackupReport }
  | { readonly kind: 'checked'; readonly report: DatabaseCheck }
  | { readonly kind: 'failed'; readonly error: ErrorNote }
  | { readonly kind: 'fault'; readonly error: ErrorNote }

/** The database file in its directory. */
export const DATABASE_FILE = 'mongo.sqlite'
