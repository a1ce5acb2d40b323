import { ItemParams } from '../../contract/incoming-items.ts'
import { TransferNoteView } from '../../contract/transfer-note.ts'
import { sendMade } from '../downloads.ts'
import type { QualityUseCases } from '../quality-use-cases.ts'
import { route, type Route } from '../route.ts'
import { sandboxDownload } from '../security-headers.ts'

type Needs = Pick<QualityUseCases, 'showTransferNote' | 'printTransferNote' | 'makeArchiveCopy'>

/** How the scans of letters came about. */
export function transferNoteRoutes({ showTransferNote, printTransferNote, makeArchiveCopy }: Needs): Route[] {
  return [
    route({
      method: 'get',
      path: '/api/v1/incoming-items/{itemId}/transfer-note',
      operationId: 'getTransferNote',
      summary: 'How the scan of a letter came about and was made sure of, bound to its files by SHA-256',
      tag: 'Batches',
      access: 'items:read',
      params: ItemParams,
      success: { status: 200, description: 'The note', body: TransferNoteView },
      async handle({ actor, params, signal }) {
        return { body: await showTransferNote(actor, params.itemId, signal) }
      },
    }),
    route({
      method: 'get',
      path: '/api/v1/incoming-items/{itemId}/transfer-note.pdf',
      operationId: 'printTransferNote',
      summary: 'The transfer note as a page',
      tag: 'Batches',
      access: 'items:read',
      params: ItemParams,
      success: { status: 200, description: 'The page', mediaType: 'application/pdf' },
      async handle({ actor, params, response, signal }) {
        const { filename, pdf } = await printTransferNote(actor, params.itemId, signal)
        sandboxDownload(response)
        response.attachment(filename).type('application/pdf').send(Buffer.from(pdf))
        return undefined
      },
    }),
    route({
      method: 'get',
      path: '/api/v1/incoming-items/{itemId}/archive-copy.pdf',
      operationId: 'getArchiveCopy',
      summary:
        'The searchable copy of a letter with its transfer note inside, PDF/A-3b where the copy keeps PDF/A-2b',
      tag: 'Batches',
      access: 'items:read',
      params: ItemParams,
      success: {
        status: 200,
        description: 'The copy; the note is in it as `transfervermerk.json` and `transfervermerk.pdf`',
        mediaType: 'application/pdf',
      },
      async handle({ actor, params, request, response, signal }) {
        await using made = await makeArchiveCopy(actor, params.itemId, signal)
        const { copy, filename } = made
        await sendMade(
          request,
          response,
          { file: copy, filename, mediaType: 'application/pdf' },
          made.content(signal),
        )
        return undefined
      },
    }),
  ]
}
