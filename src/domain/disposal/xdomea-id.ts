/** Of SHA-256, as hexadecimal text. */
const HASH = /^[0-9a-f]{64}$/

/**
 * A UUID that always stands for the same thing: version 8, which leaves the bits to whoever makes it (RFC 9562, 5.8). Ids of
 * ours are none, and messages of one process must name a file the same way each time.
 *
 * @param sha256 of the name of the thing
 */
export function uuidOfHash(sha256: string): string {
  if (!HASH.test(sha256)) throw new TypeError('This is no SHA-256.')
  const variant = '89ab'.charAt(Number.parseInt(sha256.charAt(16), 16) % 4)
  return [
    sha256.slice(0, 8),
    sha256.slice(8, 12),
    `8${sha256.slice(13, 16)}`,
    `${variant}${sha256.slice(17, 20)}`,
    sha256.slice(20, 32),
  ].join('-')
}
