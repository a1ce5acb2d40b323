import type { Document } from '../bson/document.ts'
import { commandError } from '../errors.ts'
import { toRegExp } from '../query/regexp.ts'
import { plainNumber, wholeNumber } from '../values/numbers.ts'
import { isRegExp } from '../values/order.ts'
import {
  type Compile,
  compileList,
  compileNamed,
  type Evaluate,
  fixed,
  isNullish,
  namedArguments,
  type OperatorTable,
  strict,
  textArgument,
  variadic,
} from './scope.ts'

/** Unicode characters, which `$strLenCP` and its kin count. */
function characters(text: string): string[] {
  return Array.from(text)
}

function concat(values: readonly unknown[]): unknown {
  return values.some(isNullish) ? null : values.map((value) => textArgument(value, '$concat')).join('')
}

/** What string operators make of numbers and dates; null and missing become an empty text. */
function coerced(value: unknown, name: string): string {
  if (isNullish(value)) return ''
  if (value instanceof Date) return value.toISOString()
  const number = plainNumber(value)
  return number === undefined ? textArgument(value, name) : String(number)
}

function whole(value: unknown, name: string): number {
  const number = wholeNumber(value)
  if (number === undefined) throw commandError('BadValue', `${name} requires whole numbers`)
  return number
}

function substringByCharacters(value: unknown, start: unknown, length: unknown): string {
  const from = whole(start, '$substrCP')
  return characters(coerced(value, '$substrCP'))
    .slice(from, from + whole(length, '$substrCP'))
    .join('')
}

function substringByBytes(value: unknown, start: unknown, length: unknown): string {
  const bytes = Buffer.from(coerced(value, '$substrBytes'))
  const [from, count] = [whole(start, '$substrBytes'), whole(length, '$substrBytes')]
  if (from < 0) throw commandError('BadValue', '$substrBytes: starting index must be non-negative')
  const part = bytes.subarray(from, count < 0 ? undefined : from + count)
  const text = part.toString()
  if (!Buffer.from(text).equals(part))
    throw commandError('BadValue', '$substrBytes: range is inside a character')
  return text
}

function split(text: unknown, separator: unknown): unknown {
  const mark = textArgument(separator, '$split')
  if (mark === '') throw commandError('BadValue', '$split requires a non-empty separator')
  return textArgument(text, '$split').split(mark)
}

/** White space as `$trim` takes it away when no characters are given. */
const WHITE_SPACE =
  '\0\t\n\v\f\r \u00a0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a'

function trimmed(text: string, unwanted: string, atStart: boolean, atEnd: boolean): string {
  const marks = new Set(unwanted)
  const letters = characters(text)
  let [start, end] = [0, letters.length]
  while (atStart && start < end && marks.has(letters[start] ?? '')) start++
  while (atEnd && end > start && marks.has(letters[end - 1] ?? '')) end--
  return letters.slice(start, end).join('')
}

function trimming(atStart: boolean, atEnd: boolean) {
  return (operand: unknown, compile: Compile, name: string): Evaluate => {
    const read = compileNamed(namedArguments(operand, name, ['input'], ['chars']), compile)
    return (scope) => {
      const { input, chars = WHITE_SPACE } = read(scope)
      if (isNullish(input) || isNullish(chars)) return null
      return trimmed(textArgument(input, name), textArgument(chars, name), atStart, atEnd)
    }
  }
}

function compileIndexOf(operand: unknown, compile: Compile, name: string): Evaluate {
  const inputs = compileList(operand, compile, name, 2, 4)
  return (scope) => {
    const [text, wanted, start, end] = inputs.map((input) => input(scope))
    if (isNullish(text)) return null
    const letters = characters(textArgument(text, name))
    const from = start === undefined ? 0 : whole(start, name)
    const to = end === undefined ? letters.length : whole(end, name)
    const part = letters.slice(from, to).join('')
    const index = part.indexOf(textArgument(wanted, name))
    if (index < 0 || from > letters.length) return -1
    return from + characters(part.slice(0, index)).length
  }
}

function replacing(all: boolean) {
  return (operand: unknown, compile: Compile, name: string): Evaluate => {
    const read = compileNamed(namedArguments(operand, name, ['input', 'find', 'replacement']), compile)
    return (scope) => {
      const { input, find, replacement } = read(scope)
      if (isNullish(input) || isNullish(find) || isNullish(replacement)) return null
      const [text, wanted] = [textArgument(input, name), textArgument(find, name)]
      const put = () => textArgument(replacement, name)
      return all ? text.replaceAll(wanted, put) : text.replace(wanted, put)
    }
  }
}

function expressionOf({ regex, options }: Document): RegExp {
  const given = isNullish(options) ? undefined : options
  if (!isRegExp(regex) && typeof regex !== 'string')
    throw commandError('BadValue', 'regex must be a string or regex')
  return toRegExp(regex, given)
}

/** One match in the shape of `$regexFind`; its place counts characters, not UTF-16 units. */
function found(match: RegExpMatchArray): Document {
  const before = (match.input ?? '').slice(0, match.index ?? 0)
  return {
    match: match[0],
    idx: characters(before).length,
    captures: match.slice(1).map((group: string | undefined) => group ?? null),
  }
}

function matching(apply: (text: string | undefined, expression: RegExp) => unknown) {
  return (operand: unknown, compile: Compile, name: string): Evaluate => {
    const read = compileNamed(namedArguments(operand, name, ['input', 'regex'], ['options']), compile)
    return (scope) => {
      const named = read(scope)
      if (isNullish(named['input']) || isNullish(named['regex'])) return apply(undefined, /(?!)/)
      return apply(textArgument(named['input'], name), expressionOf(named))
    }
  }
}

function findFirst(text: string | undefined, expression: RegExp): Document | null {
  const match = text === undefined ? null : expression.exec(text)
  return match === null ? null : found(match)
}

function findEach(text: string | undefined, expression: RegExp): Document[] {
  if (text === undefined) return []
  return [...text.matchAll(new RegExp(expression.source, `${expression.flags}g`))].map(found)
}

export const STRING_OPERATORS: OperatorTable = {
  $concat: variadic(concat),
  $toLower: fixed(1, (value) => coerced(value, '$toLower').toLowerCase()),
  $toUpper: fixed(1, (value) => coerced(value, '$toUpper').toUpperCase()),
  $substrCP: fixed(3, substringByCharacters),
  $substrBytes: fixed(3, substringByBytes),
  $substr: fixed(3, substringByBytes),
  $strLenCP: fixed(1, (value) => characters(textArgument(value, '$strLenCP')).length),
  $strLenBytes: fixed(1, (value) => Buffer.byteLength(textArgument(value, '$strLenBytes'))),
  $split: strict(2, split),
  $trim: trimming(true, true),
  $ltrim: trimming(true, false),
  $rtrim: trimming(false, true),
  $indexOfCP: compileIndexOf,
  $replaceOne: replacing(false),
  $replaceAll: replacing(true),
  $regexMatch: matching((text, expression) => text !== undefined && expression.test(text)),
  $regexFind: matching(findFirst),
  $regexFindAll: matching(findEach),
}
