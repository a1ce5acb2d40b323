import { ObjectId, Timestamp } from 'bson'
import { type Document, isDocument } from '../bson/document.ts'
import { commandError, notSupported } from '../errors.ts'
import {
  added,
  dayOfYear,
  difference,
  isCalendarUnit,
  isoDayOfWeek,
  isoWeek,
  isoWeekYear,
  truncated,
  week,
  weekDayNumber,
} from '../values/calendar.ts'
import { wholeNumber } from '../values/numbers.ts'
import { typeName } from '../values/order.ts'
import { fromLocal, toLocal, type ZoneOffset, zoneOffset } from '../values/time-zone.ts'
import {
  type Compile,
  compileNamed,
  type Evaluate,
  isNullish,
  namedArguments,
  type OperatorCompiler,
  type OperatorTable,
  textArgument,
} from './scope.ts'

function moment(value: unknown, name: string): Date {
  if (value instanceof Date) return value
  if (value instanceof ObjectId) return value.getTimestamp()
  if (value instanceof Timestamp) return new Date(value.t * 1000)
  throw commandError('TypeMismatch', `${name} can't convert from ${typeName(value)} to Date`)
}

function offsetOf(timezone: unknown): ZoneOffset {
  return zoneOffset(isNullish(timezone) ? undefined : textArgument(timezone, 'timezone'))
}

/** `{ $year: '$at' }` or `{ $year: { date: '$at', timezone: 'Europe/Berlin' } }`. */
function datePart(read: (local: Date) => number): OperatorCompiler {
  return (operand, compile, name) => {
    const single: unknown = Array.isArray(operand) && operand.length === 1 ? operand[0] : operand
    const named = isDocument(single) && 'date' in single ? single : { date: single }
    const input = compileNamed(namedArguments(named, name, ['date'], ['timezone']), compile)
    return (scope) => {
      const { date, timezone } = input(scope)
      if (isNullish(date) || ('timezone' in named && isNullish(timezone))) return null
      return read(toLocal(moment(date, name), offsetOf(timezone)))
    }
  }
}

function padded(value: number, width: number): string {
  return String(value).padStart(width, '0')
}

function offsetText(minutes: number): string {
  const size = Math.abs(minutes)
  return `${minutes < 0 ? '-' : '+'}${padded(Math.floor(size / 60), 2)}${padded(size % 60, 2)}`
}

const MONTHS = 'January February March April May June July August September October November December'.split(
  ' ',
)

/** The specifiers of `$dateToString`. */
const FORMATS: Readonly<Record<string, (local: Date, offset: number) => string>> = {
  Y: (local) => padded(local.getUTCFullYear(), 4),
  m: (local) => padded(local.getUTCMonth() + 1, 2),
  d: (local) => padded(local.getUTCDate(), 2),
  H: (local) => padded(local.getUTCHours(), 2),
  M: (local) => padded(local.getUTCMinutes(), 2),
  S: (local) => padded(local.getUTCSeconds(), 2),
  L: (local) => padded(local.getUTCMilliseconds(), 3),
  j: (local) => padded(dayOfYear(local), 3),
  w: (local) => String(local.getUTCDay() + 1),
  u: (local) => String(isoDayOfWeek(local)),
  U: (local) => padded(week(local), 2),
  V: (local) => padded(isoWeek(local), 2),
  G: (local) => padded(isoWeekYear(local), 4),
  b: (local) => (MONTHS[local.getUTCMonth()] ?? '').slice(0, 3),
  B: (local) => MONTHS[local.getUTCMonth()] ?? '',
  z: (_local, offset) => offsetText(offset),
  Z: (_local, offset) => String(offset),
  '%': () => '%',
}

function formatted(date: Date, format: string, zone: ZoneOffset): string {
  const offset = zone(date.getTime())
  const local = toLocal(date, zone)
  return format.replace(/%(.?)/gs, (_whole, specifier: string) => {
    const write = Object.hasOwn(FORMATS, specifier) ? FORMATS[specifier] : undefined
    if (write === undefined) {
      throw commandError('FailedToParse', `Invalid format character '%${specifier}' in format string`)
    }
    return write(local, offset)
  })
}

function compileToString(operand: unknown, compile: Compile, name: string): Evaluate {
  const named = namedArguments(operand, name, ['date'], ['format', 'timezone', 'onNull'])
  const read = compileNamed(named, compile)
  return (scope) => {
    const { date, format, timezone, onNull = null } = read(scope)
    if (isNullish(date)) return onNull
    if (('format' in named && isNullish(format)) || ('timezone' in named && isNullish(timezone))) return null
    const fallback = 'timezone' in named ? '%Y-%m-%dT%H:%M:%S.%L' : '%Y-%m-%dT%H:%M:%S.%LZ'
    return formatted(moment(date, name), textArgument(format ?? fallback, name), offsetOf(timezone))
  }
}

