import { type Document, isDocument } from '../bson/document.ts'
import { isLogical, isOperatorDocument } from '../query/leaf-test.ts'
import { typeTest } from '../query/types.ts'
import { compareValues, equalValues } from '../values/compare.ts'
import { isTruthy } from '../values/numbers.ts'
import { rankOf } from '../values/order.ts'
import type { Index } from '../store/index-spec.ts'
import type { FilterConditions, PathConditions } from './conditions.ts'

/** The values of which a matching document has at least one; undefined when the filter does not list them. */
function possibleValues({ equals, among }: PathConditions): readonly unknown[] | undefined {
  return equals.length > 0 ? equals.slice(0, 1) : among
}

/** True when every matching document has the field with a value that is not null. */
function isPresent(conditions: PathConditions): boolean {
  if (conditions.lower !== undefined || conditions.upper !== undefined) return true
  if (possibleValues(conditions)?.every((value) => value !== null) === true) return true
  return conditions.operators.some((operators) => '$exists' in operators && isTruthy(operators['$exists']))
}

function passes(operator: string, operand: unknown, value: unknown): boolean {
  if (operator === '$type') return typeTest(operand)(value)
  if (operator === '$in') return Array.isArray(operand) && operand.some((one) => equalValues(one, value))
  if (operator === '$eq') return equalValues(operand, value)
  if (rankOf(operand) !== rankOf(value)) return false
  const order = compareValues(value, operand)
  if (operator === '$gt') return order > 0
  if (operator === '$gte') return order >= 0
  if (operator === '$lt') return order < 0
  return operator === '$lte' && order <= 0
}

/** A bound of the filter that is at least as narrow as the wanted one. */
function boundImplies({ lower, upper }: PathConditions, operator: string, operand: unknown): boolean {
  const bound = operator.startsWith('$g') ? lower : upper
  if (bound === undefined || !['$gt', '$gte', '$lt', '$lte'].includes(operator)) return false
  if (rankOf(bound.value) !== rankOf(operand)) return false
  const order = compareValues(bound.value, operand) * (operator.startsWith('$g') ? 1 : -1)
  return order > 0 || (order === 0 && (operator.endsWith('e') || !bound.inclusive))
}

function impliesOperator(conditions: PathConditions, operator: string, operand: unknown): boolean {
  if (operator === '$exists') return isPresent(conditions)
  const values = possibleValues(conditions)
  if (values?.every((value) => passes(operator, operand, value)) === true) return true
  if (boundImplies(conditions, operator, operand)) return true
  return conditions.operators.some(
    (operators) => operator in operators && equalValues(operators[operator], operand),
  )
}

function impliesField(conditions: PathConditions | undefined, wanted: unknown): boolean {
  if (conditions === undefined) return false
  const operators = isOperatorDocument(wanted) ? wanted : { $eq: wanted }
  return Object.entries(operators).every(([operator, operand]) =>
    impliesOperator(conditions, operator, operand),
  )
}

/** True when every document that passes the filter provably passes the partial filter too. */
function impliesFilter(conditions: FilterConditions, partial: Document): boolean {
  return Object.entries(partial).every(([name, wanted]) => {
    if (!isLogical(name)) return impliesField(conditions.paths.get(name), wanted)
    const clauses = Array.isArray(wanted) ? wanted.filter(isDocument) : []
    return name === '$and'
      ? clauses.every((clause) => impliesFilter(conditions, clause))
      : clauses.some((clause) => impliesFilter(conditions, clause))
  })
}

/** True when the index has an entry for every document that the filter can match. */
export function isComplete({ fields, sparse, partialFilter }: Index, conditions: FilterConditions): boolean {
  if (partialFilter !== undefined) return impliesFilter(conditions, partialFilter)
  if (!sparse) return true
  return fields.some(({ name }) => {
    const own = conditions.paths.get(name)
    return own !== undefined && isPresent(own)
  })
}
