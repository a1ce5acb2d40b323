import type { Response } from 'express'
import { z } from 'zod'
import { ItemState } from '../../contract/incoming-items.ts'
import {
  ReceiptGaps,
  ReceiptGapsQuery,
  RegisterExportQuery,
  RegisterPage,
  RegisterQuery,
} from '../../contract/mail-register.ts'
import type { RegisterQuery as Query } from '../../usecases/shared/register-reading.ts'
import { csvOf } from '../csv.ts'
import { parseRequest } from '../parse-request.ts'
import { presentReceiptGaps, presentRegisterEntry } from '../presenters/mail-register.ts'
import { pageRequest, presentPageOf } from '../presenters/page.ts'
import { route, type Route } from '../route.ts'
import { sandboxDownload } from '../security-headers.ts'
import type { UseCases } from '../use-cases.ts'

type Needs = Pick<UseCases, 'listRegister' | 'exportRegister' | 'findReceiptGaps'>

const States = z.strictObject({ state: z.array(ItemState).optional() })

export function mailRegisterRoutes(useCases: Needs): Route[] {
  return [
    route({
      method: 'get',
      path: '/api/v1/mail-register',
      operationId: 'listMailRegister',
      summary: 'The mail register, newest arrival first',
      tag: 'Intake',
      access: 'register:read',
      query: RegisterQuery,
      success: { status: 200, description: 'A page of the register', body: RegisterPage },
      async handle({ actor, query, signal }) {
        const page = await useCases.listRegister(actor, queryOf(query), pageRequest(query), signal)
        return { body: presentPageOf(page, presentRegisterEntry) }
      },
    }),
    route({
      method: 'get',
      path: '/api/v1/mail-register/gaps',
      operationId: 'getReceiptGaps',
      summary: 'Whether every receipt number of a year is there',
      tag: 'Intake',
      access: 'register:read',
      query: ReceiptGapsQuery,
      success: { status: 200, description: 'Numbers that are missing', body: ReceiptGaps },
      async handle({ actor, query, signal }) {
        return { body: presentReceiptGaps(await useCases.findReceiptGaps(actor, query.year, signal)) }
      },
    }),
    ...exportRoutes(useCases),
  ]
}

function exportRoutes({ exportRegister }: Pick<UseCases, 'exportRegister'>): Route[] {
  return [
    route({
      method: 'get',
      path: '/api/v1/mail-register/register.csv',
      operationId: 'exportMailRegisterCsv',
      summary: 'The mail register of a time or sender for spreadsheet programs',
      tag: 'Intake',
      access: 'register:read',
      query: RegisterExportQuery,
      success: { status: 200, description: 'The table', mediaType: 'text/csv' },
      async handle({ actor, query, response, signal }) {
        const { table } = await exportRegister(actor, queryOf(query), signal)
        sendFile(response, query, 'csv').type('text/csv').send(csvOf(table))
        return undefined
      },
    }),
    route({
      method: 'get',
      path: '/api/v1/mail-register/register.pdf',
      operationId: 'exportMailRegisterPdf',
      summary: 'The mail register of a time or sender as pages',
      tag: 'Intake',
      access: 'register:read',
      query: RegisterExportQuery,
      success: { status: 200, description: 'The pages', mediaType: 'application/pdf' },
      async handle({ actor, query, response, signal }) {
        const made = await exportRegister(actor, queryOf(query), signal)
        const bytes = await made.pdf()
        sendFile(response, query, 'pdf').type('application/pdf').send(Buffer.from(bytes))
        return undefined
      },
    }),
  ]
}

function queryOf(query: z.output<typeof RegisterExportQuery>): Query {
  const { state } = parseRequest('query', States, { state: query.state?.split(',') })
  const { from, to, channel, sender } = query
  return { from, to, channel, sender, states: state }
}

function sendFile(
  response: Response,
  { from, to }: { readonly from?: string | undefined; readonly to?: string | undefined },
  extension: 'csv' | 'pdf',
): Response {
  sandboxDownload(response)
  const days = [...new Set([from, to].filter((day) => day !== undefined))].join('_')
  response.attachment(`posteingangsbuch${days === '' ? '' : `_${days}`}.${extension}`)
  return response
}
