import type { Actor } from '../../domain/access/actor.ts'
import { requirePermission } from '../../domain/access/policy.ts'
import { certificateView } from '../../domain/disposal/certificate.ts'
import { MailroomError } from '../../domain/errors.ts'
import type { BlobStore } from '../../ports/blob-store.ts'
import type { DisposalRuns } from '../../ports/disposal-runs.ts'
import type { Tenants } from '../../ports/organisation.ts'
import type { ReportPageWriter } from '../../ports/report-page-writer.ts'
import { required } from '../shared/required.ts'

export interface Certificate {
  readonly filename: string
  readonly pdf: Uint8Array
}

/** @throws {MailroomError} `forbidden`, `not-found`, `state-conflict` while nothing is destroyed */
export type MakeCertificate = (actor: Actor, runId: string, signal: AbortSignal) => Promise<Certificate>

export function createMakeCertificate({
  disposalRuns,
  tenants,
  reportPages,
  blobStore,
}: {
  readonly disposalRuns: DisposalRuns
  readonly tenants: Tenants
  readonly reportPages: ReportPageWriter
  readonly blobStore: BlobStore
}): MakeCertificate {
  return async function makeCertificate(actor, runId, signal) {
    requirePermission(actor, 'disposal:manage')
    const run = required(await disposalRuns.find(actor, runId, signal))
    if (!run.files.some(({ destroyed }) => destroyed !== undefined))
      throw new MailroomError('state-conflict', 'Nothing of the run has been destroyed.', {
        facts: { runId },
      })
    const tenant = required(await tenants.find(actor.tenantId, signal))
    const view = certificateView(run, tenant, await blobStore.protection(signal))
    return {
      filename: `Vernichtung ${run.serial}.pdf`,
      pdf: await reportPages.pagesOf(view, signal),
    }
  }
}
