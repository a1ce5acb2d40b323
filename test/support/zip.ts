import { crc32, deflateRawSync } from 'node:zlib'

export interface ZipEntry {
  readonly name: string
  readonly content: string | Buffer
  readonly method?: 'stored' | 'deflated'
  /** General purpose bits (APPNOTE 4.4.4); bit 0 says that the entry is encrypted. */
  readonly flags?: number
  /** Unix mode of the entry, such as `0o120777` for a symbolic link. */
  readonly mode?: number
  /** What the directory says of the size, where it lies. */
  readonly claimedBytes?: number
}

/** A ZIP, made here byte by byte. */
export function makeZip(entries: readonly ZipEntry[]): Buffer {
  const parts: Buffer[] = []
  const directory: Buffer[] = []
  let offset = 0
  for (const entry of entries) {
    const { local, central } = headersOf(entry, offset)
    parts.push(local)
    directory.push(central)
    offset += local.length
  }
  const listed = Buffer.concat(directory)
  return Buffer.concat([...parts, listed, endOf(entries.length, listed.length, offset)])
}

function headersOf(
  { name, content, method = 'deflated', flags = 0x800, mode, claimedBytes }: ZipEntry,
  offset: number,
): { readonly local: Buffer; readonly central: Buffer } {
  const bytes = Buffer.from(content)
  const packed = method === 'stored' ? bytes : deflateRawSync(bytes)
  const nameBytes = Buffer.from(name)
  const common = Buffer.alloc(26)
  common.writeUInt16LE(20, 0)
  common.writeUInt16LE(flags, 2)
  common.writeUInt16LE(method === 'stored' ? 0 : 8, 4)
  common.writeUInt32LE(crc32(bytes), 10)
  common.writeUInt32LE(packed.length, 14)
  common.writeUInt32LE(claimedBytes ?? bytes.length, 18)
  common.writeUInt16LE(nameBytes.length, 22)
  const local = Buffer.concat([Buffer.from('PK\x03\x04', 'latin1'), common, nameBytes, packed])
  const after = Buffer.alloc(14)
  after.writeUInt32LE(((mode ?? 0) << 16) >>> 0, 6)
  after.writeUInt32LE(offset, 10)
  const made = Buffer.from([20, mode === undefined ? 0 : 3])
  const central = Buffer.concat([Buffer.from('PK\x01\x02', 'latin1'), made, common, after, nameBytes])
  return { local, central }
}

function endOf(count: number, sizeBytes: number, offset: number): Buffer {
  const end = Buffer.alloc(22)
  end.write('PK\x05\x06', 'latin1')
  end.writeUInt16LE(count, 8)
  end.writeUInt16LE(count, 10)
  end.writeUInt32LE(sizeBytes, 12)
  end.writeUInt32LE(offset, 16)
  return end
}
