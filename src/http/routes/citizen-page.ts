import { CitizenPageView, PatchCitizenPageRequest } from '../../contract/citizen-page.ts'
import type { CitizenUseCases } from '../citizen-use-cases.ts'
import { tagged } from '../entity-tag.ts'
import { given } from '../given.ts'
import { presentCitizenPage } from '../presenters/citizen-page.ts'
import { route, type Route } from '../route.ts'

/** What a city offers on its pages for citizens. */
export function citizenPageRoutes({
  showCitizenPage,
  patchCitizenPage,
}: Pick<CitizenUseCases, 'showCitizenPage' | 'patchCitizenPage'>): Route[] {
  return [
    route({
      method: 'get',
      path: '/api/v1/citizen-page',
      operationId: 'getCitizenPage',
      summary: 'Links to easy language and sign language on the pages for citizens',
      tag: 'Organisation',
      access: 'masterdata:read',
      success: { status: 200, description: 'The links; the ETag is for changes', body: CitizenPageView },
      async handle({ actor, signal }) {
        return tagged(presentCitizenPage(await showCitizenPage(actor, signal)))
      },
    }),
    route({
      method: 'patch',
      path: '/api/v1/citizen-page',
      operationId: 'patchCitizenPage',
      summary: 'Changes the links on the pages for citizens; `null` takes one away',
      tag: 'Organisation',
      access: 'masterdata:edit',
      ifMatch: 'required',
      body: PatchCitizenPageRequest,
      success: { status: 200, description: 'The changed links', body: CitizenPageView },
      async handle({ actor, body, expectedVersion, signal }) {
        const input = { ...given(body), expectedVersion }
        return tagged(presentCitizenPage(await patchCitizenPage(actor, input, signal)))
      },
    }),
  ]
}
