/** Tabulator, line feed, page break, carriage return, escape. */
const CONTROLS_OF_TEXT = [0x09, 0x0a, 0x0c, 0x0d, 0x1b]

/** Text has no signature, so that the name must say so too: a script named otherwise is no letter. */
export function isPlainText(head: Uint8Array, filename: string): boolean {
  if (!/\.(?:txt|text)$/i.test(filename)) return false
  const [first, second] = head
  const isWide = (first === 0xff && second === 0xfe) || (first === 0xfe && second === 0xff)
  return isWide || head.every((byte) => byte >= 0x20 || CONTROLS_OF_TEXT.includes(byte))
}

/** A web page that says so in its name. */
export function isWebPage(head: Uint8Array, filename: string): boolean {
  if (!/\.html?$/i.test(filename)) return false
  const text = Buffer.from(head)
    .toString('latin1')
    .replace(/^\xef\xbb\xbf/, '')
    .trimStart()
  return /^(?:<!--[^]{0,1000}?-->\s*)?<(?:!doctype\s+html|html|head|body)[\s>]/i.test(text)
}
