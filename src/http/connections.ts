import type { Server } from 'node:http'
import type { Socket } from 'node:net'

/** Knows which connections of a server are in the middle of a request. */
export interface Connections {
  /** Ends those that are between requests now, and the others when their last answer is out. */
  endWhenIdle(): void
}

/**
 * Node's own `closeIdleConnections` overlooks connections that browsers opened in advance and have not used yet; they
 * would hold up a stop until their timeout.
 */
export function followConnections(server: Server): Connections {
  const runningBySocket = new Map<Socket, number>()
  let ending = false

  function change(socket: Socket, by: number): void {
    const running = (runningBySocket.get(socket) ?? 0) + by
    runningBySocket.set(socket, running)
    if (ending && running === 0) socket.destroySoon()
  }

  server.on('connection', (socket) => {
    change(socket, 0)
    socket.once('close', () => runningBySocket.delete(socket))
  })
  server.on('request', ({ socket }, response) => {
    change(socket, 1)
    response.once('close', () => {
      change(socket, -1)
    })
  })
  return {
    endWhenIdle() {
      ending = true
      for (const [socket, running] of runningBySocket) if (running === 0) socket.destroySoon()
    },
  }
}
