import type { GivenArrival } from '../../domain/intake/arrival.ts'
import type { StoredDocument } from '../../domain/intake/document.ts'
import { cleanFilename } from '../../domain/intake/filename.ts'
import type { MailPart } from '../../domain/mail/mail-facts.ts'
import { receivedInstant } from '../../domain/mail/received-line.ts'
import type { StoredOriginal } from './store-originals.ts'
import type { UnfoldedFile, UnfoldedPart } from './unfold-mails.ts'

/**
 * A mail arrived when the last server on its way took it, unless somebody says otherwise: its topmost `Received` field tells,
 * or else the server that it is fetched from. A time that lies after its being taken in is none.
 *
 * @param first the leading file of the item
 */
export function mailArrival(
  given: GivenArrival & { readonly deliveredAt?: string },
  first: Pick<UnfoldedFile, 'mail'> | undefined,
  capturedAt: Date,
): GivenArrival {
  const isTold = given.receivedAt !== undefined || given.arrivalEvidence !== undefined
  if (given.channel !== 'email' || isTold) return given
  const { deliveredAt } = given
  const received = first?.mail?.received
  const clocks = [
    {
      at: received === undefined ? undefined : receivedInstant(received),
      text: `Received: ${received ?? ''}`,
    },
    { at: deliveredAt, text: `INTERNALDATE: ${deliveredAt ?? ''}` },
  ]
  const known = clocks.find(({ at }) => at !== undefined && Date.parse(at) <= capturedAt.getTime())
  return known === undefined ? given : { ...given, receivedAt: known.at, arrivalEvidence: known.text }
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
