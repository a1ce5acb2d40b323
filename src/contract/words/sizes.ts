const NUMBER = new Intl.NumberFormat('de-DE', { maximumFractionDigits: 1 })
const KIBIBYTE = 1_024
const MEBIBYTE = 1_048_576

/** `12,5 MB` */
export function formatSize(bytes: number): string {
  if (bytes < KIBIBYTE) return `${bytes} Byte`
  if (bytes < MEBIBYTE) return `${NUMBER.format(bytes / KIBIBYTE)} kB`
  return `${NUMBER.format(bytes / MEBIBYTE)} MB`
}

/** First and last part of a hash; enough to compare by eye. */
export function shortHash(sha256: string): string {
  return `${sha256.slice(0, 8)} … ${sha256.slice(-8)}`
}
