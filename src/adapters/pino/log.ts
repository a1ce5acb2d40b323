import { mkdirSync } from 'node:fs'
import { dirname } from 'node:path'
import { destination, pino, stdTimeFunctions, type Logger } from 'pino'
import type { Log } from '../../ports/log.ts'
import { openLogFile } from './log-file.ts'

export interface LoggerOptions {
  readonly level: string
  /** Lines are appended to this file; standard output when absent. */
  readonly file?: string
}

/** JSON lines with the time in ISO 8601. */
export function createPinoLogger({ level, file }: LoggerOptions): Logger {
  if (file !== undefined) mkdirSync(dirname(file), { recursive: true, mode: 0o700 })
  const stream = file === undefined ? destination(1) : openLogFile(file)
  return pino({ level, timestamp: stdTimeFunctions.isoTime, base: { pid: process.pid } }, stream)
}

export function createPinoLog(logger: Logger): Log {
  return {
    info(event, facts) {
      logger.info(facts, event)
    },
    warn(event, facts) {
      logger.warn(facts, event)
    },
    error(event, facts) {
      logger.error(facts, event)
    },
  }
}
