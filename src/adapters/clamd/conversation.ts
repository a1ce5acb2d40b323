import { once } from 'node:events'
import { connect, type Socket } from 'node:net'
import { isMailroomError, MailroomError } from '../../domain/errors.ts'

/** A socket in the file system, or a port. */
export type ClamdAddress = { readonly path: string } | { readonly host: string; readonly port: number }

export interface Patience {
  readonly connectMs: number
  /** Without a byte in either direction. */
  readonly silentMs: number
}

/** One question to clamd, and its one answer. */
export interface Conversation {
  /** Waits until it is taken. */
  send(bytes: Buffer): Promise<void>
  hasAnswered(): boolean
  /** What stands before the closing NUL. */
  answer(): Promise<string>
  close(): void
}

/** Names of malware are short; whoever sends more is no clamd. */
const MAX_ANSWER_BYTES = 4_096

/** @throws {MailroomError} `dependency-unavailable`, from each of its calls too */
export async function openConversation(
  address: ClamdAddress,
  { connectMs, silentMs }: Patience,
  signal: AbortSignal,
): Promise<Conversation> {
  signal.throwIfAborted()
  const socket = connect(address)
  const heard = hear(socket)
  const stop = (): void => void socket.destroy(signal.reason instanceof Error ? signal.reason : undefined)
  signal.addEventListener('abort', stop, { once: true })
  socket.once('close', () => {
    signal.removeEventListener('abort', stop)
  })
  const whole = <T>(step: Promise<T>): Promise<T> =>
    step.catch((cause: unknown) => {
      signal.throwIfAborted()
      throw isMailroomError(cause) ? cause : unusable('The virus scanner cannot be reached.', {}, cause)
    })

  const late = setTimeout(() => socket.destroy(new Error('It does not take the connection.')), connectMs)
  try {
    await whole(once(socket, 'connect'))
  } finally {
    clearTimeout(late)
  }
  socket.setTimeout(silentMs, () => socket.destroy(new Error('It has fallen silent.')))

  return {
    async send(bytes) {
      if (heard.isOver()) return
      if (!socket.write(bytes)) await whole(Promise.race([once(socket, 'drain'), heard.end]))
    },
    hasAnswered: heard.isOver,
    answer: () => whole(heard.end),
    close: () => void socket.destroy(),
  }
}

/** Collects the answer from the first byte on: it may come, and the connection end, while the file is still being sent. */
function hear(socket: Socket): { readonly end: Promise<string>; readonly isOver: () => boolean } {
  let isOver = false
  let text = ''
  const end = new Promise<string>((resolve, reject) => {
    socket.on('data', (bytes: Buffer) => {
      text += bytes.toString('latin1')
      const length = text.indexOf('\0')
      if (length < 0 && text.length <= MAX_ANSWER_BYTES) return
      isOver = true
      if (length < 0) reject(unusable('The virus scanner answered without end.'))
      else resolve(text.slice(0, length))
    })
    socket.once('error', reject)
    socket.once('close', () => {
      reject(unusable('The virus scanner hung up without an answer.'))
    })
  })
  void end.catch(() => {
    isOver = true
  })
  return { end, isOver: () => isOver }
}

export function unusable(
  detail: string,
  facts: Readonly<Record<string, unknown>> = {},
  cause?: unknown,
): MailroomError {
  return new MailroomError('dependency-unavailable', detail, { facts, cause })
}
