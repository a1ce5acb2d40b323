/** A term and the part of the text it stands for, in UTF-16 units. */
export interface Term {
  readonly term: string
  readonly start: number
  readonly end: number
}

/** A word with its spelling as in the text, but for the hyphen of a line end, and its term. */
export interface SpelledTerm extends Term {
  readonly spelling: string
}
