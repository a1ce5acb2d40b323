import type { AdmitPartialUpload } from '../usecases/intake/admit-partial-upload.ts'
import type { AdmitSubmission } from '../usecases/intake/admit-submission.ts'
import type { PatchCitizenPage, ShowCitizenPage } from '../usecases/intake/citizen-page.ts'
import type { FindPublicTenant } from '../usecases/intake/find-public-tenant.ts'
import type { HandInSubmission } from '../usecases/intake/hand-in-submission.ts'
import type { PrintReceipt } from '../usecases/intake/print-receipt.ts'
import type { SubmissionStatus } from '../usecases/intake/submission-status.ts'

/** What people without an account do, and what a city offers them. */
export interface CitizenUseCases {
  readonly admitPartialUpload: AdmitPartialUpload
  readonly admitSubmission: AdmitSubmission
  readonly showCitizenPage: ShowCitizenPage
  readonly patchCitizenPage: PatchCitizenPage
  readonly findPublicTenant: FindPublicTenant
  readonly handInSubmission: HandInSubmission
  readonly printReceipt: PrintReceipt
  readonly submissionStatus: SubmissionStatus
}
