import { isDocument } from '../bson/document.ts'
import { commandError } from '../errors.ts'
import { compareValues } from '../values/compare.ts'
import { isTruthy } from '../values/numbers.ts'
import {
  type Compile,
  compileList,
  compileNamed,
  type Evaluate,
  fixed,
  isNullish,
  namedArguments,
  type OperatorTable,
  withVariables,
} from './scope.ts'

function comparison(accepts: (order: number) => boolean): ReturnType<typeof fixed> {
  return fixed(2, (a, b) => accepts(compareValues(a, b)))
}

function compileAnd(operand: unknown, compile: Compile, name: string): Evaluate {
  const inputs = compileList(operand, compile, name, 0, Number.POSITIVE_INFINITY)
  return (scope) => inputs.every((input) => isTruthy(input(scope)))
}

function compileOr(operand: unknown, compile: Compile, name: string): Evaluate {
  const inputs = compileList(operand, compile, name, 0, Number.POSITIVE_INFINITY)
  return (scope) => inputs.some((input) => isTruthy(input(scope)))
}

function compileCondition(operand: unknown, compile: Compile, name: string): Evaluate {
  const named = Array.isArray(operand) ? undefined : namedArguments(operand, name, ['if', 'then', 'else'])
  const list = named === undefined ? operand : [named['if'], named['then'], named['else']]
  const [condition, whenTrue, whenFalse] = compileList(list, compile, name, 3)
  return (scope) => (isTruthy(condition?.(scope)) ? whenTrue?.(scope) : whenFalse?.(scope))
}

function compileIfNull(operand: unknown, compile: Compile, name: string): Evaluate {
  const inputs = compileList(operand, compile, name, 2, Number.POSITIVE_INFINITY)
  return (scope) => {
    let value: unknown
    for (const input of inputs) {
      value = input(scope)
      if (!isNullish(value)) return value
    }
    return value
  }
}

function compileSwitch(operand: unknown, compile: Compile, name: string): Evaluate {
  const named = namedArguments(operand, name, ['branches'], ['default'])
  const list = named['branches']
  if (!Array.isArray(list) || list.length === 0) {
    throw commandError('FailedToParse', '$switch requires at least one branch')
  }
  const branches = (list as unknown[]).map((branch) => {
    const parts = namedArguments(branch, '$switch', ['case', 'then'])
    return { matches: compile(parts['case']), result: compile(parts['then']) }
  })
  const otherwise = 'default' in named ? compile(named['default']) : undefined
  return (scope) => {
    const branch = branches.find(({ matches }) => isTruthy(matches(scope)))
    if (branch !== undefined) return branch.result(scope)
    if (otherwise === undefined) {
      throw commandError(
        'FailedToParse',
        '$switch could not find a matching branch for an input, and no default was given',
      )
    }
    return otherwise(scope)
  }
}

function compileLet(operand: unknown, compile: Compile, name: string): Evaluate {
  const named = namedArguments(operand, name, ['vars', 'in'])
  if (!isDocument(named['vars']))
    throw commandError('FailedToParse', 'invalid parameter: expected an object (vars)')
  const variables = compileNamed(named['vars'], compile)
  const result = compile(named['in'])
  return (scope) => result(withVariables(scope, variables(scope)))
}

export const LOGIC_OPERATORS: OperatorTable = {
  $eq: comparison((order) => order === 0),
  $ne: comparison((order) => order !== 0),
  $gt: comparison((order) => order > 0),
  $gte: comparison((order) => order >= 0),
  $lt: comparison((order) => order < 0),
  $lte: comparison((order) => order <= 0),
  $cmp: fixed(2, (a, b) => Math.sign(compareValues(a, b))),
  $and: compileAnd,
  $or: compileOr,
  $not: fixed(1, (value) => !isTruthy(value)),
  $cond: compileCondition,
  $ifNull: compileIfNull,
  $switch: compileSwitch,
  $let: compileLet,
}
