import { RE2JS, RE2JSException } from 're2js'
import { MailroomError } from '../../domain/errors.ts'
import type { PatternMatcher } from '../../ports/pattern-matcher.ts'

const MAX_PATTERN_LENGTH = 500
/** Matching costs text length times instructions: this keeps the worst page of text in the range of milliseconds. */
const MAX_INSTRUCTIONS = 600
const MAX_TEXT_LENGTH = 500_000

/** Patterns by RE2: linear time, no back references, no look-around. */
export function createRe2PatternMatcher(): PatternMatcher {
  return {
    compile(pattern) {
      if (pattern.length > MAX_PATTERN_LENGTH)
        throw unsafe(`Das Muster ist länger als ${MAX_PATTERN_LENGTH} Zeichen.`)
      const compiled = compileSafely(pattern)
      if (compiled.programSize() > MAX_INSTRUCTIONS)
        throw unsafe('Das Muster ist zu aufwendig; bitte Wiederholungen verkleinern.')
      return { occursIn: (text) => compiled.test(text.slice(0, MAX_TEXT_LENGTH)) }
    },
  }
}

function compileSafely(pattern: string): RE2JS {
  try {
    return RE2JS.compile(pattern.normalize('NFC'), RE2JS.CASE_INSENSITIVE)
  } catch (cause) {
    if (!(cause instanceof RE2JSException)) throw cause
    throw unsafe(
      'Das Muster ist nicht lesbar oder verlangt etwas, das nicht sicher geprüft werden kann.',
      cause,
    )
  }
}

function unsafe(detail: string, cause?: unknown): MailroomError {
  return new MailroomError('unsafe-pattern', detail, { cause, faults: [{ path: 'value', message: detail }] })
}
