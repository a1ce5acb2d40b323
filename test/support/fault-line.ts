import { once } from 'node:events'
import { connect, createServer, type AddressInfo, type Server, type Socket } from 'node:net'

/**
 * How a line behaves. `hang` takes everything and answers nothing, `reset` cuts whoever says something, `slow` holds every
 * piece back for a while, `drip` lets one byte through at a time.
 */
export type LineState = 'pass' | 'refuse' | 'hang' | 'reset' | 'slow' | 'drip'

export interface FaultLine extends AsyncDisposable {
  /** On 127.0.0.1. */
  readonly port: number
  /** Also cuts the open connections, but where they are to suffer. */
  set(state: LineState): void
  /** Cuts all connections once a client has sent this text, before the server's answer gets through. */
  cutAfter(text: string): void
  /**
   * Cuts all connections at the given piece that clients send from now on, before or after it got through. The line passes
   * again at once.
   *
   * @returns tells whether it came to that
   */
  cutAt(piece: number, when: 'before' | 'after'): () => boolean
  /** Takes back the cuts that have not come. */
  spare(): void
}

export type Upstream = { readonly path: string } | { readonly port: number; readonly host: string }

const SLOW_MS = 400
const DRIP_MS = 100
/** A server is given this time to act on the last thing it heard. */
const LAST_WORD_MS = 30

/** A line to a server on this machine that a test can break. */
export async function openFaultLine(upstream: Upstream): Promise<FaultLine> {
  const open = new Set<Socket>()
  let state: LineState = 'pass'
  let cutText: string | undefined
  let countdown: { left: number; readonly when: 'before' | 'after' } | undefined

  const cut = (): void => {
    for (const socket of open) socket.destroy()
  }

  /** True when the piece may go on. */
  function heard(bytes: Buffer): boolean {
    if (cutText !== undefined && bytes.includes(cutText)) {
      cutText = undefined
      lastWord()
    }
    if (countdown === undefined) return true
    countdown.left -= 1
    if (countdown.left > 0) return true
    const { when } = countdown
    countdown = undefined
    if (when === 'before') cut()
    else lastWord()
    return when === 'after'
  }

  function lastWord(): void {
    setTimeout(cut, LAST_WORD_MS)
    for (const socket of open) socket.pause()
  }

  function pass(from: Socket, to: Socket, bytes: Buffer): void {
    if (state === 'hang') return
    if (state === 'reset') {
      reset(from)
      reset(to)
    } else if (state === 'slow') {
      from.pause()
      setTimeout(() => {
        to.write(bytes)
        from.resume()
      }, SLOW_MS)
    } else if (state === 'drip') drip(from, to, bytes)
    else to.write(bytes)
  }

  function drip(from: Socket, to: Socket, bytes: Buffer): void {
    let sent = 0
    from.pause()
    const timer = setInterval(() => {
      const end = state === 'drip' ? sent + 1 : bytes.length
      if (!to.destroyed) to.write(bytes.subarray(sent, end))
      sent = end
      if (sent < bytes.length && !to.destroyed) return
      clearInterval(timer)
      from.resume()
    }, DRIP_MS)
  }

  /** Sockets of the file system know no reset. */
  function reset(socket: Socket): void {
    if (socket.remoteAddress === undefined) socket.destroy()
    else socket.resetAndDestroy()
  }

  function relay(client: Socket): void {
    const server = connect(upstream)
    for (const [from, to] of [
      [client, server],
      [server, client],
    ] as const) {
      open.add(from)
      from.on('error', () => from.destroy())
      from.on('close', () => {
        open.delete(from)
        to.destroy()
      })
      from.on('data', (bytes) => {
        if (from !== client || heard(bytes)) pass(from, to, bytes)
      })
    }
  }

  const listener = await listening((client) => {
    if (state === 'refuse') client.resetAndDestroy()
    else relay(client)
  })
  return {
    port: (listener.address() as AddressInfo).port,
    set(next) {
      state = next
      if (next === 'pass' || next === 'refuse') cut()
    },
    cutAfter(text) {
      cutText = text
    },
    cutAt(piece, when) {
      const armed = { left: piece, when }
      countdown = armed
      return () => armed.left <= 0
    },
    spare() {
      cutText = undefined
      countdown = undefined
    },
    async [Symbol.asyncDispose]() {
      cut()
      await new Promise((resolve) => listener.close(resolve))
    },
  }
}

async function listening(accept: (client: Socket) => void): Promise<Server> {
  const server = createServer(accept).listen(0, '127.0.0.1')
  await once(server, 'listening')
  return server
}

/** Where the embedded database listens. */
export function socketOf(mongoUri: string): Upstream {
  return { path: decodeURIComponent(new URL(mongoUri).hostname) }
}

export function mongoUriOf({ port }: FaultLine): string {
  return `mongodb://127.0.0.1:${port}/?directConnection=true`
}
