import { MasterDataParams } from '../../contract/organisation.ts'
import {
  AdoptRequest,
  PublicationList,
  PublicationView,
  PublishRequest,
  TakeOverRequest,
} from '../../contract/sharing.ts'
import { presentPublication } from '../presenters/sharing.ts'
import { route, type Route } from '../route.ts'
import type { SharingUseCases } from '../sharing-use-cases.ts'

export function publicationRoutes(useCases: SharingUseCases): Route[] {
  return [
    route({
      method: 'get',
      path: '/api/v1/publications',
      operationId: 'listPublications',
      summary: 'What all cities of the installation have published, and how the own copies differ',
      tag: 'Sharing',
      access: 'masterdata:share',
      success: { status: 200, description: 'All that can be adopted, by name', body: PublicationList },
      async handle({ actor, signal }) {
        const views = await useCases.listPublications(actor, signal)
        return { body: { items: views.map(presentPublication) } }
      },
    }),
    route({
      method: 'post',
      path: '/api/v1/publications',
      operationId: 'publishRecord',
      summary: 'Publishes a record as it was seen, or a new release of it',
      tag: 'Sharing',
      access: 'masterdata:share',
      ifMatch: 'required',
      body: PublishRequest,
      success: { status: 201, description: 'The publication', body: PublicationView },
      async handle({ actor, body, expectedVersion, signal }) {
        const input = { ...body, expectedVersion }
        return { body: presentPublication(await useCases.publishRecord(actor, input, signal)) }
      },
    }),
    route({
      method: 'delete',
      path: '/api/v1/publications/{id}',
      operationId: 'withdrawPublication',
      summary: 'Takes an own publication back; copies of others stay',
      tag: 'Sharing',
      access: 'masterdata:share',
      params: MasterDataParams,
      success: { status: 204, description: 'Withdrawn' },
      async handle({ actor, params, signal }) {
        await useCases.withdrawPublication(actor, params.id, signal)
        return undefined
      },
    }),
    ...copyRoutes(useCases),
  ]
}

function copyRoutes({
  adoptPublication,
  takeOverRelease,
}: Pick<SharingUseCases, 'adoptPublication' | 'takeOverRelease'>): Route[] {
  return [
    route({
      method: 'post',
      path: '/api/v1/publications/{id}/adopt',
      operationId: 'adoptPublication',
      summary: 'Makes a publication of another city an own record',
      tag: 'Sharing',
      access: 'masterdata:share',
      params: MasterDataParams,
      body: AdoptRequest,
      success: { status: 201, description: 'The publication with the own copy', body: PublicationView },
      async handle({ actor, params, body, signal }) {
        const input = { publicationId: params.id, orgUnitId: body.orgUnitId }
        return { body: presentPublication(await adoptPublication(actor, input, signal)) }
      },
    }),
    route({
      method: 'post',
      path: '/api/v1/publications/{id}/take-over',
      operationId: 'takeOverRelease',
      summary: 'Takes a later release over; what was changed here stays',
      tag: 'Sharing',
      access: 'masterdata:share',
      params: MasterDataParams,
      body: TakeOverRequest,
      success: { status: 200, description: 'The publication with the own copy', body: PublicationView },
      async handle({ actor, params, body, signal }) {
        const input = { ...body, publicationId: params.id }
        return { body: presentPublication(await takeOverRelease(actor, input, signal)) }
      },
    }),
  ]
}
