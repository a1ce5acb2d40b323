import { type Document, firstKey, isDocument, setField } from '../bson/document.ts'
import { commandError, notSupported } from '../errors.ts'
import { ARITHMETIC_OPERATORS } from './operators-arithmetic.ts'
import { ARRAY_OPERATORS } from './operators-array.ts'
import { DATE_OPERATORS } from './operators-date.ts'
import { LOGIC_OPERATORS } from './operators-logic.ts'
import { OBJECT_OPERATORS } from './operators-object.ts'
import { SET_OPERATORS } from './operators-set.ts'
import { STRING_OPERATORS } from './operators-string.ts'
import { TYPE_OPERATORS } from './operators-type.ts'
import { type Evaluate, type OperatorTable, pathValue } from './scope.ts'

const OPERATORS: OperatorTable = {
  ...LOGIC_OPERATORS,
  ...ARITHMETIC_OPERATORS,
  ...ARRAY_OPERATORS,
  ...SET_OPERATORS,
  ...OBJECT_OPERATORS,
  ...STRING_OPERATORS,
  ...DATE_OPERATORS,
  ...TYPE_OPERATORS,
  $rand: () => () => Math.random(),
  $literal: (operand) => () => operand,
}

/** Expressions that MongoDB 7.0 has and this store has not. */
const UNSUPPORTED = new Set(
  (
    '$accumulator $function $where $meta $sampleRate $binarySize $bsonSize $bitAnd $bitOr $bitXor $bitNot ' +
    '$acos $acosh $asin $asinh $atan $atan2 $atanh $cos $cosh $sin $sinh $tan $tanh $degreesToRadians ' +
    '$radiansToDegrees $exp $ln $log $log10 $toDecimal $toHashedIndexKey $tsSecond $tsIncrement $median ' +
    '$percentile $top $topN $bottom $bottomN $covariancePop $covarianceSamp $stdDevPop $stdDevSamp ' +
    '$zip $firstN $lastN $maxN $minN $dateToParts $dateFromParts $strcasecmp $indexOfBytes'
  ).split(' '),
)

function compilePath(path: string): Evaluate {
  if (path === '') throw commandError('FailedToParse', "'$' by itself is not a valid FieldPath")
  const parts = path.split('.')
  if (parts.some((part) => part === '')) {
    throw commandError('FailedToParse', `FieldPath must not have empty parts: ${path}`)
  }
  const [only] = parts
  if (parts.length === 1 && only !== undefined)
    return ({ root }) => (Object.hasOwn(root, only) ? root[only] : undefined)
  return ({ root }) => pathValue(root, parts)
}

function compileVariable(path: string): Evaluate {
  const [name = '', ...parts] = path.split('.')
  switch (name) {
    case 'ROOT':
    case 'CURRENT':
      return ({ root }) => pathValue(root, parts)
    case 'REMOVE':
      return () => undefined
    case 'NOW': {
      const now = new Date()
      return () => now
    }
    default:
      return ({ variables }) => {
        if (!Object.hasOwn(variables, name))
          throw commandError('FailedToParse', `Use of undefined variable: ${name}`)
        return pathValue(variables[name], parts)
      }
  }
}

function compileText(text: string): Evaluate {
  if (text.startsWith('$$')) return compileVariable(text.slice(2))
  if (text.startsWith('$')) return compilePath(text.slice(1))
  return () => text
}

function compileOperator(expression: Document, name: string): Evaluate {
  if (Object.keys(expression).length !== 1) {
    throw commandError(
      'FailedToParse',
      'an expression specification must contain exactly one field, the operator',
    )
  }
  const operator = Object.hasOwn(OPERATORS, name) ? OPERATORS[name] : undefined
  if (operator !== undefined) return operator(expression[name], compileExpression, name)
  if (UNSUPPORTED.has(name)) throw notSupported(`the expression ${name}`)
  throw commandError('InvalidPipelineOperator', `Unrecognized expression '${name}'`)
}

function compileObject(expression: Document): Evaluate {
  const compiled = Object.entries(expression).map(([name, value]) => {
    if (name.startsWith('$'))
      throw commandError('FailedToParse', `the field '${name}' may not start with '$'`)
    return [name, compileExpression(value)] as const
  })
  return (scope) => {
    const result: Document = {}
    for (const [name, evaluate] of compiled) {
      const value = evaluate(scope)
      if (value !== undefined) setField(result, name, value)
    }
    return result
  }
}

/**
 * Compiles an aggregation expression; unknown operators and wrong operands fail here, before a document is seen.
 */
export function compileExpression(expression: unknown): Evaluate {
  if (typeof expression === 'string') return compileText(expression)
  if (Array.isArray(expression)) {
    const items = expression.map(compileExpression)
    return (scope) => items.map((item) => item(scope) ?? null)
  }
  if (!isDocument(expression)) return () => expression
  const name = firstKey(expression)
  return name?.startsWith('$') === true ? compileOperator(expression, name) : compileObject(expression)
}

/** An expression over one document and the variables of the command. */
export function createExpression(
  expression: unknown,
): (document: Document, variables: Readonly<Document>) => unknown {
  const evaluate = compileExpression(expression)
  return (root, variables) => evaluate({ root, variables })
}
