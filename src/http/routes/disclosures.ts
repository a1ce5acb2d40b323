import { CaseFileParams } from '../../contract/case-files.ts'
import { DiscloseRequest, DisclosureList } from '../../contract/disclosures.ts'
import type { DisclosureUseCases } from '../disclosure-use-cases.ts'
import { sendMade } from '../downloads.ts'
import { presentDisclosure } from '../presenters/disclosures.ts'
import { route, type Route } from '../route.ts'

type Needs = Pick<DisclosureUseCases, 'discloseCaseFile' | 'listDisclosures'>

export function disclosureRoutes({ discloseCaseFile, listDisclosures }: Needs): Route[] {
  return [
    route({
      method: 'post',
      path: '/api/v1/case-files/{caseFileId}/disclosures',
      operationId: 'discloseCaseFile',
      summary: 'Gives documents of a case file out as one PDF or as ZIP, and writes down to whom',
      tag: 'Case files',
      access: 'files:disclose',
      params: CaseFileParams,
      body: DiscloseRequest,
      success: {
        status: 201,
        description: 'The file; `Repr-Digest` is the hash that stands in the log',
        mediaType: 'application/octet-stream',
      },
      async handle({ actor, params, body, request, response, signal }) {
        await using made = await discloseCaseFile(actor, { ...body, ...params }, signal)
        response.status(201).set('Location', `/api/v1/case-files/${params.caseFileId}/disclosures`)
        await sendMade(request, response, { ...made, file: made.disclosure }, made.content(signal))
        return undefined
      },
    }),
    route({
      method: 'get',
      path: '/api/v1/case-files/{caseFileId}/disclosures',
      operationId: 'listDisclosures',
      summary: 'What was given out of the case file, to whom and why, newest first',
      tag: 'Case files',
      access: 'files:read',
      params: CaseFileParams,
      success: { status: 200, description: 'The log', body: DisclosureList },
      async handle({ actor, params, signal }) {
        const found = await listDisclosures(actor, params.caseFileId, signal)
        return { body: { items: found.map(presentDisclosure) } }
      },
    }),
  ]
}
