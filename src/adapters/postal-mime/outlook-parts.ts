import { mailLine } from '../../domain/mail/mail-text.ts'
import { isOutlook } from '../../domain/mail/part-reason.ts'
import { readTnef, type TnefAttachment, type TnefContent } from '../../domain/mail/tnef.ts'
import type { ParsedPart } from '../../ports/mail-parser.ts'

export interface Unwrapped {
  /** Each wrapping that could be read is followed by what lay in it. */
  readonly parts: readonly ParsedPart[]
  /** What the wrappings hold. */
  readonly contents: readonly TnefContent[]
}

const TNEF = 'application/ms-tnef'
const UNTYPED = 'application/octet-stream'

/** Unwraps what Outlook has wrapped, once: a message inside of it stays closed. */
export function unwrapped(parts: readonly ParsedPart[]): Unwrapped {
  const contents: TnefContent[] = []
  const all = parts.flatMap((part) => {
    const content = isOutlook(part) ? readTnef(part.bytes) : undefined
    if (content === undefined) return [part]
    contents.push(content)
    return [{ ...part, isUnwrapped: true }, ...content.attachments.map(partOf)]
  })
  return { parts: all, contents }
}

function partOf({ filename, mediaType, isInline, isMessage, bytes }: TnefAttachment): ParsedPart {
  const claimedType = isMessage ? TNEF : (mailLine(mediaType) ?? UNTYPED)
  return {
    filename: mailLine(filename),
    claimedType,
    isInline: isInline && claimedType.startsWith('image/'),
    bytes,
  }
}
