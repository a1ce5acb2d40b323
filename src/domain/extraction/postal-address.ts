/** Parts of a postal address as printed. */
export interface PostalAddress {
  /** Person or organisation: the first line that names one. */
  readonly name: string
  /** Department or person below it. */
  readonly addition?: string
  readonly street?: string
  readonly postcode: string
  readonly city: string
}

/** "04109 Brückstädt", "D-55116 Mainz", "DE 80333 München", "A-1010 Wien", "CH-8001 Zürich" */
const POSTCODE_CITY =
  /^(?:(?:DE?|AT?|CH)[ -]{1,2})?(\d{5}|(?<=(?:A|AT|CH)[ -]{1,2})\d{4}) ?[-–]?([\p{Lu}][\p{L}.()/ -]{1,50}(?: \d{1,2})?)$/u
const STREET_WORD =
  /str\.|(?:straße|strasse|weg|platz|allee|gasse|ring|ufer|damm|chaussee|markt|hof|graben|steig|promenade|berg|feld|garten|tor|wall|winkel|zeile|anger)(?!\p{L})/iu
const HOUSE_NUMBER = /\s\d{1,4} ?[a-z]?(?:\s?[-–/+]\s?\d{1,4} ?[a-z]?)?$/iu
const BOX_ADDRESS = /^(?:Postfach|Postlagernd|P\.? ?O\.? ?Box)\b/iu
/** Lines of an address that name nobody. */
const NOT_A_NAME =
  /^(?:Herrn?|Frau|Familie|Eheleute|Firma|An(?: (?:das|die|den|dem))?|Einschreiben.*|Persönlich.*|Eigenhändig.*|Vertraulich|Einwurf.*|Deutschland|Germany|Tel(?:efon)?\b.*|Fax\b.*|E-?Mail\b.*|www\..*|Absender:?|Deutsche Post.*|Postvertriebsstück.*|Entgelt bezahlt.*|Bitte .*|(?:\p{L}+-)?(?:nr\.?|nummer))$/iu
const TITLE = /^(?:Herrn?|Frau|Firma|An (?:das|die|den))\s+(?=\p{Lu})/u

export function isPostcodeCity(line: string): boolean {
  return POSTCODE_CITY.test(line.trim())
}

export function isStreet(line: string): boolean {
  const text = line.trim()
  if (BOX_ADDRESS.test(text)) return true
  return (
    /^\p{L}/u.test(text) &&
    HOUSE_NUMBER.test(text) &&
    (STREET_WORD.test(text) || /^[\p{L} .'-]{3,40} \d{1,4} ?[a-z]?$/u.test(text))
  )
}

/**
 * The address that ends in a line of postcode and city. Undefined when the last line is none or nobody is named.
 *
 * @param lines from the name down to postcode and city
 */
export function addressOf(lines: readonly string[]): PostalAddress | undefined {
  const last = POSTCODE_CITY.exec(lines.at(-1)?.trim() ?? '')
  if (last === null) return undefined
  const above = lines.slice(0, -1).map((line) => line.trim())
  const streetIndex = above.findLastIndex(isStreet)
  const street = above[streetIndex]
  const [name, ...additions] = above
    .slice(0, streetIndex < 0 ? above.length : streetIndex)
    .map((line) => line.replace(TITLE, '').replace(/,$/, ''))
    .filter((line) => /\p{L}{2}/u.test(line) && !NOT_A_NAME.test(line) && !/\d{4}|[:@]/.test(line))
  if (name === undefined) return undefined
  return {
    name,
    postcode: last[1] ?? '',
    city: (last[2] ?? '').trim(),
    ...(street === undefined ? {} : { street }),
    ...(additions.length === 0 ? {} : { addition: additions.join(', ') }),
  }
}

/** Marks between the parts of an address that stands in one line. */
const SEPARATORS = /\s*[·•∙●|*;]\s*|\s+[-–—:]\s+|,\s+|\s{2,}|\t/u

/** An address in one line, as above the address field: "Stadtwerke Mainz · Rheinallee 41 · 55118 Mainz". */
export function addressInLine(line: string): PostalAddress | undefined {
  const parts = line.split(SEPARATORS).filter((part) => part.trim() !== '')
  const end = parts.findIndex(isPostcodeCity)
  return end < 1 ? undefined : addressOf(parts.slice(0, end + 1))
}

/** Street and city of a line that names nobody: "Torweg 3, 55116 Mainz" under a letterhead. */
export function streetAndCity(line: string): readonly [street: string, city: string] | undefined {
  const [street, city, ...rest] = line.split(SEPARATORS).filter((part) => part.trim() !== '')
  if (street === undefined || city === undefined || rest.length > 0) return undefined
  return isStreet(street) && isPostcodeCity(city) ? [street, city] : undefined
}

const FORM_LABEL =
  /^(?:vorname|familienname|nachname|name|geburts\p{L}+|straße|strasse|hausnummer|plz|ort|wohnort|telefon|e-?mail|anschrift|adresse|staatsangehörigkeit)(?!\p{L})/iu

/** Words printed on forms for others to fill in. */
export function isFormLabel(line: string): boolean {
  return FORM_LABEL.test(line)
}
