import { compoundFile, type Folder } from './compound-file.ts'

/** A message as Outlook saves it (MS-OXMSG), put together here. */
export interface OutlookMessage {
  readonly subject?: string
  readonly body?: string
  readonly html?: string
  readonly senderName?: string
  readonly senderEmail?: string
  readonly headers?: string
  readonly messageClass?: string
  readonly recipients?: readonly { readonly name: string; readonly email: string; readonly kind: 1 | 2 | 3 }[]
  readonly attachments?: readonly OutlookAttachment[]
}

export type OutlookAttachment =
  | {
      readonly filename: string
      readonly bytes: Uint8Array
      readonly mediaType?: string
      readonly contentId?: string
      readonly message?: undefined
    }
  | { readonly filename: string; readonly message: OutlookMessage }

type Value = string | number | Uint8Array | undefined

const TEXT = 0x1f
const LONG = 0x03
const BINARY = 0x102
const NAMES = {
  __substg1_guid: '__substg1.0_00020102',
  entries: '__substg1.0_00030102',
  texts: '__substg1.0_00040102',
}

export function outlookFile(message: OutlookMessage): Buffer {
  const names = {
    [NAMES.__substg1_guid]: Buffer.alloc(0),
    [NAMES.entries]: Buffer.alloc(0),
    [NAMES.texts]: Buffer.alloc(0),
  }
  return compoundFile({ '__nameid_version1.0': names, ...messageFolder(message, 32) })
}

function messageFolder(message: OutlookMessage, headBytes: number): Folder {
  const { recipients = [], attachments = [], html, messageClass = 'IPM.Note' } = message
  const numbered = (prefix: string, index: number): string =>
    `${prefix}#${index.toString(16).padStart(8, '0').toUpperCase()}`
  return {
    ...Object.fromEntries(
      recipients.map(({ name, email, kind }, index) => [
        numbered('__recip_version1.0_', index),
        withProperties({ 0x3001: name, 0x3003: email, 0x39fe: email, 0x0c15: kind }, 8),
      ]),
    ),
    ...Object.fromEntries(
      attachments.map((attachment, index) => [
        numbered('__attach_version1.0_', index),
        attachmentFolder(attachment),
      ]),
    ),
    ...withProperties(
      {
        0x001a: messageClass,
        0x0037: message.subject,
        0x007d: message.headers,
        0x0c1a: message.senderName,
        0x0c1f: message.senderEmail,
        0x5d01: message.senderEmail,
        0x1000: message.body,
        0x1013: html === undefined ? undefined : Buffer.from(html),
      },
      headBytes,
    ),
  }
}

function attachmentFolder(attachment: OutlookAttachment): Folder {
  if (attachment.message !== undefined) {
    const inner = messageFolder(attachment.message, 24)
    return { ...withProperties({ 0x3001: attachment.filename, 0x3705: 5 }, 8), '__substg1.0_3701000D': inner }
  }
  const { filename, bytes, mediaType, contentId } = attachment
  return withProperties(
    { 0x3707: filename, 0x3701: bytes, 0x370e: mediaType, 0x3712: contentId, 0x3705: 1 },
    8,
  )
}

/** Numbers stand in the list of properties; everything else in a stream of its own. */
function withProperties(values: Readonly<Record<number, Value>>, headBytes: number): Folder {
  const streams: Record<string, Uint8Array> = {}
  const list: Buffer[] = [Buffer.alloc(headBytes)]
  for (const [key, value] of Object.entries(values)) {
    if (value === undefined) continue
    const entry = Buffer.alloc(16)
    const type = typeof value === 'number' ? LONG : typeof value === 'string' ? TEXT : BINARY
    entry.writeUInt16LE(type, 0)
    entry.writeUInt16LE(Number(key), 2)
    entry.writeUInt32LE(6, 4)
    if (typeof value === 'number') entry.writeUInt32LE(value, 8)
    else {
      const bytes = typeof value === 'string' ? Buffer.from(value, 'utf16le') : value
      entry.writeUInt32LE(bytes.length + (type === TEXT ? 2 : 0), 8)
      const hex = (number: number): string => number.toString(16).padStart(4, '0').toUpperCase()
      streams[`__substg1.0_${hex(Number(key))}${hex(type)}`] = bytes
    }
    list.push(entry)
  }
  return { ...streams, '__properties_version1.0': Buffer.concat(list) }
}
