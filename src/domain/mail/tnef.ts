import {
  MAPI,
  mapiProperties,
  readUint16,
  readUint32,
  take,
  type ByteReader,
  type MapiProperties,
} from './mapi-properties.ts'

export interface TnefAttachment {
  readonly filename?: string
  /** As Outlook claims. */
  readonly mediaType?: string
  /** Shown inside of the text. */
  readonly isInline: boolean
  /** A message that Outlook wraps the same way: its bytes are TNEF again. */
  readonly isMessage: boolean
  readonly bytes: Uint8Array
}

/** What lies in a `winmail.dat`. Text that is kept as RTF only is not read. */
export interface TnefContent {
  readonly text?: string
  readonly html?: string
  readonly attachments: readonly TnefAttachment[]
}

const SIGNATURE = 0x223e9f78
/** Level, id and length before the data, a sum behind it. */
const LEVELS = [1, 2]
/** The numbers of the attributes that are used (MS-OXTNEF, 2.1.3.1). */
const ATTRIBUTE = {
  body: 0x0002800c,
  messageProperties: 0x00069003,
  codePage: 0x00069007,
  newAttachment: 0x00069002,
  attachmentTitle: 0x00018010,
  attachmentData: 0x0006800f,
  attachmentProperties: 0x00069005,
} as const
/** Nobody sends as many; a few bytes each could make a hundred million. */
const MAX_ATTACHMENTS = 1_000
const MAX_ATTRIBUTES = 100_000

/** Flag: the text refers to it. */
const IN_TEXT = 4
const METHOD_MESSAGE = 5
/** Before a message inside of a property: the interface that it has. */
const INTERFACE_BYTES = 16
const DEFAULT_CODE_PAGE = 1252

interface Draft {
  title?: Uint8Array
  data?: Uint8Array
  properties?: MapiProperties
}

interface Found {
  codePage: number
  body?: Uint8Array
  properties?: MapiProperties
  readonly attachments: Draft[]
}

/**
 * Reads Outlook's own wrapping of a mail (TNEF, MS-OXTNEF). The bytes of attachments are views of those given.
 *
 * @returns undefined for what is none, is cut off, or goes beyond all measure
 */
export function readTnef(bytes: Uint8Array): TnefContent | undefined {
  try {
    return contentOf(attributesOf(bytes))
  } catch (error) {
    if (error instanceof RangeError) return undefined
    throw error
  }
}

function attributesOf(bytes: Uint8Array): Found {
  const reader: ByteReader = { bytes, at: 0 }
  if (readUint32(reader) !== SIGNATURE) throw new RangeError('This is no TNEF.')
  readUint16(reader)
  const found: Found = { codePage: DEFAULT_CODE_PAGE, attachments: [] }
  for (let count = 0; reader.at < bytes.length; count += 1) {
    if (count >= MAX_ATTRIBUTES || !LEVELS.includes(take(reader, 1)[0] ?? 0))
      throw new RangeError('The stream of attributes is broken.')
    const id = readUint32(reader)
    const data = take(reader, readUint32(reader))
    // A sum of the bytes: programs write wrong ones, and it protects from nothing.
    readUint16(reader)
    keep(found, id, data)
  }
  return found
}

function keep(found: Found, id: number, data: Uint8Array): void {
  if (id === ATTRIBUTE.newAttachment) {
    if (found.attachments.length >= MAX_ATTACHMENTS) throw new RangeError('There are too many attachments.')
    found.attachments.push({})
  } else if (id === ATTRIBUTE.codePage) found.codePage = readUint32({ bytes: data, at: 0 })
  else if (id === ATTRIBUTE.body) found.body = data
  else if (id === ATTRIBUTE.messageProperties) found.properties = mapiProperties(data)
  else keepOfAttachment(found.attachments.at(-1), id, data)
}

function keepOfAttachment(draft: Draft | undefined, id: number, data: Uint8Array): void {
  if (draft === undefined) return
  if (id === ATTRIBUTE.attachmentTitle) draft.title = data
  else if (id === ATTRIBUTE.attachmentData) draft.data = data
  else if (id === ATTRIBUTE.attachmentProperties) draft.properties = mapiProperties(data)
}

function contentOf({ codePage, body, properties = new Map(), attachments }: Found): TnefContent {
  const decode = (bytes: Uint8Array): string => eightBitText(bytes, codePage)
  const text = textOf(properties, MAPI.body, decode) ?? (body === undefined ? undefined : decode(body))
  const html = textOf(properties, MAPI.bodyHtml, decode)
  return {
    ...(text === undefined ? {} : { text }),
    ...(html === undefined ? {} : { html }),
    attachments: attachments.map((draft) => attachmentOf(draft, decode)),
  }
}

type Decode = (bytes: Uint8Array) => string

function attachmentOf(draft: Draft, decode: Decode): TnefAttachment {
  const { properties = new Map() } = draft
  const filename = filenameOf(draft, decode)
  const mediaType = textOf(properties, MAPI.attachMimeTag, decode)
  return {
    ...(filename === '' ? {} : { filename }),
    ...(mediaType === undefined || mediaType === '' ? {} : { mediaType: mediaType.toLowerCase() }),
    isInline: (numberOf(properties, MAPI.attachFlags) & IN_TEXT) !== 0,
    ...dataOf(draft),
  }
}

function filenameOf({ title, properties = new Map() }: Draft, decode: Decode): string {
  const long = textOf(properties, MAPI.attachLongFilename, decode)
  const short = textOf(properties, MAPI.attachFilename, decode)
  return long ?? short ?? (title === undefined ? '' : decode(title))
}

function dataOf({ data, properties = new Map() }: Draft): Pick<TnefAttachment, 'isMessage' | 'bytes'> {
  const isMessage = numberOf(properties, MAPI.attachMethod) === METHOD_MESSAGE
  const object = bytesOf(properties, MAPI.attachData) ?? new Uint8Array()
  return { isMessage, bytes: isMessage ? object.subarray(INTERFACE_BYTES) : (data ?? object) }
}

function numberOf(properties: MapiProperties, id: number): number {
  const value = properties.get(id)
  return typeof value === 'number' ? value : 0
}

function bytesOf(properties: MapiProperties, id: number): Uint8Array | undefined {
  const value = properties.get(id)
  return typeof value === 'object' ? value.bytes : undefined
}

function textOf(properties: MapiProperties, id: number, decode: Decode): string | undefined {
  const value = properties.get(id)
  if (typeof value !== 'object') return undefined
  return value.isUnicode ? untilNull(new TextDecoder('utf-16le').decode(value.bytes)) : decode(value.bytes)
}

/** The names of Windows' code pages that the platform knows; German programs write 1252. */
const ENCODINGS: Readonly<Record<number, string>> = {
  866: 'ibm866',
  874: 'windows-874',
  932: 'shift_jis',
  936: 'gbk',
  949: 'euc-kr',
  950: 'big5',
  28591: 'iso-8859-1',
  28592: 'iso-8859-2',
  28605: 'iso-8859-15',
  65001: 'utf-8',
}

function eightBitText(bytes: Uint8Array, codePage: number): string {
  const ofWindows = codePage >= 1250 && codePage <= 1258 ? `windows-${codePage}` : 'windows-1252'
  return untilNull(new TextDecoder(ENCODINGS[codePage] ?? ofWindows).decode(bytes))
}

function untilNull(text: string): string {
  const end = text.indexOf('\0')
  return end === -1 ? text : text.slice(0, end)
}
