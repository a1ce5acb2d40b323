/** XML as it is written: names are ours, texts are anything. */
export type XmlNode = string | readonly XmlNode[]

/** What XML 1.0 (2.2) has no place for, escaped or not, and the other control characters. */
const NO_XML = /[\p{Cs}\uFFFE\uFFFF]|(?![\t\n\r])\p{Cc}/gu

function xmlText(text: string): string {
  return text
    .replace(NO_XML, '\uFFFD')
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')
}

/** An element around what was made before; none when the content is `undefined`. */
export function element(name: string, content: XmlNode | undefined, attributes = ''): string {
  if (content === undefined) return ''
  return `<${name}${attributes}>${joined(content)}</${name}>`
}

/** An element around a text; none when there is no text. */
export function textElement(name: string, text: string | undefined): string {
  return text === undefined || text === '' ? '' : element(name, xmlText(text))
}

function joined(node: XmlNode): string {
  return typeof node === 'string' ? node : node.map(joined).join('')
}
