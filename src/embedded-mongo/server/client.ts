/** What a client said about itself. */
export interface Client {
  readonly id: number
}
