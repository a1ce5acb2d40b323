/** A file number as it is compared: without blanks, in capitals, with one kind of hyphen. */
export function comparableFileNumber(fileNumber: string): string {
  return fileNumber
    .normalize('NFKC')
    .replace(/[‐‑‒–—−]/g, '-')
    .replace(/\s+/g, '')
    .toUpperCase()
}
