/** Root elements of electronic invoices, which may come without a declaration. */
const INVOICE_ROOT =
  /^<(?:[\w.-]{1,40}:)?(?:Invoice|CreditNote|CrossIndustryInvoice|CrossIndustryDocument)[\s>]/
/** Kinds of XML that browsers run as pages. */
const WEB_PAGE = /<(?:[\w.-]{1,40}:)?(?:html|svg)[\s>/]|\/1999\/xhtml|\/2000\/svg|<\?xml-stylesheet/i

/** True for XML by its declaration or by the root of an invoice; false for what a browser would show as a page. */
export function isXml(head: Uint8Array): boolean {
  const text = decoded(head).trimStart()
  return (/^<\?xml\s/.test(text) || INVOICE_ROOT.test(text)) && !WEB_PAGE.test(text)
}

function decoded(head: Uint8Array): string {
  const [first, second] = head
  if (first === 0xff && second === 0xfe) return new TextDecoder('utf-16le').decode(head)
  if (first === 0xfe && second === 0xff) return new TextDecoder('utf-16be').decode(head)
  return new TextDecoder().decode(head)
}
