import { connect, type Socket } from 'node:net'
import { deserialize, serialize } from 'bson'

/** The path of the unix socket in a connection string of the embedded database. */
export function socketPathOf(uri: string): string {
  return decodeURIComponent(new URL(uri.replace('mongodb://', 'http://x/')).pathname.split('/')[1] ?? '')
}

export function opMsg(body: Uint8Array, flags = 0): Buffer {
  const header = Buffer.alloc(21)
  header.writeInt32LE(21 + body.length, 0)
  header.writeInt32LE(1, 4)
  header.writeInt32LE(2013, 12)
  header.writeUInt32LE(flags, 16)
  return Buffer.concat([header, body])
}

export type Answer =
  { readonly kind: 'reply'; readonly document: Record<string, unknown> } | { readonly kind: 'closed' }

/** Writes bytes to a new connection and waits for a whole reply or the end of the connection. */
export async function exchange(
  uri: string,
  bytes: Uint8Array | readonly Uint8Array[],
  endAfterwards = false,
): Promise<Answer> {
  const pieces = bytes instanceof Uint8Array ? [bytes] : bytes
  const socket: Socket = connect(socketPathOf(uri))
  socket.setNoDelay(true)
  try {
    return await new Promise<Answer>((resolve, reject) => {
      let received = Buffer.alloc(0)
      socket.on('error', () => {
        resolve({ kind: 'closed' })
      })
      socket.on('close', () => {
        resolve({ kind: 'closed' })
      })
      socket.setTimeout(5000, () => {
        reject(new Error('neither a reply nor the end of the connection'))
      })
      socket.on('data', (chunk: Buffer) => {
        received = Buffer.concat([received, chunk])
        if (received.length >= 16 && received.length >= received.readInt32LE(0)) {
          resolve({ kind: 'reply', document: deserialize(received.subarray(21, received.readInt32LE(0))) })
        }
      })
      for (const piece of pieces) socket.write(piece)
      if (endAfterwards) socket.end()
    })
  } finally {
    socket.destroy()
  }
}

export async function sendCommand(
  uri: string,
  command: Record<string, unknown>,
): Promise<Record<string, unknown>> {
  const answer = await exchange(uri, opMsg(serialize(command)))
  if (answer.kind === 'closed') throw new Error('the connection was closed')
  return answer.document
}
