/** SHA-256 of a text in UTF-8, hexadecimal in lower case: under which tokens and codes are stored. */
export interface Digest {
  sha256(text: string): string
}
