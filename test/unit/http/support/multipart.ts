import { connect } from 'node:net'

/** Smallest files that are what their first bytes say. */
export const PDF = new TextEncoder().encode('%PDF-1.7\n1 0 obj\n<< /Type /Catalog >>\nendobj\n%%EOF\n')
export const PNG = Uint8Array.from([
  ...[0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 0, 0, 0, 13, 0x49, 0x48, 0x44, 0x52],
  ...[0, 0, 0, 1, 0, 0, 0, 1, 8, 0, 0, 0, 0, 0x3a, 0x7e, 0x9b, 0x55, 0, 0, 0, 0, 0x49, 0x45, 0x4e, 0x44],
])

export const BOUNDARY = 'the-boundary'
export const MULTIPART = { 'content-type': `multipart/form-data; boundary=${BOUNDARY}` }

export interface Part {
  /** Everything behind `form-data; `, as it goes over the wire. */
  readonly disposition: string
  readonly content: string | Uint8Array
  /** Further header lines, each with its line end. */
  readonly headers?: string
}

/** A multipart body as bytes, well-formed or not. */
export function multipartOf(parts: readonly Part[], end = `--${BOUNDARY}--\r\n`): Uint8Array<ArrayBuffer> {
  const chunks = parts.flatMap(({ disposition, content, headers = '' }) => [
    Buffer.from(`--${BOUNDARY}\r\nContent-Disposition: form-data; ${disposition}\r\n${headers}\r\n`),
    Buffer.from(content),
    Buffer.from('\r\n'),
  ])
  return Uint8Array.from(Buffer.concat([...chunks, Buffer.from(end)]))
}

export function filePart(filename: string, content: string | Uint8Array): Part {
  return {
    disposition: `name="files"; filename="${filename}"`,
    headers: 'Content-Type: application/octet-stream\r\n',
    content,
  }
}

export function fieldPart(name: string, value: string): Part {
  return { disposition: `name="${name}"`, content: value }
}

/** The beginning of an upload that goes on for as long as it is held. */
export function heldUpload(url: string, path: string, headers = ''): { letGo(): void } {
  const begun = multipartOf([filePart('held.pdf', PDF)], '')
  const { hostname, port } = new URL(url)
  const socket = connect(Number(port), hostname)
  // Whoever gets no place is told so, and his line is closed.
  socket.on('error', () => undefined).resume()
  socket.write(
    `POST ${path} HTTP/1.1\r\nHost: x\r\n${headers}Content-Type: ${MULTIPART['content-type']}\r\nContent-Length: 10000\r\n\r\n`,
  )
  socket.write(begun)
  return {
    letGo() {
      socket.destroy()
    },
  }
}

/** Sends bytes as they are and gives back all that comes until the connection ends or the time is over. */
export function sendRaw(
  url: string,
  chunks: readonly (string | Uint8Array)[],
  limitMs = 3_000,
): Promise<string> {
  const { hostname, port } = new URL(url)
  return new Promise((resolve) => {
    const socket = connect(Number(port), hostname)
    let received = ''
    const finish = (): void => {
      clearTimeout(timer)
      socket.destroy()
      resolve(received)
    }
    const timer = setTimeout(finish, limitMs)
    socket.on('data', (chunk: Buffer) => {
      received += chunk.toString('latin1')
    })
    socket.on('end', finish).on('error', finish)
    for (const chunk of chunks) socket.write(chunk)
  })
}
