import type { TextPattern } from '../domain/routing/rule.ts'

/**
 * Compiles patterns that people wrote into rules. Matching takes time linear in the text, whatever the pattern.
 * Letters match in either case.
 *
 * Fails with `MailroomError` `unsafe-pattern` for a pattern that is malformed, too long, too large once compiled, or asks for what
 * linear matching cannot do (back references, look-around).
 */
export interface PatternMatcher {
  compile(pattern: string): TextPattern
}
