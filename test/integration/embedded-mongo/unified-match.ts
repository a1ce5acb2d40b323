import { EJSON } from 'bson'

/** The result of an operation is not the one that the specification test expects. */
export class Mismatch extends Error {}

/** The test needs something that this runner has not. */
export class NotRunnable extends Error {}

export type Fields = Record<string, unknown>

export function isFields(value: unknown): value is Fields {
  if (value === null || typeof value !== 'object' || Array.isArray(value)) return false
  return !('_bsontype' in value) && !(value instanceof Date) && !(value instanceof Map)
}

export function fieldsOf(value: unknown): Fields {
  return isFields(value) ? value : {}
}

export function listOf(value: unknown): unknown[] {
  return Array.isArray(value) ? (value as unknown[]) : []
}

export function textOf(value: unknown): string {
  if (typeof value !== 'string') throw new NotRunnable(`expected a text, got ${JSON.stringify(value)}`)
  return value
}

/** Numbers of all BSON types compare by value, as the unified test format demands. */
function plain(value: unknown): unknown {
  if (value instanceof Map) return Object.fromEntries(value)
  if (typeof value === 'object' && value !== null && '_bsontype' in value) {
    const type = value._bsontype
    if (type === 'Long' || type === 'Int32' || type === 'Double') return Number(value)
  }
  return value
}

type Entities = ReadonlyMap<string, unknown>

interface Comparison {
  readonly operand: unknown
  readonly actual: unknown
  readonly at: string
  readonly entities: Entities
  readonly isRoot: boolean
}

/** The special operators of the unified test format. */
const SPECIAL: Readonly<Record<string, (comparison: Comparison) => void>> = {
  $$exists: ({ operand, actual, at }) => {
    if ((actual !== undefined) !== operand) throw new Mismatch(`${at}: exists should be ${String(operand)}`)
  },
  $$unsetOrMatches: ({ operand, actual, at, entities, isRoot }) => {
    if (actual !== undefined && actual !== null) matchValue(operand, actual, at, entities, isRoot)
  },
  $$type: ({ actual, at }) => {
    if (actual === undefined) throw new Mismatch(`${at}: is missing`)
  },
  $$matchesEntity: ({ operand, actual, at, entities }) => {
    matchValue(entities.get(textOf(operand)), actual, at, entities, false)
  },
  $$sessionLsid: ({ operand, actual, at, entities }) => {
    matchValue(sessionId(entities.get(textOf(operand))), actual, at, entities, false)
  },
  $$lte: ({ operand, actual, at }) => {
    if (!(Number(actual) <= Number(plain(operand)))) throw new Mismatch(`${at}: is too large`)
  },
}

function sessionId(session: unknown): unknown {
  return typeof session === 'object' && session !== null && 'id' in session ? session.id : undefined
}

function matchSpecial(operator: string, comparison: Comparison): void {
  const match = SPECIAL[operator]
  if (match === undefined) throw new NotRunnable(`the operator ${operator}`)
  match(comparison)
}

function matchFields(
  expected: Fields,
  actual: unknown,
  at: string,
  entities: Entities,
  isRoot: boolean,
): void {
  if (!isFields(actual)) throw new Mismatch(`${at}: expected an object, got ${JSON.stringify(actual)}`)
  for (const [name, value] of Object.entries(expected))
    matchValue(value, actual[name], `${at}.${name}`, entities, false)
  if (isRoot) return
  const extra = Object.keys(actual).find((name) => !(name in expected) && actual[name] !== undefined)
  if (extra !== undefined) throw new Mismatch(`${at}: unexpected field ${extra}`)
}

function matchList(
  expected: unknown[],
  actual: unknown,
  at: string,
  entities: Entities,
  isRoot: boolean,
): void {
  if (!Array.isArray(actual) || actual.length !== expected.length) {
    throw new Mismatch(
      `${at}: expected ${expected.length} items, got ${JSON.stringify(actual).slice(0, 200)}`,
    )
  }
  for (const [index, value] of expected.entries())
    matchValue(value, actual[index], `${at}[${index}]`, entities, isRoot)
}

/** Compares as the unified test format says; at the root level the actual value may have more fields. */
export function matchValue(
  expected: unknown,
  actual: unknown,
  at: string,
  entities: Entities,
  isRoot: boolean,
): void {
  const [wanted, found] = [plain(expected), plain(actual)]
  if (isFields(wanted)) {
    const [operator] = Object.keys(wanted)
    if (operator?.startsWith('$$') === true)
      matchSpecial(operator, { operand: wanted[operator], actual: found, at, entities, isRoot })
    else matchFields(wanted, found, at, entities, isRoot)
  } else if (Array.isArray(wanted)) matchList(wanted as unknown[], found, at, entities, isRoot)
  else if (EJSON.stringify({ v: wanted ?? null }) !== EJSON.stringify({ v: found ?? null })) {
    throw new Mismatch(`${at}: expected ${JSON.stringify(wanted)}, got ${JSON.stringify(found)}`)
  }
}
