/** Letters outside of WinAnsi that do not decompose into one inside. */
const LOOKALIKES: Readonly<Record<string, string>> = {
  Ł: 'L',
  ł: 'l',
  Đ: 'D',
  đ: 'd',
  ı: 'i',
  Ħ: 'H',
  ħ: 'h',
}
/** Characters above 0x7F that the standard fonts of PDF show (ISO 32000-1, annex D). */
const WINANSI_EXTRA = new Set('€‚ƒ„…†‡ˆ‰Š‹ŒŽ‘’“”•–—˜™š›œžŸ')
const UNKNOWN = '?'

/** The text in characters that the standard fonts have: accents that they lack are dropped, the rest becomes "?". */
export function winAnsiText(text: string): string {
  let result = ''
  for (const character of text.normalize('NFC').replace(/\s+/gu, ' ')) result += shown(character)
  return result
}

function shown(character: string): string {
  if (isWinAnsi(character)) return character
  if (/[\p{Cc}\p{Cf}]/u.test(character)) return ''
  const base = LOOKALIKES[character] ?? character.normalize('NFKD').replace(/\p{M}+/gu, '')
  return base !== '' && Array.from(base).every(isWinAnsi) ? base : UNKNOWN
}

function isWinAnsi(character: string): boolean {
  const code = character.codePointAt(0) ?? 0
  return (code >= 0x20 && code <= 0x7e) || (code >= 0xa0 && code <= 0xff) || WINANSI_EXTRA.has(character)
}
