import { Decimal128, Double } from 'bson'

/*
 * What MongoDB's manual says about filters, orders and updates, written as plainly as possible and
 * for small documents only: fields of scalars, documents and lists of them, no list in a list.
 * It shares no code with the database, which is tested against it.
 */

export type Fields = Record<string, unknown>

const MISSING = Symbol('missing')

function isFields(value: unknown): value is Fields {
  if (typeof value !== 'object' || value === null) return false
  const prototype: unknown = Object.getPrototypeOf(value)
  return prototype === null || prototype === Object.prototype
}

function isNumber(value: unknown): boolean {
  return (
    typeof value === 'number' ||
    typeof value === 'bigint' ||
    value instanceof Double ||
    value instanceof Decimal128
  )
}

function numberOf(value: unknown): number {
  return Number(String(value))
}

/** An empty list sorts below null. */
const EMPTY_LIST = Symbol('empty list')

/** Place of the type among all types. */
function rank(value: unknown): number {
  if (value === EMPTY_LIST) return 0
  if (value === MISSING || value === null) return 1
  if (isNumber(value)) return 2
  if (typeof value === 'string') return 3
  if (isFields(value)) return 4
  if (Array.isArray(value)) return 5
  return typeof value === 'boolean' ? 6 : 7
}

function sign(a: number | string, b: number | string): number {
  return a < b ? -1 : a > b ? 1 : 0
}

function compareLists(a: readonly unknown[], b: readonly unknown[]): number {
  for (const [at, value] of a.entries()) {
    if (at >= b.length) return 1
    const order = compare(value, b[at])
    if (order !== 0) return order
  }
  return sign(a.length, b.length)
}

/** Fields one after the other: the type of the value, the name, the value. */
function compareFields(a: Fields, b: Fields): number {
  const flat = (fields: Fields): unknown[] =>
    Object.entries(fields).flatMap(([name, value]) => [rank(value), name, value])
  return compareLists(flat(a), flat(b))
}

export function compare(a: unknown, b: unknown): number {
  if (rank(a) !== rank(b)) return sign(rank(a), rank(b))
  if (isNumber(a)) return sign(numberOf(a), numberOf(b))
  if (typeof a === 'string') return sign(a, String(b))
  if (isFields(a) && isFields(b)) return compareFields(a, b)
  if (Array.isArray(a) && Array.isArray(b)) return compareLists(a, b)
  return rank(a) < 6 ? 0 : sign(Number(a), Number(b))
}

/** The ends of a path; lists on the way are gone through. */
function ends(value: unknown, [name, ...rest]: readonly string[]): unknown[] {
  if (name === undefined) return [value]
  if (Array.isArray(value)) return value.filter(isFields).flatMap((item) => ends(item, [name, ...rest]))
  if (!isFields(value) || !(name in value)) return [MISSING]
  return ends(value[name], rest)
}

/** What a condition may be met by: the ends, and the elements of those that are lists. */
function candidates(found: readonly unknown[]): unknown[] {
  return found.flatMap((end): unknown[] => (Array.isArray(end) ? [end, ...(end as unknown[])] : [end]))
}

function isType(type: unknown, value: unknown): boolean {
  const name =
    value === null ? 'null' : isNumber(value) ? 'number' : Array.isArray(value) ? 'array' : typeof value
  return name === type
}

const ORDERS: Readonly<Record<string, (order: number) => boolean>> = {
  $eq: (order) => order === 0,
  $gt: (order) => order > 0,
  $gte: (order) => order >= 0,
  $lt: (order) => order < 0,
  $lte: (order) => order <= 0,
}

function meetsOperator(found: readonly unknown[], operator: string, operand: unknown): boolean {
  const some = (test: (value: unknown) => boolean): boolean => candidates(found).some(test)
  const order = ORDERS[operator]
  if (order !== undefined)
    return some((value) => rank(value) === rank(operand) && order(compare(value, operand)))
  switch (operator) {
    case '$ne':
      return !meetsOperator(found, '$eq', operand)
    case '$in':
      return (operand as unknown[]).some((value) => meetsOperator(found, '$eq', value))
    case '$exists':
      return found.some((end) => end !== MISSING) === operand
    case '$type':
      return some((value) => isType(operand, value))
    case '$not':
      return !meets(found, operand)
    case '$elemMatch':
      return found.some(
        (end) => Array.isArray(end) && end.some((item) => meetsElement(item, operand as Fields)),
      )
    default:
      throw new Error(`the reference does not know ${operator}`)
  }
}

