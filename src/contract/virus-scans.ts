import { z } from 'zod'
import { Instant, Person } from './primitives.ts'

/** What a virus scanner said of the file. `held`: nobody opens it and the machine leaves it alone. */
export const VirusScanView = z.strictObject({
  state: z.enum(['clean', 'infected', 'unscanned']),
  at: Instant,
  /** Of what was found, as the scanner names it. */
  signature: z.string().nullable(),
  reason: z.enum(['scanner-away', 'too-large']).nullable(),
  held: z.boolean(),
  /** Who let it out of quarantine all the same. */
  release: z
    .strictObject({
      ground: z.enum(['false-alarm', 'checked-elsewhere']),
      reason: z.string(),
      at: Instant,
      by: Person,
    })
    .nullable(),
})
export type VirusScanView = z.infer<typeof VirusScanView>
