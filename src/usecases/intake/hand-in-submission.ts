import { CODE_BYTES, codeFrom, normalCode } from '../../domain/intake/reference-code.ts'
import type { Digest } from '../../ports/digest.ts'
import type { AdmittedCitizen } from '../shared/admitted-citizen.ts'
import type { ReceivedUpload } from '../shared/received-upload.ts'
import { submissionKey } from '../shared/submission-key.ts'
import { takeIn, type IntakePorts } from '../shared/take-in.ts'

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

export function createHandInSubmission(ports: IntakePorts & { readonly digest: Digest }): HandInSubmission {
  return async function handInSubmission({ actor, sender }, input, signal) {
    const referenceCode = codeFrom(ports.ids.randomHex(CODE_BYTES))
    const secret = codeFrom(ports.ids.randomHex(CODE_BYTES))
    const codeHash = ports.digest.sha256(submissionKey(normalCode(referenceCode), normalCode(secret)))
    const mail = {
      files: input.files,
      channel: sender === undefined ? 'upload_link' : 'upload_login',
      subject: input.subject,
      sender: sender?.name ?? input.name,
      verifiedSender: sender,
      note: noteOf(input),
    } as const
    const { item, documents } = await takeIn(ports, actor, mail, signal, (taken) =>
      ports.intakeStore.insertSubmission(actor, { codeHash, itemId: taken.item.id }, signal),
    )
    return {
      receiptNumber: item.receiptNumber,
      referenceCode,
      secret,
      receivedAt: item.receivedAt,
      files: documents.map(({ filename, original: { sha256, sizeBytes } }) => ({
        filename,
        sha256,
        sizeBytes,
      })),
    }
  }
}

function noteOf({ reference, message }: HandInInput): string | undefined {
  const lines = [
    ...(reference === undefined ? [] : [`Zeichen laut Einsender: ${reference}`]),
    ...(message === undefined || message === '' ? [] : [message]),
  ]
  return lines.length === 0 ? undefined : lines.join('\n')
}
