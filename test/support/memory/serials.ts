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
