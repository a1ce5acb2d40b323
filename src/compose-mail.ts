import { randomUUID } from 'node:crypto'
import { hostname } from 'node:os'
import type { Platform } from './compose.ts'
import type { Config } from './config/config.ts'
import { createReceiveMails } from './usecases/intake/receive-mails.ts'
import { createAcknowledgeMail } from './usecases/shared/acknowledge-mail.ts'
import { fetchMails } from './workers/fetch-mails.ts'
import { sendReplies } from './workers/send-replies.ts'

/** Fetching of mails from accounts and sending of the answers to them. */
export interface MailWork {
  readonly running: Promise<unknown>
  /** For operators: how many accounts, and what is wrong with them. */
  summary(): string
}

export function startMailWork(config: Config, platform: Platform, signal: AbortSignal): MailWork {
  const receiveMails = createReceiveMails({
    ...platform,
    maxMailBytes: config.maxFileBytes,
    acknowledge: createAcknowledgeMail(platform),
  })
  const workerId = `${hostname()}/${process.pid}/${randomUUID()}`
  const fetcher = fetchMails({ ...platform, receiveMails }, { workerId }, signal)
  return {
    running: Promise.all([fetcher.running, sendReplies(platform, signal)]),
    summary: fetcher.summary,
  }
}
