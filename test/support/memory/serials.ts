import type { MemoryDatabase } from './database.ts'

/** The next number of a named series, from 1; taken back with the transaction. */
export function nextSerial(database: MemoryDatabase, series: string, signal: AbortSignal): Promise<number> {
  return database.write(signal, (table) => {
    const serials = table<number>('serials')
    const serial = (serials.get(series) ?? 0) + 1
    serials.set(series, serial)
    return serial
  })
}

/** The number given last, 0 for none. */
export async function lastSerial(
  database: MemoryDatabase,
  series: string,
  signal: AbortSignal,
): Promise<number> {
  signal.throwIfAborted()
  return database.read<number>('serials').get(series) ?? 0
}
