import {
  AddScannerRequest,
  PatchScannerRequest,
  ScannerList,
  ScannerParams,
  ScannerView,
} from '../../contract/batches.ts'
import { tagged } from '../entity-tag.ts'
import { given } from '../given.ts'
import { presentScanner } from '../presenters/batches.ts'
import { route, type Route } from '../route.ts'
import type { UseCases } from '../use-cases.ts'

type Needs = Pick<UseCases, 'addScanner' | 'listScanners' | 'patchScanner'>

/** Scanners with a watched folder: `/api/v1/scanners`. */
export function scannerRoutes(useCases: Needs): Route[] {
  return [
    route({
      method: 'get',
      path: '/api/v1/scanners',
      operationId: 'listScanners',
      summary: 'Scanners with a watched folder, by name, disabled ones included',
      tag: 'Organisation',
      access: 'masterdata:read',
      success: { status: 200, description: 'All of the tenant', body: ScannerList },
      async handle({ actor, signal }) {
        const scanners = await useCases.listScanners(actor, signal)
        return { body: { items: scanners.map(presentScanner) } }
      },
    }),
    route({
      method: 'post',
      path: '/api/v1/scanners',
      operationId: 'addScanner',
      summary: 'Adds a scanner; what lies in its folder from now on is taken in',
      tag: 'Organisation',
      access: 'masterdata:edit',
      body: AddScannerRequest,
      success: { status: 201, description: 'The new record', body: ScannerView },
      async handle({ actor, body, signal }) {
        return tagged(presentScanner(await useCases.addScanner(actor, given(body), signal)))
      },
    }),
    route({
      method: 'patch',
      path: '/api/v1/scanners/{scannerId}',
      operationId: 'patchScanner',
      summary: 'Changes a scanner; its folder stays',
      tag: 'Organisation',
      access: 'masterdata:edit',
      ifMatch: 'required',
      params: ScannerParams,
      body: PatchScannerRequest,
      success: { status: 200, description: 'The changed record', body: ScannerView },
      async handle({ actor, params, body, expectedVersion, signal }) {
        const input = { ...given(body), scannerId: params.scannerId, expectedVersion }
        return tagged(presentScanner(await useCases.patchScanner(actor, input, signal)))
      },
    }),
  ]
}
