import { withoutOverlaps } from './overlaps.ts'

export const REFERENCE_KINDS = [
  'our-reference',
  'sender-reference',
  'file-number',
  'cash-reference',
  'invoice-number',
  'case-number',
  'customer-number',
  'order-number',
] as const
/** What a reference is; `our-reference` is ours, as the sender repeats it ("Ihr Zeichen"). */
export type ReferenceKind = (typeof REFERENCE_KINDS)[number]

interface ReferenceLabel {
  readonly kind: ReferenceKind
  readonly pattern: RegExp
}

const NUMBER_WORD = String.raw`[ -]?(?:nummern?|nr\b\.?|no\b\.?|num\b\.?)`
const SIGN_WORD = String.raw`(?:zeichen|aktenzeichen|geschäftszeichen|gesch(?:äfts)?\.?-?z(?:ch)?\.?|az\b\.?|gz\b\.?|referenz|ref\b\.?|akte|vorgang|az\.)`

const LABELS: readonly ReferenceLabel[] = [
  {
    kind: 'our-reference',
    pattern: new RegExp(
      String.raw`\b(?:ihre?n?|dortige[sn]?|your)[ ]?(?:${SIGN_WORD}|reference|nachricht(?: vom)?)`,
      'iu',
    ),
  },
  {
    kind: 'sender-reference',
    pattern: new RegExp(
      String.raw`\b(?:unsere?n?|meine?|hiesige[sn]?|our)[ ]?(?:${SIGN_WORD}|reference)`,
      'iu',
    ),
  },
  {
    kind: 'cash-reference',
    pattern: /\b(?:kassenzeichen|buchungszeichen|kassen-?nr\.?|verwendungszweck|vertragsgegenstand)/iu,
  },
  {
    kind: 'invoice-number',
    pattern: new RegExp(
      String.raw`\b(?:\p{L}*rechnungs?|\p{L}*gutschrifts?|\p{L}*korrektur|ursprungsbeleg|beleg|invoice|re\.?|abrechnungs)(?: ?\([^)]{1,40}\)){0,2}${NUMBER_WORD}`,
      'iu',
    ),
  },
  {
    kind: 'file-number',
    pattern:
      /(?<!\p{L})(?:akten-?(?:zeichen|nummer|nr\.?)|gesch(?:äfts)?\.?-?(?:zeichen|z\.|zch\.)|geschäfts-?(?:nummer|nr\.?)|az\.?(?=[ :]|$)|gz\.?(?=[ :]|$)|zeichen(?=[ :]|$))/iu,
  },
  {
    kind: 'case-number',
    pattern: new RegExp(
      String.raw`\b(?:vorgangs?|fall|schaden|ticket|antrags|bescheid|versicherungs|mitglieds|personal|objekt|vertrags?|dokument(?:en)?|steuer(?:bescheid)?-?id|reference|referenz)${NUMBER_WORD}`,
      'iu',
    ),
  },
  {
    kind: 'customer-number',
    pattern: new RegExp(String.raw`\b(?:kunden|debitoren|customer|abnehmer|teilnehmer)${NUMBER_WORD}`, 'iu'),
  },
  {
    kind: 'order-number',
    pattern: new RegExp(
      String.raw`\b(?:bestell(?:ungs?)?|auftrags?|order|purchase order)${NUMBER_WORD}`,
      'iu',
    ),
  },
]

export interface FoundLabel {
  readonly kind: ReferenceKind
  readonly start: number
  readonly end: number
  readonly text: string
}

/** Labels in a text, in order; where two overlap, the one that begins first. */
export function findLabels(text: string): readonly FoundLabel[] {
  const hits = LABELS.flatMap(({ kind, pattern }) =>
    [...text.matchAll(new RegExp(pattern.source, 'giu'))].map((match) => ({
      kind,
      start: match.index,
      end: match.index + match[0].length,
      text: match[0],
    })),
  )
  return withoutOverlaps(hits)
}

const MAX_VALUE_LENGTH = 40
const MAX_VALUE_TOKENS = 5

/**
 * The reference at the beginning of a text: the first word with a digit, with short signs before and after it
 * ("12 K 345/19", "III/5-7 Sch"). Undefined when another word comes first.
 */
export function referenceAtStart(text: string): { readonly value: string; readonly end: number } | undefined {
  const lead = /^[\s:.#=]*(?:(?:lautet|ist|nr\.?|nummer|no\.?)[\s:]+)?/iu.exec(text)?.[0].length ?? 0
  const tokens: string[] = []
  let end = lead
  for (const match of text.slice(lead, lead + MAX_VALUE_LENGTH).matchAll(/\S+/g)) {
    if (tokens.length === MAX_VALUE_TOKENS || !isReferenceToken(match[0], tokens.length)) break
    tokens.push(match[0])
    end = lead + match.index + match[0].length
    if (/[,;)]$/.test(match[0])) break
  }
  const value = tokens
    .join(' ')
    .replace(/[.,;:)\-–]+$/, '')
    .replace(/^[(:]+/, '')
  return /\d/.test(value) && value.length >= 2 ? { value, end } : undefined
}

/** A sign of capitals may stand first or between; whatever has a digit belongs to it, but dates and percentages do not. */
function isReferenceToken(token: string, position: number): boolean {
  if (/^\d{1,2}\.\d{1,2}\.\d{2,4}[,;]?$/.test(token) || /[%€]/.test(token)) return false
  if (/\d/.test(token)) return true
  // "27 W (pat) 1/16"
  if (position > 0 && position < 3 && /^\([a-zäöü]{1,6}\.?\)$/i.test(token)) return true
  return (
    position < 3 &&
    /^\(?[A-ZÄÖÜ][A-Za-zÄÖÜäöü]{0,4}\)?$/.test(token) &&
    !/^(?:Vom|Vom|Datum|Seite|Tel|Herr|Frau|Ihr|Ihre|Uns)$/.test(token)
  )
}
