/** A blank-separated piece of a query as typed. */
export interface QueryPiece {
  readonly kind: 'word' | 'phrase'
  readonly text: string
  /** Name before a colon, lower case; whether there is such a field is for the reader to know. */
  readonly field?: string
  /** With a minus before it. */
  readonly excluded: boolean
  /** With a star after it. */
  readonly prefix: boolean
  /** With a quote that is never closed. */
  readonly open: boolean
}

/** Straight, German, English, French and low quotes: whatever the keyboard or a text program makes of them. */
export const QUOTES = '"„“”«»'

const PIECE = new RegExp(
  `(?<minus>(?<![^\\s])[-\u2212\u2013](?=[^\\s]))?(?:(?<field>\\p{L}{1,20}):(?=[^\\s]))?(?:[${QUOTES}](?<phrase>[^${QUOTES}]*)(?<close>[${QUOTES}])?|(?<word>[^\\s${QUOTES}]+))`,
  'gu',
)

/** Splits a query into its pieces. A quote that is never closed reaches to the end. */
export function scanQuery(text: string): QueryPiece[] {
  return [...text.matchAll(PIECE)].map((match) => pieceOf(match.groups ?? {}))
}

function pieceOf({
  minus,
  field,
  phrase,
  close,
  word = '',
}: Readonly<Record<string, string | undefined>>): QueryPiece {
  const prefix = phrase === undefined && word.endsWith('*')
  return {
    kind: phrase === undefined ? 'word' : 'phrase',
    text: phrase ?? (prefix ? word.slice(0, -1) : word),
    ...(field === undefined ? {} : { field: field.toLowerCase() }),
    excluded: minus !== undefined,
    prefix,
    open: phrase !== undefined && close === undefined,
  }
}
