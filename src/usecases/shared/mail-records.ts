import type { GivenArrival } from '../../domain/intake/arrival.ts'
import type { StoredDocument } from '../../domain/intake/document.ts'
import { cleanFilename } from '../../domain/intake/filename.ts'
import type { MailPart } from '../../domain/mail/mail-facts.ts'
import { receivedInstant } from '../../domain/mail/received-line.ts'
import type { StoredOriginal } from './store-originals.ts'
import type { UnfoldedFile, UnfoldedPart } from './unfold-mails.ts'

/**
 * A mail arrived when the last server on its way took it (its topmost `Received` field), unless somebody says otherwise. A
 * time that lies after its being taken in is none.
 *
 * @param first the leading file of the item
 */
export function mailArrival(
  given: GivenArrival,
  first: Pick<UnfoldedFile, 'mail'> | undefined,
  capturedAt: Date,
): GivenArrival {
  const isTold = given.receivedAt !== undefined || given.arrivalEvidence !== undefined
  const received = first?.mail?.received
  if (given.channel !== 'email' || isTold || received === undefined) return given
  const receivedAt = receivedInstant(received)
  if (receivedAt === undefined || Date.parse(receivedAt) > capturedAt.getTime()) return given
  return { ...given, receivedAt, arrivalEvidence: `Received: ${received}` }
}

/** What the head of a leading mail says of the item; nobody has confirmed it. */
export function titleOfMail(first: Pick<UnfoldedFile, 'mail'> | undefined): {
  readonly subject?: string
  readonly sender?: string
} {
  const { subject, from = [] } = first?.mail ?? {}
  const sender = from[0]?.name ?? from[0]?.address
  return { ...(subject === undefined ? {} : { subject }), ...(sender === undefined ? {} : { sender }) }
}

/** What the document of a file keeps of a mail: of itself, or of the one it came with. */
export function storedMail(
  file: Pick<UnfoldedFile, 'mail' | 'partOf'> | undefined,
  originals: readonly StoredOriginal[],
): Pick<StoredDocument, 'mail' | 'partOf'> {
  const { mail, partOf } = file ?? {}
  const owner = partOf === undefined ? undefined : originals[partOf]?.documentId
  return {
    ...(mail === undefined
      ? {}
      : { mail: { ...mail, parts: mail.parts.map((part) => partOfMail(part, originals)) } }),
    ...(owner === undefined ? {} : { partOf: owner }),
  }
}

function partOfMail(part: UnfoldedPart, originals: readonly StoredOriginal[]): MailPart {
  const { file, reason, claimedType, sizeBytes } = part
  const documentId = file === undefined ? undefined : originals[file]?.documentId
  return {
    filename: cleanFilename(part.filename),
    claimedType,
    sizeBytes,
    ...(documentId === undefined ? {} : { documentId }),
    ...(reason === undefined ? {} : { reason }),
  }
}
