import { SeparatorSheetsQuery } from '../../contract/separator-sheets.ts'
import { route, type Route } from '../route.ts'
import { sandboxDownload } from '../security-headers.ts'
import type { UseCases } from '../use-cases.ts'

export function separatorSheetRoutes({ printSheets }: Pick<UseCases, 'printSheets'>): Route[] {
  return [
    route({
      method: 'get',
      path: '/api/v1/separator-sheets/sheets.pdf',
      operationId: 'printSeparatorSheets',
      summary: 'Separator and cover sheets to be printed and laid into a stack',
      tag: 'Intake',
      access: 'masterdata:read',
      query: SeparatorSheetsQuery,
      success: { status: 200, description: 'The sheets', mediaType: 'application/pdf' },
      async handle({ actor, query, response, signal }) {
        const bytes = await printSheets(actor, query, signal)
        sandboxDownload(response)
        response.attachment('trennblaetter.pdf').type('application/pdf').send(Buffer.from(bytes))
        return undefined
      },
    }),
  ]
}
