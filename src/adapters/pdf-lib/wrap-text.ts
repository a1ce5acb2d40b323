import { lettersOf } from './page-letters.ts'

/** Lines that fit the width; a word that does not fit is cut. At least one line, which may be empty. */
export function wrapText(text: string, width: number, measure: (text: string) => number): string[] {
  const lines: string[] = []
  let line = ''
  for (const word of text.split(' ').flatMap((whole) => cutToWidth(whole, width, measure))) {
    const longer = line === '' ? word : `${line} ${word}`
    if (line !== '' && measure(longer) > width) {
      lines.push(line)
      line = word
    } else {
      line = longer
    }
  }
  return [...lines, line]
}

function cutToWidth(word: string, width: number, measure: (text: string) => number): string[] {
  if (measure(word) <= width) return [word]
  const characters = lettersOf(word)
  const piece = (at: number, length: number): string => characters.slice(at, at + length).join('')
  const pieces: string[] = []
  // Pieces are about as long as the one before: of a long word not every character is measured.
  let length = 1
  for (let at = 0; at < characters.length; at += length) {
    while (length > 1 && measure(piece(at, length)) > width) length -= 1
    while (at + length < characters.length && measure(piece(at, length + 1)) <= width) length += 1
    pieces.push(piece(at, length))
  }
  return pieces
}
