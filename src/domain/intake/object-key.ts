/** Letters and digits first, so that no part is `.`, `..` or a hidden file; 255 bytes is what file systems allow a name. */
const KEY_PART = /^[A-Za-z0-9][A-Za-z0-9._-]{0,254}$/

/** S3 allows 1024 bytes; the rest is left to the directory on a file system. */
const MAX_KEY_LENGTH = 900

export function isObjectKey(key: string): boolean {
  return key.length <= MAX_KEY_LENGTH && key.split('/').every((part) => KEY_PART.test(part))
}

/** Keys are made by the program, so that a bad one is a defect and no failure that a caller could act on. */
export function requireObjectKey(key: string): void {
  if (!isObjectKey(key)) throw new TypeError('This is not an object key.')
}
