import type { mongo } from 'mongoose'

/** More than a heartbeat may take by the options of the connection: an awaited one is answered when something changes. */
const STUCK_AFTER_MS = 3_000
const STUCK_AWAITED_AFTER_MS = 6_000

/** The part of the driver's inside that a stuck heartbeat waits on (mongodb 7.8, `sdam/monitor.js`). */
interface Inside {
  readonly s?: {
    readonly servers?: ReadonlyMap<
      string,
      { readonly monitor?: { readonly connection?: { readonly socket?: NodeJS.EventEmitter } | null } }
    >
  }
}

/**
 * Frees heartbeats that are stuck. When all connections are cut at once, the driver may write its heartbeat to a socket that
 * is closed already and wait for `drain`, which never comes and has no timeout: it would never look for the server again,
 * and only a restart would help. It gives up waiting when the socket tells of an error.
 */
export function watchHeartbeats(client: mongo.MongoClient): void {
  const timers = new Map<string, NodeJS.Timeout>()
  const ended = ({ connectionId }: { readonly connectionId: string }): void => {
    clearTimeout(timers.get(connectionId))
    timers.delete(connectionId)
  }
  client.on('serverHeartbeatStarted', (event) => {
    ended(event)
    const limitMs = event.awaited ? STUCK_AWAITED_AFTER_MS : STUCK_AFTER_MS
    const timer = setTimeout(() => {
      free(client, event.connectionId)
    }, limitMs)
    timers.set(event.connectionId, timer.unref())
  })
  client.on('serverHeartbeatSucceeded', ended)
  client.on('serverHeartbeatFailed', ended)
  client.on('topologyClosed', () => {
    for (const timer of timers.values()) clearTimeout(timer)
  })
}

function free(client: mongo.MongoClient, address: string): void {
  const inside = Reflect.get(client, 'topology') as Inside | undefined
  const socket = inside?.s?.servers?.get(address)?.monitor?.connection?.socket
  if (socket !== undefined && socket.listenerCount('error') > 0)
    socket.emit('error', new Error('the heartbeat is stuck'))
}
