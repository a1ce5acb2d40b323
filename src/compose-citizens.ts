import type { Platform } from './compose.ts'
import type { CitizenUseCases } from './http/citizen-use-cases.ts'
import { createAdmitPartialUpload } from './usecases/intake/admit-partial-upload.ts'
import { createAdmitSubmission } from './usecases/intake/admit-submission.ts'
import { createPatchCitizenPage, createShowCitizenPage } from './usecases/intake/citizen-page.ts'
import { createFindPublicTenant } from './usecases/intake/find-public-tenant.ts'
import { createHandInSubmission } from './usecases/intake/hand-in-submission.ts'
import { createPrintReceipt } from './usecases/intake/print-receipt.ts'
import { createSubmissionStatus } from './usecases/intake/submission-status.ts'

/** What people without an account do, and what a city offers them. */
export function composeCitizens(ports: Platform): CitizenUseCases {
  return {
    admitPartialUpload: createAdmitPartialUpload(ports),
    admitSubmission: createAdmitSubmission(ports),
    showCitizenPage: createShowCitizenPage(ports),
    patchCitizenPage: createPatchCitizenPage(ports),
    findPublicTenant: createFindPublicTenant(ports),
    handInSubmission: createHandInSubmission(ports),
    printReceipt: createPrintReceipt(ports),
    submissionStatus: createSubmissionStatus(ports),
  }
}
