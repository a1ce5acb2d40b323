/** XML as it is written: names are ours, texts are anything. */
export type XmlNode = string | readonly XmlNode[]

/** What XML 1.0 (2.2) has no place for, escaped or not. */
// eslint-disable-next-line no-control-regex -- these are just what is taken out
const NO_XML = /[\u0000-\u0008\u000B\u000C\u000E-\u001F\uFFFE\uFFFF]|[\uD800-\uDBFF](?![\uDC00-\uDFFF])|(?<![\uD800-\uDBFF])[\uDC00-\uDFFF]/g

export function xmlText(text: string): string {
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
