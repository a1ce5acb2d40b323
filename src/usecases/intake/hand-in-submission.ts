import type { AdmittedCitizen } from '../shared/admitted-citizen.ts'
import type { ReceivedUpload } from '../shared/received-upload.ts'

export interface HandInInput {
  readonly files: readonly ReceivedUpload[]
  readonly name?: string | undefined
  readonly subject?: string | undefined
  /** File number or code that the city has written on a letter. */
  readonly reference?: string | undefined
  readonly message?: string | undefined
}

export interface SubmissionReceipt {
  readonly receiptNumber: string
  /** Code and secret are shown once and stored only as a hash. */
  readonly referenceCode: string
  readonly secret: string
  readonly receivedAt: string
  readonly files: readonly {
    readonly filename: string
    readonly sha256: string
    readonly sizeBytes: number
  }[]
}

/** @throws {MailroomError} as `ReceiveItem` */
export type HandInSubmission = (
  citizen: AdmittedCitizen,
  input: HandInInput,
  signal: AbortSignal,
) => Promise<SubmissionReceipt>
