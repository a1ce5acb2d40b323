import { closeSync, fsyncSync, openSync, writeSync } from 'node:fs'
import type { Letter } from './letters.ts'

/** What was sent, and what the server has said of it. */
export interface Entry {
  readonly letter: Letter
  /** Of the acknowledgement: until it is there, the letter may be in the house or not. */
  readonly itemId?: string
  /** The server has said that it lies in a case file. */
  readonly isFiled?: boolean
}

/**
 * The record outside the server: what is written here is on the disk before the next step, so that nothing the server does
 * or loses can alter it. One JSON line a fact.
 */
export interface Ledger {
  sent(letter: Letter): void
  /** Fails when a key was acknowledged with another item before. */
  acknowledged(key: string, itemId: string): void
  filed(key: string): void
  entries(): readonly Entry[]
  close(): void
}

export function openLedger(path: string): Ledger {
  const file = openSync(path, 'a', 0o600)
  const entries = new Map<string, Entry>()
  const write = (fact: Readonly<Record<string, unknown>>): void => {
    writeSync(file, `${JSON.stringify(fact)}\n`)
    fsyncSync(file)
  }
  return {
    sent(letter) {
      const { key, sha256, bytes } = letter
      if (!entries.has(key)) entries.set(key, { letter })
      write({ fact: 'sent', key, sha256, sizeBytes: bytes.length })
    },
    acknowledged(key, itemId) {
      const entry = entries.get(key)
      if (entry === undefined) throw new Error(`An answer to ${key}, which was never sent.`)
      if (entry.itemId !== undefined && entry.itemId !== itemId)
        throw new Error(`${key} was acknowledged as ${entry.itemId} and as ${itemId}.`)
      entries.set(key, { ...entry, itemId })
      write({ fact: 'acknowledged', key, itemId })
    },
    filed(key) {
      const entry = entries.get(key)
      if (entry?.itemId === undefined) throw new Error(`${key} was filed and never acknowledged.`)
      entries.set(key, { ...entry, isFiled: true })
      write({ fact: 'filed', key, itemId: entry.itemId })
    },
    entries: () => [...entries.values()],
    close() {
      closeSync(file)
    },
  }
}