/** ISO 8601 as browsers and `toISOString` write it; other notations are refused. */
const ISO = /^\d{4}-\d{2}-\d{2}([T ]\d{2}:\d{2}(:\d{2}(\.\d{1,3})?)?(Z|[+-]\d{2}:?\d{2})?)?$/

function parsed(text: string, zone: ZoneOffset): Date {
  const match = ISO.exec(text)
  const hasZone = match?.[4] !== undefined
  const date =
    match === null
      ? undefined
      : new Date(hasZone || match[1] === undefined ? text : `${text.replace(' ', 'T')}Z`)
  if (date === undefined || Number.isNaN(date.getTime())) {
    throw commandError('FailedToParse', `Error parsing date string '${text}'`)
  }
  return hasZone ? date : fromLocal(date, zone)
}

function compileFromString(operand: unknown, compile: Compile, name: string): Evaluate {
  const named = namedArguments(operand, name, ['dateString'], ['timezone', 'onError', 'onNull', 'format'])
  if ('format' in named) throw notSupported('$dateFromString with a format')
  const { onError, onNull = null, ...rest } = named
  const read = compileNamed(rest, compile)
  const [whenNull, whenError] = [compile(onNull), onError === undefined ? undefined : compile(onError)]
  return (scope) => {
    const { dateString, timezone } = read(scope)
    if (isNullish(dateString)) return whenNull(scope)
    try {
      return parsed(textArgument(dateString, name), offsetOf(timezone))
    } catch (error) {
      if (whenError === undefined) throw error
      return whenError(scope)
    }
  }
}

function weekStart(value: unknown): number {
  return isNullish(value) ? 0 : weekDayNumber(textArgument(value, 'startOfWeek'))
}

/** An operator over named arguments that gives null when a needed one is null or missing. */
function overNamed(
  required: readonly string[],
  optional: readonly string[],
  apply: (named: Document, zone: ZoneOffset, name: string) => unknown,
): OperatorCompiler {
  return (operand, compile, name) => {
    const given = namedArguments(operand, name, required, optional)
    const read = compileNamed(given, compile)
    return (scope) => {
      const named = read(scope)
      if (Object.keys(given).some((key) => isNullish(named[key]))) return null
      return apply(named, offsetOf(named['timezone']), name)
    }
  }
}

function truncate({ date, unit, startOfWeek, binSize }: Document, zone: ZoneOffset, name: string): Date {
  if (binSize !== undefined && wholeNumber(binSize) !== 1) throw notSupported('$dateTrunc with a binSize')
  const local = toLocal(moment(date, name), zone)
  return fromLocal(truncated(local, textArgument(unit, name), weekStart(startOfWeek)), zone)
}

function shift(sign: 1 | -1): OperatorCompiler {
  return overNamed(
    ['startDate', 'unit', 'amount'],
    ['timezone'],
    ({ startDate, unit, amount }, zone, name) => {
      const units = wholeNumber(amount)
      if (units === undefined) throw commandError('FailedToParse', `${name} expects a whole number as amount`)
      const [start, unitName] = [moment(startDate, name), textArgument(unit, name)]
      if (!isCalendarUnit(unitName)) return added(start, unitName, units * sign)
      return fromLocal(added(toLocal(start, zone), unitName, units * sign), zone)
    },
  )
}

function between(
  { startDate, endDate, unit, startOfWeek }: Document,
  zone: ZoneOffset,
  name: string,
): bigint {
  const [start, end] = [moment(startDate, name), moment(endDate, name)]
  const days = difference(
    toLocal(start, zone),
    toLocal(end, zone),
    textArgument(unit, name),
    weekStart(startOfWeek),
  )
  return BigInt(days)
}

export const DATE_OPERATORS: OperatorTable = {
  $year: datePart((local) => local.getUTCFullYear()),
  $month: datePart((local) => local.getUTCMonth() + 1),
  $dayOfMonth: datePart((local) => local.getUTCDate()),
  $dayOfWeek: datePart((local) => local.getUTCDay() + 1),
  $dayOfYear: datePart(dayOfYear),
  $hour: datePart((local) => local.getUTCHours()),
  $minute: datePart((local) => local.getUTCMinutes()),
  $second: datePart((local) => local.getUTCSeconds()),
  $millisecond: datePart((local) => local.getUTCMilliseconds()),
  $week: datePart(week),
  $isoWeek: datePart(isoWeek),
  $isoWeekYear: datePart(isoWeekYear),
  $isoDayOfWeek: datePart(isoDayOfWeek),
  $dateToString: compileToString,
  $dateFromString: compileFromString,
  $dateTrunc: overNamed(['date', 'unit'], ['binSize', 'timezone', 'startOfWeek'], truncate),
  $dateAdd: shift(1),
  $dateSubtract: shift(-1),
  $dateDiff: overNamed(['startDate', 'endDate', 'unit'], ['timezone', 'startOfWeek'], between),
}
