interface Row {
  /** All of it, in pixels. */
  readonly room: number
  /** Of the button behind which the rest waits. */
  readonly more: number
  /** Between two neighbours. */
  readonly gap: number
}

/**
 * How many entries, from the first on, stand in a row. The button takes room only when something waits behind it.
 *
 * @param widths of the entries, in pixels
 */
export function entriesThatFit(widths: readonly number[], { room, more, gap }: Row): number {
  const ends: number[] = []
  let end = -gap
  for (const width of widths) {
    end += gap + width
    ends.push(end)
  }
  if (end <= room) return widths.length
  return ends.filter((one) => one + gap + more <= room).length
}
