import { isStreet } from './postal-address.ts'

const MAX_NAME_LENGTH = 80
const OPENING_HOURS = /\d ?Uhr|\d{1,2}[.:]\d{2} ?[-–] ?\d{1,2}[.:]\d{2}/iu

/** Titles of letters and forms, and labels: they stand where names stand. */
const NO_NAME =
  /^(?:seite|blatt|page|tel|fax|datum|\p{L}*rechnung|betreff|lieferschein|mahnung|quittung|beleg|kopie|original|an |herrn?\b|frau\b|\d)|§|antrag|anmeldung|formular|erklärung|bescheid|[:?!,…]$|\.\.|^[^\p{L}\d]|@|www\.|https?:/iu

/** Whether a line can be the name of a person or an organisation. */
export function isNameLike(text: string): boolean {
  if (
    text.length > MAX_NAME_LENGTH ||
    !/\p{Lu}\p{L}/u.test(text) ||
    NO_NAME.test(text) ||
    OPENING_HOURS.test(text) ||
    isStreet(text) ||
    /^\p{Ll}/u.test(text)
  )
    return false
  return (text.match(/\d/g)?.length ?? 0) * 3 < text.length
}
