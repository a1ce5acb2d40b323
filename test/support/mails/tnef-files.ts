/** A `winmail.dat` as Outlook makes it (MS-OXTNEF), put together here byte by byte. */

interface Wrapped {
  readonly title: string
  readonly longName?: string
  readonly mediaType?: string
  readonly flags?: number
  readonly bytes: Uint8Array
}

const numbers = (...values: readonly (readonly [value: number, bytes: 1 | 2 | 4])[]): Buffer =>
  Buffer.concat(
    values.map(([value, bytes]) => {
      const buffer = Buffer.alloc(bytes)
      buffer.writeUIntLE(value, 0, bytes)
      return buffer
    }),
  )

export function attribute(level: 1 | 2, id: number, data: Uint8Array): Buffer {
  const sum = data.reduce((total, byte) => (total + byte) % 65_536, 0)
  return Buffer.concat([numbers([level, 1], [id, 4], [data.length, 4]), data, numbers([sum, 2])])
}

export function tnef(...attributes: readonly Uint8Array[]): Buffer {
  return Buffer.concat([numbers([0x223e9f78, 4], [1, 2]), ...attributes])
}

export type Property =
  | readonly [id: number, kind: 'long', value: number]
  | readonly [id: number, kind: 'unicode' | 'text', value: string]
  | readonly [id: number, kind: 'object', value: Uint8Array]
  | readonly [id: number, kind: 'named', value: string]

export function properties(...list: readonly Property[]): Buffer {
  return Buffer.concat([numbers([list.length, 4]), ...list.map(propertyBytes)])
}

function propertyBytes([id, kind, value]: Property): Buffer {
  if (kind === 'long') return numbers([3, 2], [id, 2], [value, 4])
  if (kind === 'object') return Buffer.concat([numbers([0x0d, 2], [id, 2], [1, 4]), padded(value)])
  if (kind === 'text')
    return Buffer.concat([numbers([0x1e, 2], [id, 2], [1, 4]), padded(Buffer.from(`${value}\0`, 'latin1'))])
  const text = padded(Buffer.from(`${value}\0`, 'utf16le'))
  if (kind === 'unicode') return Buffer.concat([numbers([0x1f, 2], [id, 2], [1, 4]), text])
  // Of a name of its own: a set, and the name as text.
  return Buffer.concat([
    numbers([0x1f, 2], [id, 2]),
    Buffer.alloc(16, 7),
    numbers([1, 4]),
    text,
    numbers([1, 4]),
    text,
  ])
}

function padded(bytes: Uint8Array): Buffer {
  return Buffer.concat([numbers([bytes.length, 4]), bytes, Buffer.alloc((4 - (bytes.length % 4)) % 4)])
}

export function wrapped({ title, longName, mediaType, flags = 0, bytes }: Wrapped): Buffer {
  const list: Property[] = [
    [0x8005, 'named', 'eigenes'],
    [0x3714, 'long', flags],
    ...(longName === undefined ? [] : [[0x3707, 'unicode', longName] as const]),
    ...(mediaType === undefined ? [] : [[0x370e, 'text', mediaType] as const]),
  ]
  return Buffer.concat([
    attribute(2, 0x00069002, Buffer.alloc(14)),
    attribute(2, 0x00018010, Buffer.from(`${title}\0`, 'latin1')),
    attribute(2, 0x0006800f, bytes),
    attribute(2, 0x00069005, properties(...list)),
  ])
}

/** A message inside of the wrapping: TNEF again. */
export function wrappedMessage(title: string, inner: Uint8Array): Buffer {
  const object = Buffer.concat([Buffer.alloc(16, 9), inner])
  return Buffer.concat([
    attribute(2, 0x00069002, Buffer.alloc(14)),
    attribute(2, 0x00018010, Buffer.from(`${title}\0`, 'latin1')),
    attribute(2, 0x00069005, properties([0x3705, 'long', 5], [0x3701, 'object', object])),
  ])
}
