/**
 * Letters to be changed, added, dropped or swapped with their neighbour to get from one word to the other (optimal string
 * alignment). Returns `limit + 1` as soon as it is more than the limit.
 */
export function editDistance(left: string, right: string, limit: number): number {
  if (Math.abs(left.length - right.length) > limit) return limit + 1
  let twoBack: readonly number[] = []
  let before: readonly number[] = Array.from({ length: right.length + 1 }, (_, index) => index)
  for (let row = 1; row <= left.length; row += 1) {
    const current = nextRow(left, right, row, before, twoBack)
    if (Math.min(...current) > limit) return limit + 1
    twoBack = before
    before = current
  }
  return Math.min(before[right.length] ?? limit + 1, limit + 1)
}

function nextRow(
  left: string,
  right: string,
  row: number,
  before: readonly number[],
  twoBack: readonly number[],
): number[] {
  const current = [row]
  for (let column = 1; column <= right.length; column += 1) {
    const changed = (before[column - 1] ?? 0) + (left[row - 1] === right[column - 1] ? 0 : 1)
    const dropped = (before[column] ?? 0) + 1
    const added = (current[column - 1] ?? 0) + 1
    const swapped = isSwap(left, right, row, column) ? (twoBack[column - 2] ?? 0) + 1 : Infinity
    current.push(Math.min(changed, dropped, added, swapped))
  }
  return current
}

function isSwap(left: string, right: string, row: number, column: number): boolean {
  return row > 1 && column > 1 && left[row - 1] === right[column - 2] && left[row - 2] === right[column - 1]
}
