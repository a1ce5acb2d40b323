export interface BackOff {
  readonly firstMs: number
  readonly longestMs: number
}

/**
 * Pause that doubles with every failure, half of it by chance, so that not everybody comes back at once.
 *
 * @param failures 1 for the first one
 * @param random   0 ≤ random < 1
 */
export function backOffMs(failures: number, { firstMs, longestMs }: BackOff, random: number): number {
  return Math.round(Math.min(longestMs, firstMs * 2 ** (failures - 1)) * (0.5 + random / 2))
}
