import { Binary } from 'bson'
import { commandError } from '../errors.ts'
import { plainNumber, wholeNumber } from '../values/numbers.ts'
import type { ValueTest } from './leaf-test.ts'

const TESTS: Readonly<Record<string, (value: bigint, mask: bigint) => boolean>> = {
  $bitsAllSet: (value, mask) => (value & mask) === mask,
  $bitsAnySet: (value, mask) => (value & mask) !== 0n,
  $bitsAllClear: (value, mask) => (value & mask) === 0n,
  $bitsAnyClear: (value, mask) => (value & mask) !== mask,
}

export function isBitOperator(name: string): boolean {
  return name in TESTS
}

/** Binary data counts its bits from the first byte on. */
function bitsOfBinary(value: Binary): bigint {
  return Array.from(value.value()).reduceRight((bits, byte) => (bits << 8n) | BigInt(byte), 0n)
}

function bitsOf(value: unknown): bigint | undefined {
  if (value instanceof Binary) return bitsOfBinary(value)
  const number = plainNumber(value)
  if (typeof number === 'bigint') return number
  return number !== undefined && Number.isSafeInteger(number) ? BigInt(number) : undefined
}

function bitOfPosition(position: unknown): bigint {
  const bit = wholeNumber(position)
  if (bit === undefined || bit < 0) throw commandError('BadValue', 'bit positions must be whole numbers >= 0')
  return 1n << BigInt(bit)
}

function maskOf(mask: unknown): bigint {
  if (Array.isArray(mask)) return mask.map(bitOfPosition).reduce((all, bit) => all | bit, 0n)
  const bits = bitsOf(mask)
  if (bits === undefined || bits < 0n) {
    throw commandError(
      'BadValue',
      'a bit mask must be a whole number >= 0, binary data or a list of positions',
    )
  }
  return bits
}

export function bitTest(operator: string, operand: unknown): ValueTest {
  const test = TESTS[operator]
  if (test === undefined) throw commandError('BadValue', `unknown operator: ${operator}`)
  const mask = maskOf(operand)
  return (value) => {
    const bits = bitsOf(value)
    return bits !== undefined && test(bits, mask)
  }
}
