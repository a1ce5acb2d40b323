import type { EngineSettings } from './server/engine.ts'

/** What the worker thread is started for. */
export type WorkerTask =
  | {
      readonly task: 'serve'
      readonly directory: string
      readonly socketPath: string
      readonly settings: EngineSettings
    }
  | { readonly task: 'backup'; readonly file: string; readonly target: string }

export interface HostMessage {
  readonly kind: 'close'
}

/** An error on its way between threads, where its class would be lost. */
export interface ErrorNote {
  readonly name: string
  readonly message: string
  readonly stack: string | undefined
  readonly pid: number | undefined
}

export type WorkerMessage =
  | { readonly kind: 'ready' }
  | { readonly kind: 'done' }
  | { readonly kind: 'failed'; readonly error: ErrorNote }
  | { readonly kind: 'fault'; readonly error: ErrorNote }

/** The database file in its directory. */
export const DATABASE_FILE = 'mongo.sqlite'
