import type { Socket } from 'node:net'
import type { mongo } from 'mongoose'

/** More than a heartbeat may take by the options of the connection: an awaited one is answered when something changes. */
const STUCK_AFTER_MS = 3_000
const STUCK_AWAITED_AFTER_MS = 6_000
/** A call looks for a server for three seconds; it is to find one that was freed. */
const LOOK_EVERY_MS = 250

/** The part of the driver's inside that a stuck heartbeat waits on (mongodb 7.8, `sdam/monitor.js`). */
interface Inside {
  readonly s?: {
    readonly servers?: ReadonlyMap<
      string,
      { readonly monitor?: { readonly connection?: { readonly socket?: Socket } | null } }
    >
  }
}

/**
 * Frees heartbeats that are stuck. When all connections are cut at once, the driver may write its heartbeat to a socket that
 * is closed already and wait for `drain`, which never comes and has no timeout: it would never look for the server again,
 * and only a restart would help. It gives up waiting when the socket tells of an error.
 */
export function watchHeartbeats(client: mongo.MongoClient): void {
  const running = new Map<string, number>()
  const ended = ({ connectionId }: { readonly connectionId: string }): void => {
    running.delete(connectionId)
  }
  client.on('serverHeartbeatStarted', ({ connectionId, awaited }) => {
    const limitMs = awaited ? STUCK_AWAITED_AFTER_MS : STUCK_AFTER_MS
    running.set(connectionId, performance.now() + limitMs)
  })
  client.on('serverHeartbeatSucceeded', ended)
  client.on('serverHeartbeatFailed', ended)
  const looking = setInterval(() => {
    for (const [address, lateAt] of running) free(socketOfHeartbeat(client, address), lateAt)
  }, LOOK_EVERY_MS)
  looking.unref()
  client.on('topologyClosed', () => {
    clearInterval(looking)
  })
}

function free(socket: Socket | undefined, lateAt: number): void {
  if (socket === undefined || socket.listenerCount('error') === 0) return
  if (socket.closed || performance.now() > lateAt) socket.emit('error', new Error('the heartbeat is stuck'))
}

function socketOfHeartbeat(client: mongo.MongoClient, address: string): Socket | undefined {
  const inside = Reflect.get(client, 'topology') as Inside | undefined
  return inside?.s?.servers?.get(address)?.monitor?.connection?.socket
}
