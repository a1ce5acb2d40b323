import { type Document, firstKey, isDocument } from '../bson/document.ts'
import { locationError, notSupported } from '../errors.ts'
import { compareValues } from '../values/compare.ts'
import { keyText } from '../values/keys.ts'
import { addNumbers, plainNumber, toDouble } from '../values/numbers.ts'
import { compileExpression } from './expression.ts'
import { mergeObjects } from './operators-object.ts'
import { isNumeric } from './operators-arithmetic.ts'
import { isNullish, type Scope } from './scope.ts'

/** Collects one field of one group. */
export interface Accumulator {
  add(value: unknown): void
  result(): unknown
}

function sum(): Accumulator {
  let total: unknown = 0
  return {
    add: (value) => {
      if (isNumeric(value)) total = addNumbers(total, value)
    },
    result: () => total,
  }
}

function average(): Accumulator {
  let [total, count] = [0, 0]
  return {
    add: (value) => {
      if (!isNumeric(value)) return
      total += Number(plainNumber(value))
      count += 1
    },
    result: () => (count === 0 ? null : toDouble(total / count)),
  }
}

function extreme(sign: 1 | -1): () => Accumulator {
  return () => {
    let best: unknown
    return {
      add: (value) => {
        if (isNullish(value)) return
        if (best === undefined || compareValues(value, best) * sign < 0) best = value
      },
      result: () => best ?? null,
    }
  }
}

function first(): Accumulator {
  let [value, seen]: [unknown, boolean] = [undefined, false]
  return {
    add: (next) => {
      if (!seen) [value, seen] = [next, true]
    },
    result: () => value ?? null,
  }
}

function last(): Accumulator {
  let value: unknown
  return {
    add: (next) => {
      value = next
    },
    result: () => value ?? null,
  }
}

function push(): Accumulator {
  const values: unknown[] = []
  return {
    add: (value) => {
      if (value !== undefined) values.push(value)
    },
    result: () => values,
  }
}

function addToSet(): Accumulator {
  const values = new Map<string, unknown>()
  return {
    add: (value) => {
      if (value !== undefined) values.set(keyText(value), value)
    },
    result: () => [...values.values()],
  }
}

function merge(): Accumulator {
  let merged: Document = {}
  return {
    add: (value) => {
      merged = mergeObjects([merged, value])
    },
    result: () => merged,
  }
}

/** Welford's method: exact enough also for large values that lie close together. */
function deviation(sample: boolean): () => Accumulator {
  return () => {
    let [count, mean, squares] = [0, 0, 0]
    return {
      add: (value) => {
        if (!isNumeric(value)) return
        const number = Number(plainNumber(value))
        count += 1
        const before = number - mean
        mean += before / count
        squares += before * (number - mean)
      },
      result: () => {
        const divisor = sample ? count - 1 : count
        return divisor < 1 ? null : toDouble(Math.sqrt(squares / divisor))
      },
    }
  }
}

function count(): Accumulator {
  let total = 0
  return {
    add: () => {
      total += 1
    },
    result: () => total,
  }
}

const ACCUMULATORS: Readonly<Record<string, () => Accumulator>> = {
  $sum: sum,
  $avg: average,
  $min: extreme(1),
  $max: extreme(-1),
  $first: first,
  $last: last,
  $push: push,
  $addToSet: addToSet,
  $mergeObjects: merge,
  $stdDevPop: deviation(false),
  $stdDevSamp: deviation(true),
  $count: count,
}

const UNSUPPORTED = new Set(
  (
    '$accumulator $function $top $topN $bottom $bottomN $firstN $lastN $maxN $minN $median $percentile ' +
    '$covariancePop $covarianceSamp $expMovingAvg'
  ).split(' '),
)

export interface GroupField {
  readonly name: string
  readonly start: () => Accumulator
  readonly value: (scope: Scope) => unknown
}

/** Compiles one field of `$group`: `{ total: { $sum: '$amount' } }`. */
export function compileGroupField(name: string, spec: unknown): GroupField {
  const operator = isDocument(spec) ? firstKey(spec) : undefined
  if (!isDocument(spec) || operator === undefined) {
    throw locationError(40234, `The field '${name}' must be an accumulator object`)
  }
  if (Object.keys(spec).length !== 1)
    throw locationError(40238, `The field '${name}' must specify one accumulator`)
  if (UNSUPPORTED.has(operator)) throw notSupported(`the accumulator ${operator}`)
  const start = Object.hasOwn(ACCUMULATORS, operator) ? ACCUMULATORS[operator] : undefined
  if (start === undefined) throw locationError(15952, `unknown group operator '${operator}'`)
  return { name, start, value: compileExpression(spec[operator]) }
}
