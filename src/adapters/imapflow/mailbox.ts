import type { FetchMessageObject, ImapFlow, MailboxLockObject } from 'imapflow'
import { MailboxError } from '../../domain/mail/mailbox-error.ts'
import type { Mailbox, MailboxEntry } from '../../ports/mailbox.ts'
import { mailboxError } from './failures.ts'

const CHUNK_BYTES = 256 * 1024
const LOGOUT_MS = 2_000

/** A folder that is open and locked on a connection; both end with it. */
export function openedMailbox(client: ImapFlow, lock: MailboxLockObject): Mailbox {
  /** Ends with the signal, which closes the connection: no command can be taken back. */
  async function call<T>(signal: AbortSignal, work: () => Promise<T>): Promise<T> {
    signal.throwIfAborted()
    const onAbort = (): void => {
      client.close()
    }
    signal.addEventListener('abort', onAbort, { once: true })
    try {
      return await work()
    } catch (error) {
      signal.throwIfAborted()
      throw mailboxError(error)
    } finally {
      signal.removeEventListener('abort', onAbort)
    }
  }

  return {
    entries: (limit, signal) =>
      call(signal, async () => {
        // Sequence numbers are given anew whenever something has left the folder.
        await client.noop()
        const count = client.mailbox === false ? 0 : client.mailbox.exists
        if (count === 0) return []
        const range = `1:${Math.min(count, limit)}`
        const found = await client.fetchAll(range, {
          uid: true,
          size: true,
          internalDate: true,
          envelope: true,
        })
        return found.map(entryOf)
      }),
    async read(uid, signal) {
      const download = await call(signal, () =>
        client.download(uid, undefined, { uid: true, chunkSize: CHUNK_BYTES }),
      )
      return download.content === undefined ? undefined : translated(download.content)
    },
    move: (uid, folder, signal) =>
      call(signal, async () => {
        if ((await client.messageMove(uid, folder, { uid: true })) !== false) return
        // Gone already, or the server refuses: the difference is whether it still lies there.
        const left = await client.search({ uid }, { uid: true })
        if (Array.isArray(left) && left.length > 0)
          throw new MailboxError('folder', 'The mail cannot be moved.')
      }),
    wait: (milliseconds, signal) => call(signal, () => untilNews(client, milliseconds, signal)),
    async [Symbol.asyncDispose]() {
      lock.release()
      const timer = setTimeout(() => {
        client.close()
      }, LOGOUT_MS)
      // All that was wanted has been answered by now. A server that does not hear the farewell loses nothing, and its failure
      // would take the place of the one that has ended the work.
      await Promise.allSettled([client.logout()])
      clearTimeout(timer)
      client.close()
    },
  }
}

function entryOf(mail: FetchMessageObject): MailboxEntry {
  const { uid, size = 0, internalDate, envelope } = mail
  const delivered = new Date(internalDate ?? NaN)
  const sender = senderOf(envelope?.from?.[0])
  return {
    uid: String(uid),
    sizeBytes: size,
    ...(Number.isNaN(delivered.getTime()) ? {} : { deliveredAt: delivered.toISOString() }),
    ...(envelope?.subject === undefined ? {} : { subject: envelope.subject }),
    ...(sender === undefined ? {} : { sender }),
  }
}

function senderOf(
  writer: { readonly name?: string | undefined; readonly address?: string | undefined } | undefined,
) {
  return writer?.name === undefined || writer.name === '' ? writer?.address : writer.name
}

async function* translated(content: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array, void> {
  try {
    yield* content
  } catch (error) {
    throw mailboxError(error)
  }
}

/** The server tells of new mails while the client idles; any command ends the idling. */
async function untilNews(client: ImapFlow, milliseconds: number, signal: AbortSignal): Promise<void> {
  let failure: unknown
  // Heard at once, or a failure while nobody waits for it would end the process; told when the wait is over.
  const idling = client.idle().catch((error: unknown) => {
    failure = error
  })
  await new Promise<void>((resolve) => {
    const end = (): void => {
      clearTimeout(timer)
      client.off('exists', end)
      client.off('close', end)
      signal.removeEventListener('abort', end)
      resolve()
    }
    const timer = setTimeout(end, milliseconds)
    client.on('exists', end)
    client.on('close', end)
    signal.addEventListener('abort', end, { once: true })
  })
  if (!client.usable) throw new MailboxError('interrupted', 'The connection has ended.', { cause: failure })
  await client.noop()
  await idling
  if (failure !== undefined) throw mailboxError(failure)
}
