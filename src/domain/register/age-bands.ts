const HOUR_MS = 3_600_000

/** How long mail has been in the house, in hours since it was captured; the last band has no end. */
export interface AgeBand {
  readonly fromHours: number
  readonly belowHours?: number
}

/** A day, three days, a week, a month. */
export const AGE_BANDS: readonly AgeBand[] = [
  { fromHours: 0, belowHours: 24 },
  { fromHours: 24, belowHours: 72 },
  { fromHours: 72, belowHours: 168 },
  { fromHours: 168, belowHours: 720 },
  { fromHours: 720 },
]

/** When mail was captured that is of this age now: from the first instant on, and before the second. */
export function capturedWithin(
  { fromHours, belowHours }: AgeBand,
  now: Date,
): { readonly from?: string; readonly below?: string } {
  const before = (hours: number): string => new Date(now.getTime() - hours * HOUR_MS).toISOString()
  return {
    ...(belowHours === undefined ? {} : { from: before(belowHours) }),
    // What is captured in this very moment counts, too.
    ...(fromHours === 0 ? {} : { below: before(fromHours) }),
  }
}
