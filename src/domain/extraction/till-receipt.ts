import type { RoleFinding } from './amount-role.ts'
import type { Candidate } from './candidate.ts'
import { reason } from './evidence.ts'
import { isNameLike } from './name-like.ts'
import { hasLegalForm, namesPublicBody } from './organisation-words.ts'
import { placeOf } from './reading.ts'
import type { PageText } from './reading.ts'
import { MAIL_PROVIDER } from './sender-marks.ts'
import type { AddressGroup } from './zones.ts'

/** Words of tills and card terminals; letters about money have few of them. */
const TILL_WORDS: readonly RegExp[] = [
  /(?<!\p{L})(?:kassenbon|kassenbeleg|bon-?(?:nr|nummer)|kundenbeleg|quittung|filiale)(?!\p{L})/iu,
  /(?<!\p{L})(?:rückgeld|zurück|gegeben|bargeld|bar)(?!\p{L})/iu,
  /(?<!\p{L})(?:kartenzahlung|terminal-?id|girocard|ec[ -]?(?:karte|lastschrift|cash)|elec\.-?cash|mastercard|kreditkarte|ta-nr)(?!\p{L})/iu,
  /es bediente sie|sie wurden beraten|für ihren (?:einkauf|besuch)|(?<!\p{L})kasse(?:r|rin)?:/iu,
  /(?<!\p{L})(?:zu zahlen|summe|gesamt(?:betrag)?|total)(?!\p{L})/iu,
  /(?<!\p{L})(?:anzahl artikel|artikel(?:anzahl)?|posten|stk|pfand|leergut)(?!\p{L})/iu,
  /\d ?[.,] ?\d{0,2}\.? ?(?:€|eur) ?\/ ?kg(?!\p{L})|\d[.,]\d{2} x(?!\p{L})/iu,
]
const MIN_TILL_WORDS = 3
/** Who writes letters addresses somebody, and a till does not. */
const ADDRESSED = /sehr geehrte|mit freundlichen grüßen|guten tag (?:herr|frau)/iu

/** A slip of a till: what stands on top of it is who gave it out, and nobody is written to. */
export function isTillReceipt({ text }: PageText): boolean {
  if (ADDRESSED.test(text)) return false
  return TILL_WORDS.filter((pattern) => pattern.test(text)).length >= MIN_TILL_WORDS
}

/** How a slip was paid, in front of the sum; cash is more than the sum, and comes with change. */
const PAID =
  /(?<!\p{L})(?:master ?card|visa|maestro|v-?pay|girocard|kreditkarte|debit(?:karte| ?card)?|(?:ec|kredit|debit|giro)[ -]?karte|ec[ -]?(?:cash|lastschrift)|kartenzahlung|elec\.-?cash|american express|paypal|apple pay|google pay)(?!\p{L})[^\d\n]{0,20}$/iu

/** That a sum is what was paid, from the words before it in its row. */
export function paidBy(left: string): RoleFinding | undefined {
  const word = PAID.exec(left)?.[0].trim()
  return word === undefined ? undefined : { role: 'total', word, strength: 3 }
}

/** Tills print figures wide, so that recognition reads "19, 58"; of the same length, so that places stay. */
export function withoutGaps(text: string): string {
  return text.replace(/(?<![\d.,])(\d{1,4}), (\d{2})(?![\d.,])/g, ' $1,$2')
}

/** Who gave out a slip: by the address on it, and by the name of a web address. */
export function merchants(page: PageText, groups: readonly AddressGroup[]): readonly Candidate[] {
  const sites = siteNames(page)
  return [
    ...groups.map(({ address, box, page: number }) => ({
      name: shopName([address.name, ...(address.addition?.split(', ') ?? [])], sites),
      address,
      place: { page: number, box },
      reasons: [reason('till', 'Auf Kassenbelegen steht bei der Anschrift, wer sie ausgestellt hat.', 1.5)],
    })),
    ...sites.flatMap((site) => siteCandidate(page, site)),
  ]
}

/** Above the street may stand advertising or what recognition made of a logo: the name stands next to the address. */
function shopName(lines: readonly string[], sites: readonly Site[]): string {
  const named =
    lines.find((line) => sites.some(({ name }) => isNamed(line, name))) ??
    lines.find((line) => hasLegalForm(line) || namesPublicBody(line))
  return named ?? lines.at(-1) ?? ''
}

interface Site {
  readonly name: string
  readonly start: number
  readonly end: number
}

const SITE =
  /(?:www\.|https?:\/\/|@)(?:[a-z\d-]{1,20}\.)?(?<name>[a-zäöü\d-]{3,30})\.(?:de|com|net|org|at|ch|eu|info|shop)(?![\p{L}\d-])/giu

function siteNames({ text }: PageText): readonly Site[] {
  return [...text.matchAll(SITE)]
    .map((match) => ({
      name: match.groups?.['name'] ?? '',
      start: match.index,
      end: match.index + match[0].length,
    }))
    .filter(({ name }) => !MAIL_PROVIDER.test(name))
}

function siteCandidate(page: PageText, { name, start, end }: Site): Candidate[] {
  const line = page.cells.find((cell) => isNameLike(cell.text) && isNamed(cell.text, name))
  if (line !== undefined)
    return [
      {
        name: line.text.trim(),
        place: { page: page.number, box: line.box },
        reasons: [reason('web-address', 'Heißt wie die Internetadresse auf dem Beleg.', 1)],
      },
    ]
  return [
    {
      name: name.charAt(0).toUpperCase() + name.slice(1),
      place: placeOf(page, start, end),
      reasons: [reason('web-address', 'So heißt die Internetadresse auf dem Beleg.', 0.3)],
    },
  ]
}

/** Whether a line has the name of a site, or its first part, as a word. */
function isNamed(line: string, site: string): boolean {
  const words = line.toLowerCase().match(/[\p{L}\d-]+/gu) ?? []
  return words.some((word) => word === site.toLowerCase() || word === site.toLowerCase().split('-')[0])
}
