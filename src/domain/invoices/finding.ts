/** What is wrong with an invoice, for people. */
export interface InvoiceFinding {
  /** Name of the rule in EN 16931 or the German CIUS, such as `BR-CO-15`. */
  readonly rule: string
  readonly severity: 'error' | 'warning'
  /** A German sentence. */
  readonly text: string
}
