import { type Fields, fieldsOf, listOf, matchValue, Mismatch, textOf } from './unified-match.ts'

export type CommandEvent = readonly [string, Fields]

interface DriverError {
  readonly name: string
  readonly message: string
  readonly code?: unknown
  readonly codeName?: unknown
  hasErrorLabel?(label: string): boolean
}

/** Each kind of expectation about an error; true when it holds. */
const ERROR_CHECKS: Readonly<Record<string, (error: DriverError, wanted: unknown) => boolean>> = {
  isClientError: ({ name }, wanted) => wanted !== true || !name.includes('Server'),
  errorCode: ({ code }, wanted) => Number(code) === Number(wanted),
  errorCodeName: ({ codeName }, wanted) => codeName === wanted,
  errorContains: ({ message }, wanted) => message.toLowerCase().includes(textOf(wanted).toLowerCase()),
  errorLabelsContain: (error, wanted) =>
    listOf(wanted).every((label) => error.hasErrorLabel?.(textOf(label)) === true),
  errorLabelsOmit: (error, wanted) =>
    listOf(wanted).every((label) => error.hasErrorLabel?.(textOf(label)) !== true),
}

export function checkError(error: unknown, expected: Fields): void {
  if (!(error instanceof Error)) throw new Mismatch('something was thrown that is no error')
  for (const [kind, wanted] of Object.entries(expected)) {
    const holds = ERROR_CHECKS[kind]
    if (holds?.(error, wanted) === false) throw new Mismatch(`${kind} does not hold: ${error.message}`)
  }
}

const BULK_COUNTS = ['insertedCount', 'matchedCount', 'modifiedCount', 'deletedCount', 'upsertedCount']

export function checkResult(
  name: string,
  expected: unknown,
  result: unknown,
  entities: Map<string, unknown>,
): void {
  if (name !== 'bulkWrite') {
    matchValue(expected, result, '$', entities, true)
    return
  }
  const counts = result as Fields
  for (const count of BULK_COUNTS) {
    const wanted = fieldsOf(expected)[count]
    if (wanted !== undefined) matchValue(wanted, counts[count], count, entities, true)
  }
}

function checkEvent(wanted: unknown, got: CommandEvent, at: string, entities: Map<string, unknown>): void {
  const [[kind, value] = ['', undefined]] = Object.entries(fieldsOf(wanted))
  const [gotKind, event] = got
  if (gotKind !== kind) throw new Mismatch(`${at} is ${gotKind}`)
  for (const [name, part] of Object.entries(fieldsOf(value))) {
    if (['commandName', 'command', 'reply'].includes(name))
      matchValue(part, event[name], `${at}.${name}`, entities, true)
  }
}

/** Compares the commands a client has sent with the expected ones. */
export function checkEvents(
  expectation: Fields,
  events: ReadonlyMap<string, readonly CommandEvent[]>,
  entities: Map<string, unknown>,
): void {
  if (expectation['eventType'] !== undefined && expectation['eventType'] !== 'command') return
  const got = events.get(textOf(expectation['client'])) ?? []
  const wanted = listOf(expectation['events'])
  if (expectation['ignoreExtraEvents'] !== true && got.length !== wanted.length) {
    throw new Mismatch(`${got.length} events instead of ${wanted.length}`)
  }
  for (const [index, one] of wanted.entries()) {
    checkEvent(one, got[index] ?? ['missing', {}], `event[${index}]`, entities)
  }
}
