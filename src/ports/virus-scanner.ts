/** What a scanner says of a file; `too-large` when it takes none of this size. */
export type Verdict =
  | { readonly kind: 'clean' }
  | { readonly kind: 'infected'; readonly signature: string }
  | { readonly kind: 'too-large' }

/** A program outside of Poststelle that knows malware. */
export interface VirusScanner {
  /**
   * Sends the whole file and waits for the answer.
   *
   * @throws {MailroomError} `dependency-unavailable` when it cannot be reached, is too slow, or answers what nobody
   *   understands; whatever the content throws
   */
  scan(content: AsyncIterable<Uint8Array>, signal: AbortSignal): Promise<Verdict>
  /** Name and age of what it knows, in its own words. @throws {MailroomError} `dependency-unavailable` */
  version(signal: AbortSignal): Promise<string>
}
