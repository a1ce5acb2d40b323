import { ImapFlow } from 'imapflow'
import type { MailboxClient, MailboxFolders, MailLogin, VetMailServer } from '../../ports/mailbox.ts'
import { folderError, mailboxError } from './failures.ts'
import { openedMailbox } from './mailbox.ts'

export interface MailboxClientOptions {
  readonly vetServer: VetMailServer
  /** Certificates to trust besides those of the system: for tests. */
  readonly certificates?: readonly string[]
}

const CONNECT_MS = 15_000
/** Nothing comes from the server for so long: the connection is dead. IDLE is begun anew before. */
const SILENT_MS = 5 * 60_000
const IDLE_MS = 4 * 60_000
/** No mail server writes such lines; what does is none. */
const MAX_LINE_BYTES = 1024 * 1024

export function createMailboxClient(options: MailboxClientOptions): MailboxClient {
  return {
    async open(login, folders, signal) {
      signal.throwIfAborted()
      const client = await connected(options, login, signal)
      try {
        await ensureFolders(client, folders)
        const lock = await client.getMailboxLock(folders.folder)
        return openedMailbox(client, lock)
      } catch (error) {
        client.close()
        signal.throwIfAborted()
        throw folderError(error)
      }
    },
  }
}

/** @throws {MailboxError} */
async function connected(
  { vetServer, certificates }: MailboxClientOptions,
  { server, username, password }: MailLogin,
  signal: AbortSignal,
): Promise<ImapFlow> {
  const { port, security } = server
  const { address, servername } = await vetServer(server)
  const client = new ImapFlow({
    host: address,
    port,
    secure: security === 'tls',
    doSTARTTLS: security === 'starttls',
    ...(servername === undefined ? {} : { servername }),
    tls: {
      rejectUnauthorized: true,
      minVersion: 'TLSv1.2',
      ...(certificates === undefined ? {} : { ca: [...certificates] }),
    },
    auth: { user: username, pass: password },
    logger: false,
    disableAutoIdle: true,
    maxIdleTime: IDLE_MS,
    connectionTimeout: CONNECT_MS,
    greetingTimeout: CONNECT_MS,
    socketTimeout: SILENT_MS,
    maxLockHoldTime: false,
    maxLineLength: MAX_LINE_BYTES,
    clientInfo: { name: 'Poststelle' },
  })
  // An error without a listener would end the process; calls under way fail by themselves.
  client.on('error', () => undefined)
  const onAbort = (): void => {
    client.close()
  }
  signal.addEventListener('abort', onAbort, { once: true })
  client.once('close', () => {
    signal.removeEventListener('abort', onAbort)
  })
  try {
    await client.connect()
    return client
  } catch (error) {
    client.close()
    signal.throwIfAborted()
    throw mailboxError(error)
  }
}

async function ensureFolders(client: ImapFlow, { doneFolder, errorFolder }: MailboxFolders): Promise<void> {
  const known = new Set((await client.list()).map(({ path }) => path))
  for (const path of [doneFolder, errorFolder]) {
    if (!known.has(path)) await client.mailboxCreate(path)
  }
}
