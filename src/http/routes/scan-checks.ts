import { PreviewQuery } from '../../contract/documents.ts'
import {
  PatchScanningRulesRequest,
  RecordResultRequest,
  RescanFields,
  RestorePagesRequest,
  ScanCheckPageParams,
  ScanCheckParams,
  ScanCheckQuery,
  ScanCheckQueue,
  ScanCheckView,
  ScanningRulesView,
} from '../../contract/quality.ts'
import { sendDownload } from '../downloads.ts'
import { tagged } from '../entity-tag.ts'
import { given } from '../given.ts'
import { presentCheck, presentCheckQueue, presentScanningRules } from '../presenters/quality.ts'
import type { QualityUseCases } from '../quality-use-cases.ts'
import { route, type Route } from '../route.ts'
import type { ReceiveUpload } from '../upload.ts'

/** Visual checks of scans: `/api/v1/scan-checks`. */
export function scanCheckRoutes(useCases: QualityUseCases, receiveUpload: ReceiveUpload): Route[] {
  return [...readingRoutes(useCases), ...changingRoutes(useCases), rescanRoute(useCases, receiveUpload)]
}

function readingRoutes({ listChecks, showCheck, openCheckPage }: QualityUseCases): Route[] {
  return [
    route({
      method: 'get',
      path: '/api/v1/scan-checks',
      operationId: 'listScanChecks',
      summary: 'Scans that somebody has still to look at, those that wait for longest first',
      tag: 'Batches',
      access: 'quality:check',
      query: ScanCheckQuery,
      success: { status: 200, description: 'The queue', body: ScanCheckQueue },
      async handle({ actor, query, signal }) {
        return { body: presentCheckQueue(await listChecks(actor, given(query), signal)) }
      },
    }),
    route({
      method: 'get',
      path: '/api/v1/scan-checks/{checkId}',
      operationId: 'getScanCheck',
      summary: 'A check with its pages and what the machine has measured on them',
      tag: 'Batches',
      access: 'quality:check',
      params: ScanCheckParams,
      success: { status: 200, description: 'The check; its ETag is for changes', body: ScanCheckView },
      async handle({ actor, params, signal }) {
        return tagged(presentCheck(await showCheck(actor, params.checkId, signal)))
      },
    }),
    route({
      method: 'get',
      path: '/api/v1/scan-checks/{checkId}/pages/{pageNumber}/preview.webp',
      operationId: 'getScanCheckPage',
      summary: 'Picture of a page that is to be checked',
      tag: 'Batches',
      access: 'quality:check',
      params: ScanCheckPageParams,
      query: PreviewQuery,
      success: { status: 200, description: 'The picture', mediaType: 'image/webp' },
      async handle({ actor, params, query, request, response, signal }) {
        const opened = await openCheckPage(actor, { ...params, widthPx: query.width }, signal)
        return sendDownload(request, response, { object: opened.object }, async () => opened)
      },
    }),
  ]
}

function changingRoutes({ recordResult, restorePages }: QualityUseCases): Route[] {
  return [
    route({
      method: 'post',
      path: '/api/v1/scan-checks/{checkId}/result',
      operationId: 'recordScanCheck',
      summary: 'What a person says after looking; never the one who scanned, and twice only by two persons',
      tag: 'Batches',
      access: 'quality:check',
      ifMatch: 'required',
      params: ScanCheckParams,
      body: RecordResultRequest,
      success: { status: 200, description: 'The check', body: ScanCheckView },
      async handle({ actor, params, body, expectedVersion, signal }) {
        const input = { ...body, ...params, expectedVersion }
        return tagged(presentCheck(await recordResult(actor, input, signal)))
      },
    }),
    route({
      method: 'post',
      path: '/api/v1/scan-checks/{checkId}/restore-pages',
      operationId: 'restoreScanPages',
      summary: 'Cuts the letter out anew with pages that had been left out, until it was checked',
      tag: 'Batches',
      access: 'batches:edit',
      ifMatch: 'required',
      params: ScanCheckParams,
      body: RestorePagesRequest,
      success: { status: 200, description: 'The check, begun anew', body: ScanCheckView },
      async handle({ actor, params, body, expectedVersion, signal }) {
        const input = { ...body, ...params, expectedVersion }
        return tagged(presentCheck(await restorePages(actor, input, signal)))
      },
    }),
  ]
}

function rescanRoute({ admitRescan, rescan }: QualityUseCases, receiveUpload: ReceiveUpload): Route {
  return route({
    method: 'post',
    path: '/api/v1/scan-checks/{checkId}/rescan',
    operationId: 'rescanLetter',
    summary: 'Takes a new scan of the paper in the place of the one that the letter has; that one is kept',
    tag: 'Batches',
    access: 'batches:edit',
    ifMatch: 'required',
    params: ScanCheckParams,
    upload: RescanFields,
    success: { status: 200, description: 'The check, begun anew', body: ScanCheckView },
    async handle({ actor, params: { checkId }, expectedVersion, request, response, signal }) {
      await admitRescan(actor, checkId, signal)
      const check = await receiveUpload(
        { request, response, signal },
        RescanFields,
        ({ files, fields: { reason } }) => rescan(actor, { checkId, expectedVersion, files, reason }, signal),
      )
      return tagged(presentCheck(check))
    },
  })
}

/** How a tenant makes sure of its scans. */
export function scanningRulesRoutes({ showScanningRules, patchScanningRules }: QualityUseCases): Route[] {
  return [
    route({
      method: 'get',
      path: '/api/v1/scanning-rules',
      operationId: 'getScanningRules',
      summary: 'How scans are checked and how long paper is kept',
      tag: 'Organisation',
      access: 'masterdata:read',
      success: { status: 200, description: 'The rules; their ETag is for changes', body: ScanningRulesView },
      async handle({ actor, signal }) {
        return tagged(presentScanningRules(await showScanningRules(actor, signal)))
      },
    }),
    route({
      method: 'patch',
      path: '/api/v1/scanning-rules',
      operationId: 'patchScanningRules',
      summary: 'Changes how scans are checked; counts for scans that are divided from then on',
      tag: 'Organisation',
      access: 'masterdata:edit',
      ifMatch: 'required',
      body: PatchScanningRulesRequest,
      success: { status: 200, description: 'The changed rules', body: ScanningRulesView },
      async handle({ actor, body, expectedVersion, signal }) {
        const input = { ...given(body), expectedVersion }
        return tagged(presentScanningRules(await patchScanningRules(actor, input, signal)))
      },
    }),
  ]
}
