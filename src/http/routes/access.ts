import {
  AccessGrantParams,
  AccessGrantView,
  CreateAccessGrantRequest,
  CrossUnitSearchRequest,
  CrossUnitSearchResult,
  EmergencyPage,
  EmergencyQuery,
  EmergencyRequest,
  EmergencyView,
  LevelRequest,
  ReadersView,
} from '../../contract/access.ts'
import { CaseFileParams, CaseFileView } from '../../contract/case-files.ts'
import { ItemParams } from '../../contract/incoming-items.ts'
import { tagged } from '../entity-tag.ts'
import { presentCrossUnit, presentEmergency, presentGrant, presentReaders } from '../presenters/access.ts'
import { presentCaseFile } from '../presenters/case-files.ts'
import { pageRequest, presentPageOf } from '../presenters/page.ts'
import { route, type Route } from '../route.ts'
import type { UseCases } from '../use-cases.ts'

type Needs = Pick<
  UseCases,
  | 'setFileLevel'
  | 'showReaders'
  | 'giveAccess'
  | 'takeBackAccess'
  | 'openInEmergency'
  | 'listEmergencies'
  | 'searchCrossUnit'
>

/** Who may see what: levels of confidentiality, single grants, emergencies. */
export function accessRoutes(useCases: Needs): Route[] {
  return [
    fileLevelRoute(useCases),
    ...readerRoutes(useCases),
    ...grantRoutes(useCases),
    ...emergencyRoutes(useCases),
    crossUnitRoute(useCases),
  ]
}

function fileLevelRoute({ setFileLevel }: Pick<UseCases, 'setFileLevel'>): Route {
  return route({
    method: 'patch',
    path: '/api/v1/case-files/{caseFileId}/level',
    operationId: 'setCaseFileLevel',
    summary: 'Says how few may know of a case file and all that lies in it',
    tag: 'Case files',
    access: 'access:raise',
    ifMatch: 'required',
    params: CaseFileParams,
    body: LevelRequest,
    success: { status: 200, description: 'The case file', body: CaseFileView },
    async handle({ actor, params, body, expectedVersion, signal }) {
      const input = { ...body, ...params, expectedVersion }
      return tagged(presentCaseFile(await setFileLevel(actor, input, signal)))
    },
  })
}

function readerRoutes({ showReaders }: Pick<UseCases, 'showReaders'>): Route[] {
  return [
    route({
      method: 'get',
      path: '/api/v1/incoming-items/{itemId}/access',
      operationId: 'getItemAccess',
      summary: 'Who may see the item, and why',
      tag: 'Intake',
      access: 'items:read',
      params: ItemParams,
      success: { status: 200, description: 'Its readers', body: ReadersView },
      async handle({ actor, params, signal }) {
        const object = { kind: 'incoming-item', id: params.itemId } as const
        return { body: presentReaders(await showReaders(actor, object, signal)) }
      },
    }),
    route({
      method: 'get',
      path: '/api/v1/case-files/{caseFileId}/access',
      operationId: 'getCaseFileAccess',
      summary: 'Who may see the case file, and why',
      tag: 'Case files',
      access: 'files:read',
      params: CaseFileParams,
      success: { status: 200, description: 'Its readers', body: ReadersView },
      async handle({ actor, params, signal }) {
        const object = { kind: 'case-file', id: params.caseFileId } as const
        return { body: presentReaders(await showReaders(actor, object, signal)) }
      },
    }),
  ]
}

function grantRoutes({
  giveAccess,
  takeBackAccess,
}: Pick<UseCases, 'giveAccess' | 'takeBackAccess'>): Route[] {
  return [
    route({
      method: 'post',
      path: '/api/v1/access-grants',
      operationId: 'addGrant',
      summary:
        'Lets one person into an item or case file, or shuts him out; of a file with all that lies in it',
      tag: 'Organisation',
      access: 'access:grant',
      body: CreateAccessGrantRequest,
      success: { status: 201, description: 'The grant', body: AccessGrantView },
      async handle({ actor, body: { objectKind, objectId, ...body }, signal }) {
        const object = { kind: objectKind, id: objectId }
        return { body: presentGrant(await giveAccess(actor, { ...body, object }, signal)) }
      },
    }),
    route({
      method: 'delete',
      path: '/api/v1/access-grants/{grantId}',
      operationId: 'takeBackGrant',
      summary: 'Takes a single grant back, or ends an emergency',
      tag: 'Organisation',
      access: 'access:grant',
      params: AccessGrantParams,
      success: { status: 204, description: 'It does not hold any more' },
      async handle({ actor, params, signal }) {
        await takeBackAccess(actor, params.grantId, signal)
        return undefined
      },
    }),
  ]
}

function emergencyRoutes({
  openInEmergency,
  listEmergencies,
}: Pick<UseCases, 'openInEmergency' | 'listEmergencies'>): Route[] {
  return [
    route({
      method: 'post',
      path: '/api/v1/emergency-access',
      operationId: 'openInEmergency',
      summary:
        'Opens one named record for an hour, with a reason; its heads and the data protection officer are told',
      tag: 'Organisation',
      access: 'access:emergency',
      body: EmergencyRequest,
      success: { status: 201, description: 'What was opened until when', body: EmergencyView },
      async handle({ actor, body, signal }) {
        return { body: presentEmergency(await openInEmergency(actor, body, signal)) }
      },
    }),
    route({
      method: 'get',
      path: '/api/v1/emergency-access',
      operationId: 'listEmergencies',
      summary:
        'What was opened in an emergency, newest first: of the own units, or all for the data protection officer',
      tag: 'Organisation',
      access: 'access:notices',
      query: EmergencyQuery,
      success: { status: 200, description: 'A page of them', body: EmergencyPage },
      async handle({ actor, query, signal }) {
        const page = await listEmergencies(actor, pageRequest(query), signal)
        return { body: presentPageOf(page, presentEmergency) }
      },
    }),
  ]
}

function crossUnitRoute({ searchCrossUnit }: Pick<UseCases, 'searchCrossUnit'>): Route {
  return route({
    method: 'post',
    path: '/api/v1/search/cross-unit',
    operationId: 'searchCrossUnit',
    summary: 'Tells in which units letters lie that fit; each search is written down with its reason',
    tag: 'Search',
    access: 'search:cross-unit',
    body: CrossUnitSearchRequest,
    success: { status: 200, description: 'Where they lie', body: CrossUnitSearchResult },
    async handle({ actor, body: { q, reason }, signal }) {
      return { body: presentCrossUnit(await searchCrossUnit(actor, { text: q, reason }, signal)) }
    },
  })
}
