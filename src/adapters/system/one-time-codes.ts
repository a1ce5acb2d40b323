import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto'
import type { OneTimeCodes } from '../../ports/second-factors.ts'

const ALPHABET = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567'
const BITS_OF_CHARACTER = 5
/** As long as the output of SHA-1 (RFC 4226, 4). */
const SECRET_BYTES = 20
const DIGITS = 6
const STEP_MS = 30_000
/** Clocks of telephones differ (RFC 6238, 5.2). */
const STEPS_AROUND = [0, -1, 1]

export function createOneTimeCodes(): OneTimeCodes {
  return {
    newSecret: () => toBase32(randomBytes(SECRET_BYTES)),
    stepOf(secret, code, now) {
      const key = fromBase32(secret)
      const present = Math.floor(now.getTime() / STEP_MS)
      const fitting = STEPS_AROUND.map((around) => present + around).filter((step) =>
        isSame(hotp(key, step, DIGITS), code),
      )
      return fitting[0]
    },
  }
}

/** RFC 4226, 5.3. */
export function hotp(key: Uint8Array, counter: number, digits: number): string {
  const message = Buffer.alloc(8)
  message.writeBigUInt64BE(BigInt(counter))
  const mac = createHmac('sha1', key).update(message).digest()
  const offset = mac.readUInt8(mac.length - 1) & 0xf
  const number = mac.readUInt32BE(offset) & 0x7fffffff
  return String(number % 10 ** digits).padStart(digits, '0')
}

export function toBase32(bytes: Uint8Array): string {
  const bits = [...bytes].map((byte) => byte.toString(2).padStart(8, '0')).join('')
  const groups = bits.match(/.{1,5}/g) ?? []
  return groups.map((group) => ALPHABET[Number.parseInt(group.padEnd(BITS_OF_CHARACTER, '0'), 2)]).join('')
}

export function fromBase32(text: string): Uint8Array {
  const bits = Array.from(text)
    .map((character) => ALPHABET.indexOf(character).toString(2).padStart(5, '0'))
    .join('')
  return Uint8Array.from((bits.match(/.{8}/g) ?? []).map((byte) => Number.parseInt(byte, 2)))
}

/** Takes as long wherever the two differ. */
function isSame(expected: string, given: string): boolean {
  const [left, right] = [Buffer.from(expected), Buffer.from(given)]
  return left.length === right.length && timingSafeEqual(left, right)
}
