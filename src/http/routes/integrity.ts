import {
  ConsistencyReport,
  IntegrityScanPage,
  IntegrityScanParams,
  IntegrityScanView,
} from '../../contract/operation.ts'
import { PageQuery } from '../../contract/primitives.ts'
import { presentScan, presentScanSummary } from '../presenters/integrity.ts'
import { pageRequest, presentPageOf } from '../presenters/page.ts'
import { route, type Route } from '../route.ts'
import type { UseCases } from '../use-cases.ts'

type Needs = Pick<UseCases, 'requestScan' | 'findScan' | 'listScans' | 'checkConsistency'>

/** More than anybody reads; the number tells how many there are. */
const MAX_SHOWN = 1_000

/** Scans of all that is stored. */
export function integrityRoutes(useCases: Needs): Route[] {
  return [
    route({
      method: 'post',
      path: '/api/v1/admin/integrity-scans',
      operationId: 'requestIntegrityScan',
      summary:
        'Has everything that is stored read and compared with the records; one that runs already is taken',
      tag: 'Operation',
      access: 'integrity:check',
      success: {
        status: 201,
        description: 'The scan, to be asked for until it is done',
        body: IntegrityScanView,
      },
      async handle({ actor, signal }) {
        const scan = await useCases.requestScan(actor, signal)
        const headers = { Location: `/api/v1/admin/integrity-scans/${scan.id}` }
        return { body: presentScan(scan), headers }
      },
    }),
    route({
      method: 'get',
      path: '/api/v1/admin/integrity-scans',
      operationId: 'listIntegrityScans',
      summary: 'Scans, newest first',
      tag: 'Operation',
      access: 'integrity:check',
      query: PageQuery,
      success: { status: 200, description: 'A page of scans', body: IntegrityScanPage },
      async handle({ actor, query, signal }) {
        const page = await useCases.listScans(actor, pageRequest(query), signal)
        return { body: presentPageOf(page, presentScanSummary) }
      },
    }),
    route({
      method: 'get',
      path: '/api/v1/admin/integrity-scans/{scanId}',
      operationId: 'getIntegrityScan',
      summary: 'How far a scan is, and what it has found',
      tag: 'Operation',
      access: 'integrity:check',
      params: IntegrityScanParams,
      success: { status: 200, description: 'The scan', body: IntegrityScanView },
      async handle({ actor, params, signal }) {
        return { body: presentScan(await useCases.findScan(actor, params.scanId, signal)) }
      },
    }),
    route({
      method: 'get',
      path: '/api/v1/admin/fsck',
      operationId: 'checkConsistency',
      summary:
        'Looks for records and objects that are half there, without reading the objects; mends nothing',
      tag: 'Operation',
      access: 'integrity:check',
      success: { status: 200, description: 'What was found', body: ConsistencyReport },
      async handle({ actor, signal }) {
        const found = await useCases.checkConsistency(actor, signal)
        return { body: { ok: found.length === 0, count: found.length, found: found.slice(0, MAX_SHOWN) } }
      },
    }),
  ]
}
