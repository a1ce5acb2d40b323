/** Words for a letter that clerks write often. */
export interface LetterTemplate {
  readonly id: string
  readonly tenantId: string
  /** For people who choose; unique in the tenant. */
  readonly name: string
  readonly subject: string
  /** Paragraphs are parted by an empty line. */
  readonly body: string
  readonly version: number
}
