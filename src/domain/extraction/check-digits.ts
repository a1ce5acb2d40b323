/** Check digit of ISO 7064, mod 11,10: the last digit of a German tax identifier and of a USt-IdNr. */
export function hasMod1110CheckDigit(digits: string): boolean {
  let product = 10
  for (const digit of digits.slice(0, -1)) {
    const sum = (Number(digit) + product) % 10
    product = ((sum === 0 ? 10 : sum) * 2) % 11
  }
  return String((11 - product) % 10) === digits.at(-1)
}
