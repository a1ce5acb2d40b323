import { COMMON_WORDS } from './common-words.ts'

/** NIST SP 800-63B asks for 15 without and 8 with a second factor; 12 is what BSI ORP.4 leads to for long-lived ones. */
export const MIN_PASSWORD_LENGTH = 12
/** Fewer different characters are a pattern, whatever the length. */
const MIN_DIFFERENT = 5
/** A known word counts as the whole secret when it leaves fewer letters and digits beside it. */
const MIN_BESIDE_NAME = 6

/** Shorter parts of a name stand in many words. */
const MIN_NAME_LENGTH = 3

/** Rows of keyboards and the alphabet. */
const ROWS = [
  '01234567890123456789',
  'qwertzuiopü',
  'qwertyuiop',
  'asdfghjklöä',
  'yxcvbnm',
  'zxcvbnm',
].concat('abcdefghijklmnopqrstuvwxyz')
/** Walked forwards or backwards. */
const WALKS = ROWS.flatMap((row) => [row, Array.from(row).reverse().join('')])
/** Shorter steps of a walk are found in good passwords too. */
const WALK_LENGTH = 4

export type PasswordFault = 'too-short' | 'too-common' | 'own-name'

/**
 * What is wrong with a new password: by length, and by how soon somebody would try it. Which kinds of characters it has
 * does not count; such rules make `Passwort123!` out of `passwort`.
 *
 * @param names of the person: login name, display name, town
 */
export function passwordFault(password: string, names: readonly string[]): PasswordFault | undefined {
  if (Array.from(password.normalize('NFC')).length < MIN_PASSWORD_LENGTH) return 'too-short'
  const core = coreOf(password)
  if (new Set(core).size < MIN_DIFFERENT || isBuiltOf(core, COMMON_WORDS)) return 'too-common'
  const own = names.flatMap((name) => [coreOf(name), ...name.split(/[\s._@-]+/).map(coreOf)])
  const ownWords = own.filter((name) => name.length >= MIN_NAME_LENGTH)
  return isBuiltOf(core, new Set([...COMMON_WORDS, ...ownWords])) ? 'own-name' : undefined
}

const LOOKALIKES: Readonly<Record<string, string>> = { '@': 'a', $: 's', '€': 'e' }

/** Lower case letters and digits; nothing else makes a known word harder to guess. */
function coreOf(text: string): string {
  return text
    .normalize('NFC')
    .toLowerCase()
    .replace(/[@$€]/g, (character) => LOOKALIKES[character] ?? '')
    .replace(/[^\p{L}\p{N}]/gu, '')
}

/** Whether hardly anything is left once known words, walks and years have been taken away. */
function isBuiltOf(core: string, words: ReadonlySet<string>): boolean {
  let rest = withoutWalks(core)
  for (const word of [...words].sort((left, right) => right.length - left.length)) {
    rest = rest.replaceAll(word, ' ')
  }
  rest = rest.replace(/(?:19|20)\d\d/g, ' ').replace(/(.)\1{2,}/gu, ' ')
  return rest.replaceAll(' ', '').length < MIN_BESIDE_NAME
}

function withoutWalks(core: string): string {
  let rest = ''
  for (let at = 0; at < core.length;) {
    const length = walkLengthAt(core, at)
    rest += length >= WALK_LENGTH ? ' ' : (core[at] ?? '')
    at += length >= WALK_LENGTH ? length : 1
  }
  return rest
}

function walkLengthAt(core: string, start: number): number {
  let longest = 0
  for (const walk of WALKS) {
    let length = WALK_LENGTH
    while (start + length <= core.length && walk.includes(core.slice(start, start + length))) length += 1
    longest = Math.max(longest, length - 1)
  }
  return longest
}
