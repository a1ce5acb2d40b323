import { once } from 'node:events'
import { createServer, type Socket } from 'node:net'
import type { AddressInfo } from 'node:net'

/** The harmless file that every scanner takes for a virus (EICAR), in two halves so that none takes this one for it. */
export const EICAR = ['X5O!P%@AP[4\\PZX54(P^)7CC)7}$', 'EICAR-STANDARD-ANTIVIRUS-TEST-FILE!$H+H*'].join('')

/** What the scanner does wrong. */
export type ScannerFault = 'none' | 'silent' | 'hangs-up' | 'babbles' | 'no-verdict'

/** Speaks the part of clamd's protocol that Poststelle uses, and knows one virus. */
export interface FakeClamd extends AsyncDisposable {
  readonly port: number
  /** Files that were sent to their end. */
  readonly scanned: readonly Buffer[]
  set(fault: ScannerFault): void
}

const ZERO = '\0'

/** @param at a port of its own on loopback, or a path in the file system */
export async function startFakeClamd({
  maxBytes = 1_000_000,
  path,
}: { readonly maxBytes?: number; readonly path?: string } = {}): Promise<FakeClamd> {
  const scanned: Buffer[] = []
  const sockets = new Set<Socket>()
  let fault: ScannerFault = 'none'

  const server = createServer((socket) => {
    sockets.add(socket)
    socket.on('close', () => sockets.delete(socket))
    socket.on('error', () => socket.destroy())
    if (fault === 'hangs-up') socket.destroy()
    else answer(socket, { fault, maxBytes, scanned })
  })
  server.listen(path === undefined ? { port: 0, host: '127.0.0.1' } : { path })
  await once(server, 'listening')
  return {
    port: path === undefined ? (server.address() as AddressInfo).port : 0,
    scanned,
    set(next) {
      fault = next
    },
    async [Symbol.asyncDispose]() {
      for (const socket of sockets) socket.destroy()
      server.close()
      await once(server, 'close')
    },
  }
}

interface Manner {
  readonly fault: ScannerFault
  readonly maxBytes: number
  readonly scanned: Buffer[]
}

function answer(socket: Socket, manner: Manner): void {
  let received = Buffer.alloc(0)
  let isOver = manner.fault === 'silent'
  socket.on('data', (bytes: Buffer) => {
    if (isOver) return
    received = Buffer.concat([received, bytes])
    const said = manner.fault === 'babbles' ? 'x'.repeat(10_000) : answerTo(received, manner)
    if (said === undefined) return
    isOver = true
    socket.end(said)
  })
}

const STREAM = `zINSTREAM${ZERO}`

/** Undefined as long as the question is not whole. */
function answerTo(received: Buffer, { fault, maxBytes, scanned }: Manner): string | undefined {
  if (!received.toString('latin1').startsWith(STREAM)) {
    return `ClamAV 1.0.3/27000/Mon Nov 30 08:00:00 2026${ZERO}`
  }
  const { file, isWhole } = piecesOf(received.subarray(STREAM.length))
  if (file.length > maxBytes) return `INSTREAM size limit exceeded. ERROR${ZERO}`
  if (!isWhole) return undefined
  scanned.push(file)
  if (fault === 'no-verdict') return `stream: lstat() failed ERROR${ZERO}`
  return file.includes(EICAR) ? `stream: Eicar-Test-Signature FOUND${ZERO}` : `stream: OK${ZERO}`
}

function piecesOf(received: Buffer): { readonly file: Buffer; readonly isWhole: boolean } {
  const pieces: Buffer[] = []
  let at = 0
  while (received.length - at >= 4) {
    const length = received.readUInt32BE(at)
    if (length === 0) return { file: Buffer.concat(pieces), isWhole: true }
    if (received.length - at - 4 < length) break
    pieces.push(received.subarray(at + 4, at + 4 + length))
    at += 4 + length
  }
  return { file: Buffer.concat(pieces), isWhole: false }
}
