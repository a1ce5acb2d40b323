export interface SubmissionStatusInput {
  readonly tenantSlug: string
  readonly referenceCode: string
  readonly secret: string
  readonly clientAddress: string
  readonly requestId: string
}

export interface SubmissionStatusView {
  readonly receiptNumber: string
  readonly receivedAt: string
  readonly status: 'received' | 'processing' | 'completed' | 'closed'
  readonly fileCount: number
}

/** Same answer for a wrong code, a wrong secret and an unknown tenant. @throws {MailroomError} `not-found`, `rate-limited` */
export type SubmissionStatus = (
  input: SubmissionStatusInput,
  signal: AbortSignal,
) => Promise<SubmissionStatusView>
