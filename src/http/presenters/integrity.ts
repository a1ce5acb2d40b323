import type { z } from 'zod'
import type { IntegrityScanPage, IntegrityScanView } from '../../contract/operation.ts'
import type { IntegrityScan } from '../../domain/integrity/scan.ts'
import type { Presented } from '../route.ts'

type Summary = Presented<z.infer<typeof IntegrityScanPage>>['items'][number]

export function presentScanSummary(scan: IntegrityScan): Summary {
  return {
    id: scan.id,
    state: scan.state,
    trigger: scan.trigger,
    requestedBy: scan.requestedBy.displayName,
    createdAt: scan.createdAt,
    finishedAt: scan.finishedAt ?? null,
    checkedDocuments: scan.checkedDocuments,
    checkedObjects: scan.checkedObjects,
    checkedBytes: scan.checkedBytes,
    findingCount: scan.findingCount,
  }
}

export function presentScan(scan: IntegrityScan): Presented<z.infer<typeof IntegrityScanView>> {
  return { ...presentScanSummary(scan), findings: scan.findings }
}
