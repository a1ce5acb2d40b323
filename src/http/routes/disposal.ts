import { CaseFileParams, CaseFileView } from '../../contract/case-files.ts'
import { AppraiseRequest, DueFileList, DueFileQuery } from '../../contract/disposal.ts'
import { FilingPlanEntryParams, FilingPlanEntryView } from '../../contract/filing-plan.ts'
import { tagged } from '../entity-tag.ts'
import { presentCaseFile } from '../presenters/case-files.ts'
import { presentDueFile } from '../presenters/disposal.ts'
import { presentFilingPlanEntry } from '../presenters/filing-plan.ts'
import { route, type Route } from '../route.ts'
import type { UseCases } from '../use-cases.ts'

type Needs = Pick<UseCases, 'appraiseCaseFile' | 'appraiseDueFile' | 'appraiseEntry' | 'listDueFiles'>

/** What becomes of case files when their time is over. */
export function disposalRoutes(useCases: Needs): Route[] {
  return [
    route({
      method: 'post',
      path: '/api/v1/case-files/{caseFileId}/appraise',
      operationId: 'appraiseCaseFile',
      summary: 'Proposes what becomes of the case file in the end, with a reason',
      tag: 'Case files',
      access: 'files:edit',
      params: CaseFileParams,
      body: AppraiseRequest,
      success: { status: 200, description: 'The case file', body: CaseFileView },
      async handle({ actor, params, body, signal }) {
        return tagged(presentCaseFile(await useCases.appraiseCaseFile(actor, { ...body, ...params }, signal)))
      },
    }),
    route({
      method: 'post',
      path: '/api/v1/filing-plan/{entryId}/appraise',
      operationId: 'appraiseEntry',
      summary: 'Proposes what becomes of all case files under the entry in the end, with a reason',
      tag: 'Disposal',
      access: 'disposal:manage',
      params: FilingPlanEntryParams,
      body: AppraiseRequest,
      success: { status: 200, description: 'The entry', body: FilingPlanEntryView },
      async handle({ actor, params, body, signal }) {
        const entry = await useCases.appraiseEntry(actor, { ...body, ...params }, signal)
        return tagged(presentFilingPlanEntry(entry))
      },
    }),
    route({
      method: 'get',
      path: '/api/v1/disposal/due',
      operationId: 'listDueFiles',
      summary: 'Case files of all units whose time is over on a day, with what keeps them all the same',
      tag: 'Disposal',
      access: 'disposal:manage',
      query: DueFileQuery,
      success: { status: 200, description: 'The longest over first', body: DueFileList },
      async handle({ actor, query, signal }) {
        const { files, isCut } = await useCases.listDueFiles(actor, query.on, signal)
        return { body: { items: files.map(presentDueFile), isCut } }
      },
    }),
    route({
      method: 'post',
      path: '/api/v1/disposal/due/{caseFileId}/appraise',
      operationId: 'appraiseDueFile',
      summary: 'Proposes what becomes of a case file of any unit, with a reason',
      tag: 'Disposal',
      access: 'disposal:manage',
      params: CaseFileParams,
      body: AppraiseRequest,
      success: { status: 204, description: 'Proposed' },
      async handle({ actor, params, body, signal }) {
        await useCases.appraiseDueFile(actor, { ...body, ...params }, signal)
        return undefined
      },
    }),
  ]
}
