import type { Response } from 'express'
import {
  CreateOrgUnitRequest,
  MasterDataParams,
  MovedWork,
  MoveUnitWorkRequest,
  OrgUnitList,
  OrgUnitView,
  PatchOrgUnitRequest,
  UnitMoveList,
} from '../../contract/organisation.ts'
import { csvOf } from '../csv.ts'
import { tagged } from '../entity-tag.ts'
import { presentOrgUnit } from '../presenters/organisation.ts'
import { route, type Route } from '../route.ts'
import { sandboxDownload } from '../security-headers.ts'
import type { UseCases } from '../use-cases.ts'

type Needs = Pick<
  UseCases,
  'listOrgUnits' | 'addOrgUnit' | 'patchOrgUnit' | 'moveUnitWork' | 'listUnitMoves' | 'exportUnitMoves'
>

export function orgUnitRoutes(useCases: Needs): Route[] {
  return [
    route({
      method: 'get',
      path: '/api/v1/org-units',
      operationId: 'listOrgUnits',
      summary: 'Organisational units by number',
      tag: 'Organisation',
      access: 'masterdata:read',
      success: { status: 200, description: 'All of the tenant', body: OrgUnitList },
      async handle({ actor, signal }) {
        const records = await useCases.listOrgUnits(actor, signal)
        return { body: { items: records.map(presentOrgUnit) } }
      },
    }),
    route({
      method: 'post',
      path: '/api/v1/org-units',
      operationId: 'addOrgUnit',
      summary: 'Adds an organisational unit',
      tag: 'Organisation',
      access: 'masterdata:edit',
      body: CreateOrgUnitRequest,
      success: { status: 201, description: 'The new record', body: OrgUnitView },
      async handle({ actor, body, signal }) {
        return tagged(presentOrgUnit(await useCases.addOrgUnit(actor, body, signal)))
      },
    }),
    route({
      method: 'patch',
      path: '/api/v1/org-units/{id}',
      operationId: 'patchOrgUnit',
      summary: 'Changes an organisational unit',
      tag: 'Organisation',
      access: 'masterdata:edit',
      ifMatch: 'required',
      params: MasterDataParams,
      body: PatchOrgUnitRequest,
      success: { status: 200, description: 'The changed record', body: OrgUnitView },
      async handle({ actor, params, body, expectedVersion, signal }) {
        const input = { ...body, orgUnitId: params.id, expectedVersion }
        return tagged(presentOrgUnit(await useCases.patchOrgUnit(actor, input, signal)))
      },
    }),
    ...moveRoutes(useCases),
    ...protocolRoutes(useCases),
  ]
}

function moveRoutes({ moveUnitWork, listUnitMoves }: Needs): Route[] {
  return [
    route({
      method: 'post',
      path: '/api/v1/org-units/{id}/move-work',
      operationId: 'moveUnitWork',
      summary: 'Moves items, case files and rules of a unit to another one, a step at a time',
      tag: 'Organisation',
      access: 'masterdata:edit',
      params: MasterDataParams,
      body: MoveUnitWorkRequest,
      success: { status: 200, description: 'What has been moved, and whether more is left', body: MovedWork },
      async handle({ actor, params, body, signal }) {
        const move = { fromUnitId: params.id, toUnitId: body.toUnitId }
        return { body: await moveUnitWork(actor, move, signal) }
      },
    }),
    route({
      method: 'get',
      path: '/api/v1/org-units/{id}/moves',
      operationId: 'listUnitMoves',
      summary: 'What a unit has given away, when, by whom and where to',
      tag: 'Organisation',
      access: 'masterdata:edit',
      params: MasterDataParams,
      success: { status: 200, description: 'Every step, oldest first', body: UnitMoveList },
      async handle({ actor, params, signal }) {
        const moves = await listUnitMoves(actor, params.id, signal)
        return { body: { items: moves.map((move) => ({ ...move, arrangedBy: move.arrangedBy ?? null })) } }
      },
    }),
  ]
}

function protocolRoutes({ exportUnitMoves }: Needs): Route[] {
  return [
    route({
      method: 'get',
      path: '/api/v1/org-units/{id}/moves.csv',
      operationId: 'exportUnitMovesCsv',
      summary: 'The protocol of a reorganisation for spreadsheet programs',
      tag: 'Organisation',
      access: 'masterdata:edit',
      params: MasterDataParams,
      success: { status: 200, description: 'The table', mediaType: 'text/csv' },
      async handle({ actor, params, response, signal }) {
        const { unitNumber, table } = await exportUnitMoves(actor, params.id, signal)
        sendProtocol(response, unitNumber, 'csv').type('text/csv').send(csvOf(table))
        return undefined
      },
    }),
    route({
      method: 'get',
      path: '/api/v1/org-units/{id}/moves.pdf',
      operationId: 'exportUnitMovesPdf',
      summary: 'The protocol of a reorganisation as pages',
      tag: 'Organisation',
      access: 'masterdata:edit',
      params: MasterDataParams,
      success: { status: 200, description: 'The pages', mediaType: 'application/pdf' },
      async handle({ actor, params, response, signal }) {
        const { unitNumber, pdf } = await exportUnitMoves(actor, params.id, signal)
        sendProtocol(response, unitNumber, 'pdf')
          .type('application/pdf')
          .send(Buffer.from(await pdf()))
        return undefined
      },
    }),
  ]
}

function sendProtocol(response: Response, unitNumber: string, extension: 'csv' | 'pdf'): Response {
  sandboxDownload(response)
  const number = unitNumber.replace(/[^\w.-]/g, '-')
  response.attachment(`umorganisation_${number}.${extension}`)
  return response
}
