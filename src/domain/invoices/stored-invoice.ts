import type { EInvoice } from './e-invoice.ts'

/** How the data of an invoice are kept beside the original. */
export function storedInvoice(invoice: EInvoice): string {
  return JSON.stringify(invoice)
}

/** From bytes that `storedInvoice` made and whose hash was checked on the way. */
export async function readStoredInvoice(content: AsyncIterable<Uint8Array>): Promise<EInvoice> {
  const decoder = new TextDecoder()
  let text = ''
  for await (const chunk of content) text += decoder.decode(chunk, { stream: true })
  return JSON.parse(text + decoder.decode()) as EInvoice
}
