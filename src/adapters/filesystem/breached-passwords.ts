import { createHash } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { stat } from 'node:fs/promises'
import { createInterface } from 'node:readline'
import type { BreachedPasswords } from '../../ports/breached-passwords.ts'

/** The list is kept in memory: this much is some millions of passwords. */
const MAX_BYTES = 256 * 1_024 * 1_024
/** SHA-1, as the known lists have it, with or without a count behind it. */
const HASH_LINE = /^([0-9a-f]{40})(?::\d+)?$/i
/** 64 bits of each: a password that is not on the list is refused by mistake once in ten billion. */
const KEPT_BYTES = 8

/**
 * Reads a list of passwords, one a line: as they are, or as SHA-1 in hexadecimal.
 *
 * @throws {Error} when there is no such file, or it is larger than 256 MiB
 */
export async function readBreachedPasswords(path: string | undefined): Promise<BreachedPasswords> {
  const known = new Set<bigint>()
  if (path !== undefined) {
    const { size } = await stat(path)
    if (size > MAX_BYTES) throw new Error('The list of known passwords is larger than 256 MiB.')
    for await (const line of createInterface({ input: createReadStream(path), crlfDelay: Infinity })) {
      const hash = HASH_LINE.exec(line)?.[1]
      if (line !== '') known.add(hash === undefined ? keyOf(sha1(line)) : keyOf(Buffer.from(hash, 'hex')))
    }
  }
  return { has: (password) => known.has(keyOf(sha1(password))) }
}

function sha1(text: string): Buffer {
  return createHash('sha1').update(text).digest()
}

function keyOf(hash: Buffer): bigint {
  return hash.subarray(0, KEPT_BYTES).readBigUInt64BE()
}
