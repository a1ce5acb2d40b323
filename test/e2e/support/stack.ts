import type { BrowserContext } from 'playwright-core'
import { textPdf } from '../../support/text-pdf.ts'

const RUNNING = 'die Angelegenheit haben wir geprüft und teilen Ihnen das Ergebnis heute mit, wie es'

/** First page of a letter. */
export function firstPage(sender: string, subject: string): readonly string[] {
  return [
    sender,
    `Telefon 06131 99${sender.length}10, info@${sender.toLowerCase().replace(/[^a-z]/g, '')}.example`,
    '',
    'Stadtverwaltung Mainz',
    'Jockel-Fuchs-Platz 1',
    '55116 Mainz',
    '',
    'Datum: 03.02.2026',
    `Rechnung ${subject}`,
    '',
    'Sehr geehrte Damen und Herren,',
    ...Array.from({ length: 24 }, () => RUNNING),
  ]
}

/** Second page of a letter of two. */
export function secondPage(): readonly string[] {
  return ['Seite 2', '', ...Array.from({ length: 6 }, () => RUNNING), '', 'Mit freundlichen Grüßen']
}

/** Hands in a stack as a scanner with recognition of its own makes it, as somebody who is signed in; answers the address of its review page. */
export async function handInStack(
  { request }: Pick<BrowserContext, 'request'>,
  pages: readonly (readonly string[])[],
  settings: Readonly<Record<string, unknown>> = {},
): Promise<string> {
  const batch = (await (await request.post('/api/v1/batches', { data: settings })).json()) as { id: string }
  const buffer = await textPdf(pages)
  const answer = await request.post(`/api/v1/batches/${batch.id}/scans`, {
    multipart: { files: { name: 'stapel.pdf', mimeType: 'application/pdf', buffer } },
  })
  if (answer.status() !== 201)
    throw new Error(`Handing in: ${String(answer.status())} ${await answer.text()}`)
  const { scans } = (await answer.json()) as { scans: readonly { itemId: string }[] }
  return `/stapel/${batch.id}/scans/${scans[0]?.itemId ?? ''}`
}
