import { decode } from '../bson/decode.ts'
import { type Document, setField } from '../bson/document.ts'
import { FrameError } from './frames.ts'

const OP_REPLY = 1
const OP_QUERY = 2004
const OP_MSG = 2013

const CHECKSUM_PRESENT = 1
const MORE_TO_COME = 2
const EXHAUST_ALLOWED = 1 << 16
/** Of bits 0-15 a server must refuse those that it does not know. */
const REQUIRED_BITS = 0xffff

/** One request of a client. */
export interface Message {
  readonly requestId: number
  /** OP_QUERY is spoken only by drivers that do not know yet whom they talk to, to say hello. */
  readonly legacy: boolean
  /** The client waits for no reply (`w: 0`). */
  readonly silent: boolean
  readonly command: Document
  /** The bytes of the documents that came in a sequence of their own, by field name. */
  readonly sequences: ReadonlyMap<string, readonly Buffer[]>
}

interface Section {
  readonly end: number
  readonly name?: string
  readonly documents: readonly Buffer[]
}

function lengthAt(bytes: Buffer, at: number, limit: number): number {
  if (at + 4 > limit) throw new FrameError('a length is cut off')
  const length = bytes.readInt32LE(at)
  if (length < 5 || at + length > limit) throw new FrameError('a section is longer than its message')
  return length
}

function bodySection(bytes: Buffer, at: number, limit: number): Section {
  const end = at + lengthAt(bytes, at, limit)
  return { end, documents: [bytes.subarray(at, end)] }
}

function sequenceSection(bytes: Buffer, start: number, limit: number): Section {
  const end = start + lengthAt(bytes, start, limit)
  const nameEnd = bytes.indexOf(0, start + 4)
  if (nameEnd < 0 || nameEnd >= end) throw new FrameError('the name of a document sequence does not end')
  const documents: Buffer[] = []
  let at = nameEnd + 1
  while (at < end) {
    const length = lengthAt(bytes, at, end)
    documents.push(bytes.subarray(at, at + length))
    at += length
  }
  return { end, name: bytes.toString('utf8', start + 4, nameEnd), documents }
}

function readSection(bytes: Buffer, at: number, limit: number): Section {
  const kind = bytes[at]
  if (kind === 0) return bodySection(bytes, at + 1, limit)
  if (kind === 1) return sequenceSection(bytes, at + 1, limit)
  throw new FrameError(`a section of kind ${String(kind)}`)
}

function readOpMsg(bytes: Buffer): Pick<Message, 'command' | 'sequences' | 'silent'> {
  if (bytes.length < 26) throw new FrameError('a message without a body')
  const flags = bytes.readUInt32LE(16)
  if ((flags & REQUIRED_BITS & ~(CHECKSUM_PRESENT | MORE_TO_COME | EXHAUST_ALLOWED)) !== 0) {
    throw new FrameError('a flag that is not known')
  }
  const limit = bytes.length - ((flags & CHECKSUM_PRESENT) === 0 ? 0 : 4)
  const sequences = new Map<string, readonly Buffer[]>()
  let command: Document | undefined
  let at = 20
  while (at < limit) {
    const section = readSection(bytes, at, limit)
    if (section.name !== undefined) sequences.set(section.name, section.documents)
    else if (command !== undefined) throw new FrameError('a message with two bodies')
    else command = decode(section.documents[0] ?? Buffer.alloc(0))
    at = section.end
  }
  if (command === undefined) throw new FrameError('a message without a body')
  for (const [name, documents] of sequences) setField(command, name, documents.map(decode))
  return { command, sequences, silent: (flags & MORE_TO_COME) !== 0 }
}

function readOpQuery(bytes: Buffer): Document {
  const nameEnd = bytes.indexOf(0, 20)
  // Behind the collection name come two numbers, to skip and to return.
  const at = nameEnd + 1 + 8
  if (nameEnd < 0) throw new FrameError('the collection name of a query does not end')
  const length = lengthAt(bytes, at, bytes.length)
  return { ...decode(bytes.subarray(at, at + length)), $db: 'admin' }
}

/**
 * Reads one message.
 *
 * @throws {FrameError} when it is none
 * @throws {CommandError} InvalidBSON when a document in it is malformed
 */
export function readMessage(bytes: Buffer): Message {
  const requestId = bytes.readInt32LE(4)
  switch (bytes.readInt32LE(12)) {
    case OP_MSG:
      return { requestId, legacy: false, ...readOpMsg(bytes) }
    case OP_QUERY:
      return { requestId, legacy: true, silent: false, command: readOpQuery(bytes), sequences: new Map() }
    default:
      throw new FrameError(`operation code ${bytes.readInt32LE(12)}`)
  }
}

/** The header of a reply; the document follows it. */
export function replyHeader(requestId: number, legacy: boolean, bodyBytes: number): Buffer {
  const header = Buffer.alloc(legacy ? 36 : 21)
  header.writeInt32LE(header.length + bodyBytes, 0)
  header.writeInt32LE(requestId, 8)
  header.writeInt32LE(legacy ? OP_REPLY : OP_MSG, 12)
  if (legacy) {
    header.writeInt32LE(8, 16) // AwaitCapable, as every server since 2.4 sets it
    header.writeInt32LE(1, 32) // one document
  }
  return header
}