function meetsElement(item: unknown, condition: Fields): boolean {
  const isOfOperators = Object.keys(condition).every((name) => name.startsWith('$'))
  return isOfOperators ? meets([item], condition) : isFields(item) && matches(item, condition)
}

function meets(found: readonly unknown[], condition: unknown): boolean {
  const isOfOperators = isFields(condition) && Object.keys(condition).some((name) => name.startsWith('$'))
  if (!isOfOperators) return meetsOperator(found, '$eq', condition)
  return Object.entries(condition).every(([operator, operand]) => meetsOperator(found, operator, operand))
}

export function matches(document: Fields, filter: Fields): boolean {
  return Object.entries(filter).every(([name, condition]) => {
    if (name === '$and') return (condition as Fields[]).every((clause) => matches(document, clause))
    if (name === '$or') return (condition as Fields[]).some((clause) => matches(document, clause))
    return meets(ends(document, name.split('.')), condition)
  })
}

/** The element of a list that stands for it in a sort. */
export function sortValue(document: Fields, name: string, descending: boolean): unknown {
  const value = name in document ? document[name] : MISSING
  if (!Array.isArray(value)) return value
  if (value.length === 0) return EMPTY_LIST
  const sorted = [...(value as unknown[])].sort(compare)
  return descending ? sorted.at(-1) : sorted[0]
}

class Refused extends Error {}

type FieldUpdate = (value: unknown, operand: unknown) => unknown

function list(value: unknown): unknown[] {
  if (Array.isArray(value)) return value as unknown[]
  throw new Refused('not a list')
}

function number(value: unknown): number {
  if (isNumber(value)) return numberOf(value)
  throw new Refused('not a number')
}

const FIELD_UPDATES: Readonly<Record<string, FieldUpdate>> = {
  $set: (_, operand) => operand,
  $unset: () => MISSING,
  $inc: (value, operand) => (value === MISSING ? operand : number(value) + numberOf(operand)),
  $mul: (value, operand) => (value === MISSING ? 0 : number(value) * numberOf(operand)),
  $min: (value, operand) => (value === MISSING || compare(operand, value) < 0 ? operand : value),
  $max: (value, operand) => (value === MISSING || compare(operand, value) > 0 ? operand : value),
  $push: (value, operand) => (value === MISSING ? [operand] : [...list(value), operand]),
  $addToSet: (value, operand) => {
    if (value === MISSING) return [operand]
    return list(value).some((item) => compare(item, operand) === 0) ? value : [...list(value), operand]
  },
  $pull: (value, operand) =>
    value === MISSING ? MISSING : list(value).filter((item) => compare(item, operand) !== 0),
  $pop: (value, operand) =>
    value === MISSING ? MISSING : list(value).slice(operand === -1 ? 1 : 0, operand === 1 ? -1 : undefined),
}

/** The changed document; undefined when the update must be refused. */
export function updated(
  document: Fields,
  operator: string,
  name: string,
  operand: unknown,
): Fields | undefined {
  try {
    const change = FIELD_UPDATES[operator]
    const value = change?.(name in document ? document[name] : MISSING, operand)
    if (value !== MISSING) return { ...document, [name]: value }
    return Object.fromEntries(Object.entries(document).filter(([key]) => key !== name))
  } catch (error) {
    if (error instanceof Refused) return undefined
    throw error
  }
}

/** How often each value comes when lists are unwound; nothing and empty lists give no row. */
export function unwoundCounts(documents: readonly Fields[], name: string): [unknown, number][] {
  const counts: [unknown, number][] = []
  for (const document of documents) {
    const value = document[name]
    const rows = Array.isArray(value)
      ? (value as unknown[])
      : value === undefined || value === null
        ? []
        : [value]
    for (const row of rows) {
      const known = counts.find(([other]) => compare(other, row) === 0)
      if (known === undefined) counts.push([row, 1])
      else known[1] += 1
    }
  }
  return counts.sort(([a], [b]) => compare(a, b))
}

/** Sum of the numbers in one field by the value of another one. */
export function sums(documents: readonly Fields[], by: string, of: string): [unknown, number][] {
  const totals: [unknown, number][] = []
  for (const document of documents) {
    const key = document[by] ?? null
    const value = isNumber(document[of]) ? numberOf(document[of]) : 0
    const known = totals.find(([other]) => compare(other, key) === 0)
    if (known === undefined) totals.push([key, value])
    else known[1] += value
  }
  return totals.sort(([a], [b]) => compare(a, b))
}
