import { Decimal128, Timestamp } from 'bson'
import { cloneValue, isDocument, isInt32 } from '../bson/document.ts'
import { commandError } from '../errors.ts'
import { compareValues } from '../values/compare.ts'
import { addNumbers, multiplyNumbers, plainNumber } from '../values/numbers.ts'
import { typeName } from '../values/order.ts'
import { showValue } from '../values/show.ts'
import { addToSet, pop, pull, pullAll, push } from './arrays.ts'
import { childOf, type Container, putChild, removeChild } from './paths.ts'

export interface UpdateOperator {
  /** False for operators that leave a missing path missing. */
  readonly creates: boolean
  readonly apply: (container: Container, name: string, operand: unknown, now: Date) => void
}

function set(container: Container, name: string, operand: unknown): void {
  putChild(container, name, cloneValue(operand))
}

function isNumeric(value: unknown): boolean {
  return plainNumber(value) !== undefined || value instanceof Decimal128
}

function arithmetic(operator: '$inc' | '$mul'): UpdateOperator {
  const verb = operator === '$inc' ? 'increment' : 'multiply'
  const calculate = operator === '$inc' ? addNumbers : multiplyNumbers
  return {
    creates: true,
    apply: (container, name, operand) => {
      if (!isNumeric(operand)) {
        throw commandError(
          'TypeMismatch',
          `Cannot ${verb} with non-numeric argument: {${name}: ${showValue(operand)}}`,
        )
      }
      const current = childOf(container, name)
      if (current !== undefined && !isNumeric(current)) {
        throw commandError(
          'TypeMismatch',
          `Cannot apply ${operator} to a value of non-numeric type. {_id: ...} has the field '${name}' of non-numeric type ${typeName(current)}`,
        )
      }
      // A missing field counts as 0 of the operand's type.
      const missing = operator === '$inc' ? operand : multiplyNumbers(operand, 0)
      putChild(container, name, current === undefined ? missing : calculate(current, operand))
    },
  }
}

function extreme(sign: 1 | -1): UpdateOperator {
  return {
    creates: true,
    apply: (container, name, operand) => {
      const current = childOf(container, name)
      if (current === undefined || compareValues(operand, current) * sign < 0) set(container, name, operand)
    },
  }
}

function currentDate(container: Container, name: string, operand: unknown, now: Date): void {
  const type = isDocument(operand) ? operand['$type'] : operand
  if (type === true || type === false || type === 'date') putChild(container, name, now)
  else if (type === 'timestamp') {
    putChild(container, name, new Timestamp({ t: Math.floor(now.getTime() / 1000), i: 1 }))
  } else throw commandError('BadValue', "The '$type' string field is required to be 'date' or 'timestamp'")
}

function bitwise(value: bigint, operation: string, operand: bigint): bigint {
  switch (operation) {
    case 'and':
      return value & operand
    case 'or':
      return value | operand
    case 'xor':
      return value ^ operand
    default:
      throw commandError(
        'BadValue',
        `The $bit modifier only supports 'and', 'or', and 'xor', not '${operation}'`,
      )
  }
}

function wholeBits(value: unknown): bigint {
  if (typeof value === 'bigint') return value
  if (isInt32(value)) return BigInt(value)
  throw commandError('BadValue', 'The $bit modifier field must be an integer (32 or 64 bit)')
}

function bit(container: Container, name: string, operand: unknown): void {
  if (!isDocument(operand)) throw commandError('BadValue', 'The $bit modifier is not compatible with a value')
  const current = childOf(container, name) ?? 0
  let bits = wholeBits(current)
  let wide = typeof current === 'bigint'
  for (const [operation, value] of Object.entries(operand)) {
    bits = bitwise(bits, operation, wholeBits(value))
    wide ||= typeof value === 'bigint'
  }
  putChild(container, name, wide ? BigInt.asIntN(64, bits) : Number(BigInt.asIntN(32, bits)))
}

/** `$rename` moves between two paths and is done by its caller. */
export const UPDATE_OPERATORS: Readonly<Record<string, UpdateOperator>> = {
  $set: { creates: true, apply: set },
  $setOnInsert: { creates: true, apply: set },
  $unset: { creates: false, apply: removeChild },
  $inc: arithmetic('$inc'),
  $mul: arithmetic('$mul'),
  $min: extreme(1),
  $max: extreme(-1),
  $currentDate: { creates: true, apply: currentDate },
  $bit: { creates: true, apply: bit },
  $push: { creates: true, apply: push },
  $addToSet: { creates: true, apply: addToSet },
  $pop: { creates: false, apply: pop },
  $pull: { creates: false, apply: pull },
  $pullAll: { creates: false, apply: pullAll },
}
