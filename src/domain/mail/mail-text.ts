/** A hundred closely printed pages. */
export const MAX_TEXT_LENGTH = 400_000
const MAX_TEXT_LINES = 10_000
export const MAX_LINE_LENGTH = 500

/** As much of the text of a mail as people are shown. */
export function boundedText(text: string): { readonly text: string; readonly isShortened: boolean } {
  const lines = printable(text.slice(0, MAX_TEXT_LENGTH)).split('\n')
  return {
    text: lines.slice(0, MAX_TEXT_LINES).join('\n'),
    isShortened: text.length > MAX_TEXT_LENGTH || lines.length > MAX_TEXT_LINES,
  }
}

/** One line without marks that could make it look like another; undefined when nothing is left. */
export function mailLine(text: string | undefined, maxLength = MAX_LINE_LENGTH): string | undefined {
  const plain = printable((text ?? '').slice(0, maxLength * 2))
    .replace(/\s+/g, ' ')
    .trim()
    .slice(0, maxLength)
  return plain === '' ? undefined : plain
}

/** Line breaks are kept; nothing else steers a reader or a printer. */
function printable(text: string): string {
  return text
    .replace(/\r\n?/g, '\n')
    .replace(/\t/g, '    ')
    .replace(/[^\P{Cc}\n]|[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff]/gu, '')
}
