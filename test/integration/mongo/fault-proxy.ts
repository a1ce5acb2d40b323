import { mkdtemp, rm } from 'node:fs/promises'
import { connect, createServer, type Socket } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

/** How the line to the database behaves: `hang` takes everything and answers nothing. */
export type LineState = 'pass' | 'refuse' | 'hang'

export interface FaultProxy extends AsyncDisposable {
  /** Connection string through the proxy. */
  readonly uri: string
  /** Also cuts the open connections, but when the line only hangs. */
  set(state: LineState): void
  /** Cuts all connections once the client has sent this text, before the server's answer gets through. */
  cutAfter(text: string): void
}

/** A line to the embedded server that a test can break. */
export async function startFaultProxy(serverUri: string): Promise<FaultProxy> {
  const upstreamPath = decodeURIComponent(new URL(serverUri).hostname)
  const directory = await mkdtemp(join(tmpdir(), 'poststelle-proxy-'))
  const socketPath = join(directory, 'p.sock')
  const open = new Set<Socket>()
  let state: LineState = 'pass'
  let cutText: string | undefined

  const cut = (): void => {
    for (const socket of open) socket.destroy()
  }
  const relay = (client: Socket): void => {
    const upstream = connect(upstreamPath)
    for (const [from, to] of [
      [client, upstream],
      [upstream, client],
    ] as const) {
      open.add(from)
      from.on('error', () => from.destroy())
      from.on('close', () => {
        open.delete(from)
        to.destroy()
      })
      from.on('data', (bytes) => {
        if (state === 'hang') return
        to.write(bytes)
        if (from !== client || cutText === undefined || !bytes.includes(cutText)) return
        cutText = undefined
        setTimeout(cut, 30)
        for (const socket of open) socket.pause()
      })
    }
  }
  const server = createServer((client) => {
    if (state === 'refuse') client.destroy()
    else relay(client)
  })
  await new Promise<void>((resolve) => server.listen(socketPath, resolve))

  return {
    uri: `mongodb://${encodeURIComponent(socketPath)}/?directConnection=true`,
    set(next) {
      state = next
      if (next !== 'hang') cut()
    },
    cutAfter(text) {
      cutText = text
    },
    async [Symbol.asyncDispose]() {
      cut()
      await new Promise((resolve) => server.close(resolve))
      await rm(directory, { recursive: true })
    },
  }
}
