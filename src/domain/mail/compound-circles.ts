/** Behind the header; the sectors of the table are named there, and the rest in sectors of their own (MS-CFB, 2.2 and 2.5). */
const HEADER_BYTES = 512
const NAMED_IN_HEADER = 109
const FIRST_NAME_PLACE = 76
const MINI_TABLE_PLACE = 60
const REST_PLACE = 68
const DIRECTORY_PLACE = 48
const ENTRY_BYTES = 128
const LINK_PLACES = [68, 72, 76]
/** From here on numbers are marks and no sectors. */
const FIRST_MARK = 0xfffffffa
const NO_ENTRY = 0xffffffff

/**
 * Whether a compound file has sectors or entries that lead back to themselves. A reader that follows them never ends.
 *
 * @param bytes the whole file, whose signature was looked at
 */
export function runsInCircles(bytes: Uint8Array): boolean {
  const file = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const sectorBytes = file.getUint16(30, true) === 12 ? 4_096 : HEADER_BYTES
  const sectors: Sectors = { file, sectorBytes, count: Math.floor(bytes.byteLength / sectorBytes) }
  const table = tableOf(sectors)
  if (table === undefined || hasCircle(table)) return true
  const mini = numbersOf(sectors, chainOf(table, file.getUint32(MINI_TABLE_PLACE, true)))
  return hasCircle(mini) || isNoTree(sectors, chainOf(table, file.getUint32(DIRECTORY_PLACE, true)))
}

interface Sectors {
  readonly file: DataView
  readonly sectorBytes: number
  readonly count: number
}

/** What follows each sector; undefined when the list of its parts has no end. */
function tableOf(sectors: Sectors): Uint32Array | undefined {
  const { file, sectorBytes, count } = sectors
  const parts: number[] = []
  for (let index = 0; index < NAMED_IN_HEADER; index += 1)
    parts.push(file.getUint32(FIRST_NAME_PLACE + 4 * index, true))
  let rest = file.getUint32(REST_PLACE, true)
  for (let seen = 0; rest < FIRST_MARK; seen += 1) {
    const names = numbersOf(sectors, [rest])
    if (seen > count || names.length === 0) return undefined
    parts.push(...names.subarray(0, sectorBytes / 4 - 1))
    rest = names.at(-1) ?? NO_ENTRY
  }
  // No sector is part of the table twice, or the table would be larger than the file.
  return numbersOf(sectors, [...new Set(parts.filter((part) => part < FIRST_MARK))])
}

/** The numbers in these sectors; those that are not there have none. */
function numbersOf({ file, sectorBytes }: Sectors, places: readonly number[]): Uint32Array {
  const each = sectorBytes / 4
  const there = places.filter((place) => (place + 2) * sectorBytes <= file.byteLength)
  const numbers = new Uint32Array(there.length * each)
  for (const [index, place] of there.entries()) {
    for (let at = 0; at < each; at += 1)
      numbers[index * each + at] = file.getUint32((place + 1) * sectorBytes + 4 * at, true)
  }
  return numbers
}

function hasCircle(table: Uint32Array): boolean {
  /** 0: not seen, else the walk that has seen it. */
  const seenBy = new Uint32Array(table.length)
  for (let start = 0; start < table.length; start += 1) {
    let at = start
    while (at < table.length && seenBy[at] === 0) {
      seenBy[at] = start + 1
      at = table[at] ?? NO_ENTRY
    }
    if (at < table.length && seenBy[at] === start + 1) return true
  }
  return false
}

/** Of a table without circles. */
function chainOf(table: Uint32Array, start: number): number[] {
  const chain: number[] = []
  for (let at = start; at < FIRST_MARK; at = table[at] ?? NO_ENTRY) chain.push(at)
  return chain
}

/** In a tree every entry hangs on one other at most, and the first on none. */
function isNoTree({ file, sectorBytes }: Sectors, places: readonly number[]): boolean {
  const hanging = new Set<number>([0])
  for (const place of places) {
    const from = (place + 1) * sectorBytes
    for (
      let at = from;
      at + ENTRY_BYTES <= Math.min(from + sectorBytes, file.byteLength);
      at += ENTRY_BYTES
    ) {
      // Unused ones say nothing.
      if (file.getUint8(at + 66) === 0) continue
      for (const link of LINK_PLACES) {
        const entry = file.getUint32(at + link, true)
        if (entry === NO_ENTRY) continue
        if (hanging.has(entry)) return true
        hanging.add(entry)
      }
    }
  }
  return false
}
