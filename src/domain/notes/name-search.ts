/** Whether words that are typed begin words of the name, in whatever order: „mül p“ finds „Petra Müller“, and so does „mull“. */
export function namedLike(displayName: string, typed: string): boolean {
  const words = wordsOf(displayName)
  return wordsOf(typed).every((start) => words.some((word) => word.startsWith(start)))
}

function wordsOf(text: string): string[] {
  const folded = text
    .normalize('NFD')
    .replace(/\p{Mn}/gu, '')
    .toLowerCase()
    .replaceAll('ß', 'ss')
  return folded.split(/[^\p{L}\p{N}]+/u).filter((word) => word !== '')
}
