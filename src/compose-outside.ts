import { readFile } from 'node:fs/promises'
import { createClamdVirusScanner } from './adapters/clamd/virus-scanner.ts'
import { createOpenIdClient } from './adapters/openid-client/openid-client.ts'
import { createGuardedFetch } from './adapters/undici/guarded-fetch.ts'
import { createVetMailServer } from './adapters/undici/vet-mail-server.ts'
import { createWebhookSender } from './adapters/undici/webhook-sender.ts'
import type { Config } from './config/config.ts'
import type { OpenIdClient } from './ports/identity-providers.ts'
import type { Log } from './ports/log.ts'
import type { MailboxClient } from './ports/mailbox.ts'
import type { MailSender } from './ports/mail-sender.ts'
import type { TimeStampAuthority } from './ports/time-stamp-authority.ts'
import type { WebhookSender } from './ports/webhook-sender.ts'
import type { VirusScanner } from './ports/virus-scanner.ts'

const GREETING_MS = 5_000

/** Whether it answers stands in the log; when it does not, post is taken in all the same and scanned later. */
export function openVirusScanner({ clamd }: Config, log: Log): VirusScanner | undefined {
  if (clamd === undefined) return undefined
  const scanner = createClamdVirusScanner(clamd)
  scanner.version(AbortSignal.timeout(GREETING_MS)).then(
    (version) => {
      log.info('virus-scanner', { version })
    },
    (error: unknown) => {
      log.warn('virus-scanner-away', { cause: String(error) })
    },
  )
  return scanner
}

export function openOpenIdClient({
  outgoingAllowedHosts: allowedHosts,
  oidcSecrets: secrets,
}: Config): OpenIdClient {
  return createOpenIdClient({ fetch: createGuardedFetch({ allowedHosts }), secrets, allowedHosts })
}

/** Most installations fetch no mail; the libraries are loaded with the first account. */
export function lateMailboxClient({ outgoingAllowedHosts: allowedHosts }: Config): MailboxClient {
  return {
    async open(login, folders, signal) {
      const { createMailboxClient } = await import('./adapters/imapflow/mailbox-client.ts')
      const vetServer = createVetMailServer({ allowedHosts })
      return createMailboxClient({ vetServer }).open(login, folders, signal)
    },
  }
}

export function lateMailSender({ outgoingAllowedHosts: allowedHosts }: Config): MailSender {
  return {
    async send(login, mail, signal) {
      const { createMailSender } = await import('./adapters/nodemailer/mail-sender.ts')
      return createMailSender({ vetServer: createVetMailServer({ allowedHosts }) }).send(login, mail, signal)
    },
  }
}

/** @throws {Error} when the certificates cannot be read: without them no answer could be believed */
export async function openTimeStampAuthority({
  timeStamp,
  outgoingAllowedHosts: allowedHosts,
}: Config): Promise<TimeStampAuthority | undefined> {
  if (timeStamp === undefined) return undefined
  const { url, credentials } = timeStamp
  const certificates = await readFile(timeStamp.certificates, 'utf8').catch((cause: unknown) => {
    throw new Error('TIME_STAMP_CERTIFICATES: the file cannot be read.', { cause })
  })
  const { createTimeStampAuthority } = await import('./adapters/rfc3161/time-stamp-authority.ts')
  const fetch = createGuardedFetch({ allowedHosts })
  return createTimeStampAuthority({ url, certificates, credentials, fetch })
}

export function openWebhookSender({ outgoingAllowedHosts: allowedHosts }: Config): WebhookSender {
  return createWebhookSender({ allowedHosts, nowMs: () => Date.now() })
}
