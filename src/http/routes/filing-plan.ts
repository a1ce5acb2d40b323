import {
  CreateFilingPlanEntryRequest,
  FilingPlanEntryParams,
  FilingPlanEntryView,
  FilingPlanView,
  PatchFilingPlanEntryRequest,
  PlanImported,
  PlanImportPreview,
  PlanImportPreviewRequest,
  PlanImportRequest,
  TriedFileNumber,
  TryFileNumberRequest,
} from '../../contract/filing-plan.ts'
import { csvOf } from '../csv.ts'
import { tagged } from '../entity-tag.ts'
import { presentFilingPlanEntry, presentPlanPreview } from '../presenters/filing-plan.ts'
import { route, type Route } from '../route.ts'
import { sandboxDownload } from '../security-headers.ts'
import type { UseCases } from '../use-cases.ts'

type Needs = Pick<
  UseCases,
  'listFilingPlan' | 'addFilingPlanEntry' | 'patchFilingPlanEntry' | 'tryFileNumber'
>
type TableNeeds = Pick<UseCases, 'exportFilingPlan' | 'previewPlanImport' | 'importFilingPlan'>

export function filingPlanRoutes(useCases: Needs & TableNeeds): Route[] {
  return [
    route({
      method: 'get',
      path: '/api/v1/filing-plan',
      operationId: 'getFilingPlan',
      summary: 'Entries of the filing plan by number, ended ones included',
      tag: 'Case files',
      access: 'masterdata:read',
      success: { status: 200, description: 'The filing plan', body: FilingPlanView },
      async handle({ actor, signal }) {
        const entries = await useCases.listFilingPlan(actor, signal)
        return { body: { items: entries.map(presentFilingPlanEntry) } }
      },
    }),
    route({
      method: 'post',
      path: '/api/v1/filing-plan',
      operationId: 'addFilingPlanEntry',
      summary: 'Adds an entry to the filing plan',
      tag: 'Case files',
      access: 'masterdata:edit',
      body: CreateFilingPlanEntryRequest,
      success: { status: 201, description: 'The entry', body: FilingPlanEntryView },
      async handle({ actor, body, signal }) {
        return tagged(presentFilingPlanEntry(await useCases.addFilingPlanEntry(actor, body, signal)))
      },
    }),
    route({
      method: 'patch',
      path: '/api/v1/filing-plan/{entryId}',
      operationId: 'patchFilingPlanEntry',
      summary: 'Changes an entry of the filing plan; its number stays',
      tag: 'Case files',
      access: 'masterdata:edit',
      ifMatch: 'required',
      params: FilingPlanEntryParams,
      body: PatchFilingPlanEntryRequest,
      success: { status: 200, description: 'The changed entry', body: FilingPlanEntryView },
      async handle({ actor, params, body, expectedVersion, signal }) {
        const input = { ...body, ...params, expectedVersion }
        return tagged(presentFilingPlanEntry(await useCases.patchFilingPlanEntry(actor, input, signal)))
      },
    }),
    route({
      method: 'post',
      path: '/api/v1/filing-plan/try-file-number',
      operationId: 'tryFileNumber',
      summary: 'Shows what a template of file numbers gives; none is given out',
      tag: 'Case files',
      access: 'masterdata:edit',
      body: TryFileNumberRequest,
      success: { status: 200, description: 'An example', body: TriedFileNumber },
      async handle({ actor, body, signal }) {
        return { body: await useCases.tryFileNumber(actor, body, signal) }
      },
    }),
    ...tableRoutes(useCases),
  ]
}

function tableRoutes(useCases: TableNeeds): Route[] {
  return [
    route({
      method: 'get',
      path: '/api/v1/filing-plan/plan.csv',
      operationId: 'exportFilingPlan',
      summary: 'The filing plan for spreadsheet programs; it can be imported again',
      tag: 'Case files',
      access: 'masterdata:read',
      success: { status: 200, description: 'The table', mediaType: 'text/csv' },
      async handle({ actor, response, signal }) {
        const table = await useCases.exportFilingPlan(actor, signal)
        sandboxDownload(response)
        response.attachment('aktenplan.csv').type('text/csv').send(csvOf(table))
        return undefined
      },
    }),
    route({
      method: 'post',
      path: '/api/v1/filing-plan/import-preview',
      operationId: 'previewPlanImport',
      summary:
        'Says line by line what a CSV table or a message 0301 of xdomea would change in the filing plan; changes nothing',
      tag: 'Case files',
      access: 'masterdata:edit',
      body: PlanImportPreviewRequest,
      bodySize: 'large',
      success: { status: 200, description: 'The differences', body: PlanImportPreview },
      async handle({ actor, body, signal }) {
        return { body: presentPlanPreview(await useCases.previewPlanImport(actor, body, signal)) }
      },
    }),
    route({
      method: 'post',
      path: '/api/v1/filing-plan/import',
      operationId: 'importFilingPlan',
      summary:
        'Takes a CSV table or a message 0301 of xdomea over into the filing plan, exactly as the preview showed it',
      tag: 'Case files',
      access: 'masterdata:edit',
      body: PlanImportRequest,
      bodySize: 'large',
      success: { status: 200, description: 'How many entries changed', body: PlanImported },
      async handle({ actor, body, signal }) {
        return { body: await useCases.importFilingPlan(actor, body, signal) }
      },
    }),
  ]
}
