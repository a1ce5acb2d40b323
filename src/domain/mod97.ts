/** Remainder by 97 of capitals and digits, A = 10 … Z = 35 (ISO 7064, mod 97-10). */
export function isoMod97(text: string): number {
  let rest = 0
  for (const character of text) {
    const value = Number.parseInt(character, 36)
    rest = (rest * (value > 9 ? 100 : 10) + value) % 97
  }
  return rest
}
