/** A compound file (MS-CFB, version 3), put together here: streams by name, and folders of them. */
export interface Folder {
  readonly [name: string]: Folder | Uint8Array
}

const SECTOR = 512
const MINI_SECTOR = 64
const MINI_LIMIT = 4_096
const END = 0xfffffffe
const FREE = 0xffffffff
const FAT = 0xfffffffd

interface Entry {
  readonly name: string
  readonly kind: 1 | 2 | 5
  readonly bytes: Uint8Array
  child: number
  next: number
}

export function compoundFile(root: Folder): Buffer {
  const entries: Entry[] = [{ name: 'Root Entry', kind: 5, bytes: new Uint8Array(), child: FREE, next: FREE }]
  addFolder(entries, 0, root)
  const chains = new Chains()
  const miniFat: number[] = []
  const minis: Uint8Array[] = []
  const starts = entries.map(({ kind, bytes }) => {
    if (kind !== 2 || bytes.length === 0) return END
    if (bytes.length >= MINI_LIMIT) return chains.add(bytes)
    return addMini(minis, miniFat, bytes)
  })
  const mini = Buffer.concat(minis)
  starts[0] = mini.length === 0 ? END : chains.add(mini)
  const miniStart = chains.add(words(filled(miniFat, SECTOR / 4)))
  const directory = entries.map((entry, index) =>
    entryBytes(entry, starts[index] ?? END, index === 0 ? mini.length : entry.bytes.length),
  )
  const directoryStart = chains.add(Buffer.concat(directory))
  const { fatStart, fatSectors, body } = chains.closed()
  const header = Buffer.alloc(SECTOR, 0xff)
  Buffer.from('d0cf11e0a1b11ae1', 'hex').copy(header)
  header.fill(0, 8, 76)
  for (const [at, value] of [
    [24, 0x3e],
    [26, 3],
    [28, 0xfffe],
    [30, 9],
    [32, 6],
  ] as const)
    header.writeUInt16LE(value, at)
  const numbers = [
    [44, fatSectors],
    [48, directoryStart],
    [56, MINI_LIMIT],
    [60, miniStart],
    [64, Math.ceil(Math.max(1, miniFat.length) / (SECTOR / 4))],
    [68, END],
    [72, 0],
  ] as const
  for (const [at, value] of numbers) header.writeUInt32LE(value, at)
  for (let index = 0; index < fatSectors; index += 1) header.writeUInt32LE(fatStart + index, 76 + 4 * index)
  return Buffer.concat([header, body])
}

/** Brothers hang on each other in a row: a tree all the same. */
function addFolder(entries: Entry[], parent: number, folder: Folder): void {
  let before: Entry | undefined
  for (const [name, content] of Object.entries(folder)) {
    const isStream = content instanceof Uint8Array
    const bytes = isStream ? content : new Uint8Array()
    const entry: Entry = { name, kind: isStream ? 2 : 1, bytes, child: FREE, next: FREE }
    const index = entries.push(entry) - 1
    if (before === undefined) {
      const owner = entries[parent]
      if (owner !== undefined) owner.child = index
    } else before.next = index
    before = entry
    if (!isStream) addFolder(entries, index, content)
  }
}

function addMini(minis: Uint8Array[], miniFat: number[], bytes: Uint8Array): number {
  const start = miniFat.length
  const count = Math.ceil(bytes.length / MINI_SECTOR)
  for (let index = 1; index < count; index += 1) miniFat.push(start + index)
  miniFat.push(END)
  minis.push(padded(bytes, MINI_SECTOR))
  return start
}

class Chains {
  private readonly fat: number[] = []
  private readonly sectors: Uint8Array[] = []

  add(bytes: Uint8Array): number {
    const start = this.fat.length
    const count = Math.ceil(bytes.length / SECTOR)
    for (let index = 1; index < count; index += 1) this.fat.push(start + index)
    this.fat.push(END)
    this.sectors.push(padded(bytes, SECTOR))
    return start
  }

  closed(): { fatStart: number; fatSectors: number; body: Buffer } {
    const fatStart = this.fat.length
    let fatSectors = 1
    while (fatSectors * (SECTOR / 4) < fatStart + fatSectors) fatSectors += 1
    for (let index = 0; index < fatSectors; index += 1) this.fat.push(FAT)
    const body = Buffer.concat([...this.sectors, words(filled(this.fat, SECTOR / 4))])
    return { fatStart, fatSectors, body }
  }
}

function entryBytes({ name, kind, child, next }: Entry, start: number, size: number): Buffer {
  const bytes = Buffer.alloc(128)
  bytes.write(name, 'utf16le')
  bytes.writeUInt16LE(2 * (name.length + 1), 64)
  bytes.writeUInt8(kind, 66)
  bytes.writeUInt8(1, 67)
  bytes.writeUInt32LE(FREE, 68)
  bytes.writeUInt32LE(next, 72)
  bytes.writeUInt32LE(child, 76)
  bytes.writeUInt32LE(kind === 1 ? 0 : start, 116)
  bytes.writeUInt32LE(size, 120)
  return bytes
}

function padded(bytes: Uint8Array, unit: number): Buffer {
  return Buffer.concat([bytes, Buffer.alloc((unit - (bytes.length % unit)) % unit)])
}

function filled(values: readonly number[], unit: number): number[] {
  const length = Math.max(1, Math.ceil(values.length / unit)) * unit
  return [...values, ...Array.from({ length: length - values.length }, () => FREE)]
}

function words(values: readonly number[]): Buffer {
  const bytes = Buffer.alloc(4 * values.length)
  values.forEach((value, index) => bytes.writeUInt32LE(value, 4 * index))
  return bytes
}
