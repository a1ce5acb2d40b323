/** Features are told apart by 24 bits: enough for a million of them, and four base64 letters in the journal. */
export const FEATURE_HASH_BITS = 24

/** FNV-1a over UTF-16 code units, folded to 24 bits as its authors advise. */
export function featureHash(name: string): number {
  let hash = 0x811c9dc5
  for (let index = 0; index < name.length; index += 1) {
    hash = Math.imul(hash ^ name.charCodeAt(index), 0x01000193)
  }
  return ((hash >>> FEATURE_HASH_BITS) ^ hash) & 0xffffff
}
