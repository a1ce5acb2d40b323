/** First and last day of a unit, a post or an entry, `YYYY-MM-DD`; `null` where it has none. */
export interface ValidDays {
  readonly validFrom: string | null
  readonly validTo: string | null
}

export function isValidOn({ validFrom, validTo }: ValidDays, day: string): boolean {
  return (validFrom ?? day) <= day && (validTo ?? day) >= day
}
