import { z } from 'zod'

/** Only `https`, at a name, and without a password in it: citizens press it, and nobody looks at it again. */
export const PublicLink = z
  .url({ protocol: /^https$/, hostname: z.regexes.domain })
  .max(500)
  // Addresses are read leniently: `https:user@name` has a user, too.
  .refine((url) => /^https:\/\/[^/?#@\\]+(?:[/?#]|$)/.test(url), 'An address names no user.')

const links = { easyLanguageUrl: PublicLink.nullable(), signLanguageUrl: PublicLink.nullable() }

/** What a city offers on its pages for citizens. ETag is the quoted `version`. */
export const CitizenPageView = z.strictObject({ ...links, version: z.number().int() })
export type CitizenPageView = z.infer<typeof CitizenPageView>
/** `null` takes a link away. */
export const PatchCitizenPageRequest = z.strictObject(links).partial()
