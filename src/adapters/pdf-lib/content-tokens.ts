/**
 * Splits a content stream (ISO 32000-1, 7.8.2) into operators with their operands. Foreign bytes: every loop moves on,
 * and what cannot be understood ends the reading with a `SyntaxError`.
 */
export interface ContentOperator {
  readonly name: string
  /** Operands as they are written: `/F1`, `12`, `(text)`, `<00ff>`, `[…]`, `<<…>>`. */
  readonly operands: readonly string[]
  /** Where operands and operator stand in the stream; the end is outside. */
  readonly start: number
  readonly end: number
}

const WHITE = new Set([0x00, 0x09, 0x0a, 0x0c, 0x0d, 0x20])
const DELIMITERS = new Set(Array.from('()<>[]{}/%', (character) => character.charCodeAt(0)))
/** Operators take at most six numbers; colours and text a few more. More is no operator's list. */
const MAX_OPERANDS = 64
const MAX_DEPTH = 32

export function* contentOperators(bytes: Buffer): Generator<ContentOperator> {
  let operands: string[] = []
  let start: number | undefined
  let at = skipWhite(bytes, 0)
  while (at < bytes.length) {
    start ??= at
    const end = tokenEnd(bytes, at, 0)
    const token = bytes.toString('latin1', at, end)
    if (isOperand(token)) {
      operands.push(token)
      if (operands.length > MAX_OPERANDS) throw new SyntaxError('Too many operands.')
    } else {
      const operatorEnd = token === 'BI' ? inlineImageEnd(bytes, end) : end
      if (token === 'BI') operands.push(bytes.toString('latin1', end, inlineDictEnd(bytes, end)))
      yield { name: token, operands, start, end: operatorEnd }
      operands = []
      start = undefined
      at = skipWhite(bytes, operatorEnd)
      continue
    }
    at = skipWhite(bytes, end)
  }
  if (operands.length > 0) throw new SyntaxError('Operands without an operator.')
}

function isOperand(token: string): boolean {
  return /^[-+.\d/([<]/u.test(token) || token === 'true' || token === 'false' || token === 'null'
}

function skipWhite(bytes: Buffer, from: number): number {
  let at = from
  for (; at < bytes.length; at++) {
    const code = bytes[at] ?? 0
    if (code === 0x25) at = lineEnd(bytes, at)
    else if (!WHITE.has(code)) return at
  }
  return at
}

function lineEnd(bytes: Buffer, from: number): number {
  let at = from
  while (at < bytes.length && bytes[at] !== 0x0a && bytes[at] !== 0x0d) at++
  return at
}

function tokenEnd(bytes: Buffer, at: number, depth: number): number {
  if (depth > MAX_DEPTH) throw new SyntaxError('Nested too deeply.')
  switch (bytes[at] ?? 0) {
    case 0x28:
      return stringEnd(bytes, at)
    case 0x3c:
      return bytes[at + 1] === 0x3c ? listEnd(bytes, at + 2, '>>', depth) : hexEnd(bytes, at)
    case 0x5b:
      return listEnd(bytes, at + 1, ']', depth)
    case 0x2f:
      return wordEnd(bytes, at + 1)
    default:
      return Math.max(at + 1, wordEnd(bytes, at))
  }
}

function wordEnd(bytes: Buffer, from: number): number {
  let at = from
  while (at < bytes.length && !WHITE.has(bytes[at] ?? 0) && !DELIMITERS.has(bytes[at] ?? 0)) at++
  return at
}

function stringEnd(bytes: Buffer, from: number): number {
  let depth = 0
  for (let at = from; at < bytes.length; at++) {
    const code = bytes[at]
    if (code === 0x5c) at++
    else if (code === 0x28) depth++
    else if (code === 0x29 && --depth === 0) return at + 1
  }
  throw new SyntaxError('A string has no end.')
}

function hexEnd(bytes: Buffer, from: number): number {
  const end = bytes.indexOf(0x3e, from)
  if (end < 0) throw new SyntaxError('A hexadecimal string has no end.')
  return end + 1
}

function listEnd(bytes: Buffer, from: number, close: ']' | '>>', depth: number): number {
  let at = skipWhite(bytes, from)
  while (at < bytes.length) {
    if (bytes.toString('latin1', at, at + close.length) === close) return at + close.length
    at = skipWhite(bytes, tokenEnd(bytes, at, depth + 1))
  }
  throw new SyntaxError('A list has no end.')
}

function inlineDictEnd(bytes: Buffer, from: number): number {
  let at = skipWhite(bytes, from)
  while (at < bytes.length) {
    const end = tokenEnd(bytes, at, 0)
    if (bytes.toString('latin1', at, end) === 'ID') return at
    at = skipWhite(bytes, end)
  }
  throw new SyntaxError('An inline picture has no data.')
}

/** The data has no length: it ends at an `EI` that stands alone and is followed by nothing binary. */
function inlineImageEnd(bytes: Buffer, from: number): number {
  let at = bytes.indexOf('EI', inlineDictEnd(bytes, from) + 3, 'latin1')
  while (at >= 0) {
    const alone = WHITE.has(bytes[at - 1] ?? 0) && (at + 2 >= bytes.length || WHITE.has(bytes[at + 2] ?? 0))
    const after = bytes.subarray(at + 2, at + 12)
    if (alone && after.every((code) => code < 0x80 && (code >= 0x20 || WHITE.has(code)))) return at + 2
    at = bytes.indexOf('EI', at + 2, 'latin1')
  }
  throw new SyntaxError('An inline picture has no end.')
}
