import type { Timestamp } from 'bson'

/** Appends BSON elements to a buffer of known size; documents are put in as the bytes they are. */
class Assembler {
  readonly bytes: Buffer
  #at = 0

  constructor(size: number) {
    this.bytes = Buffer.allocUnsafe(size)
  }

  int32(value: number): void {
    this.#at = this.bytes.writeInt32LE(value, this.#at)
  }

  int64(value: bigint): void {
    this.#at = this.bytes.writeBigInt64LE(value, this.#at)
  }

  double(value: number): void {
    this.#at = this.bytes.writeDoubleLE(value, this.#at)
  }

  byte(value: number): void {
    this.bytes[this.#at++] = value
  }

  cstring(text: string): void {
    this.#at += this.bytes.write(text, this.#at)
    this.byte(0)
  }

  put(bytes: Uint8Array): void {
    this.bytes.set(bytes, this.#at)
    this.#at += bytes.length
  }
}

/** Bytes of an array: length, elements (type, index as name, document), end. */
function arraySize(documents: readonly Buffer[]): number {
  return documents.reduce((size, document, index) => size + 2 + String(index).length + document.length, 5)
}

/**
 * The reply `{ cursor: { <batchName>: [...], id, ns }, ok: 1 }` put together from stored
 * documents, so that reading without a projection neither decodes nor encodes them.
 */
export function cursorReply(
  batchName: 'firstBatch' | 'nextBatch',
  documents: readonly Buffer[],
  id: bigint,
  namespace: string,
  atClusterTime?: Timestamp,
): Buffer {
  const batchSize = arraySize(documents)
  const namespaceBytes = Buffer.byteLength(namespace) + 1
  const timeBytes = atClusterTime === undefined ? 0 : 2 + 'atClusterTime'.length + 8
  // length, batch array, "id" int64, "ns" string, "atClusterTime" timestamp, end
  const cursorSize =
    4 + (2 + batchName.length + batchSize) + (4 + 8) + (4 + 4 + namespaceBytes) + timeBytes + 1
  // length, "cursor" document, "ok" double, end
  const assembler = new Assembler(4 + (8 + cursorSize) + (4 + 8) + 1)
  assembler.int32(assembler.bytes.length)
  assembler.byte(0x03)
  assembler.cstring('cursor')
  assembler.int32(cursorSize)
  assembler.byte(0x04)
  assembler.cstring(batchName)
  assembler.int32(batchSize)
  for (const [index, document] of documents.entries()) {
    assembler.byte(0x03)
    assembler.cstring(String(index))
    assembler.put(document)
  }
  assembler.byte(0)
  assembler.byte(0x12)
  assembler.cstring('id')
  assembler.int64(id)
  assembler.byte(0x02)
  assembler.cstring('ns')
  assembler.int32(namespaceBytes)
  assembler.cstring(namespace)
  if (atClusterTime !== undefined) {
    assembler.byte(0x11)
    assembler.cstring('atClusterTime')
    assembler.int64(BigInt.asIntN(64, atClusterTime.toBigInt()))
  }
  assembler.byte(0)
  assembler.byte(0x01)
  assembler.cstring('ok')
  assembler.double(1)
  assembler.byte(0)
  return assembler.bytes
}

/** One document with the fields of another one behind its own. */
export function appendFields(document: Buffer, added: Buffer): Buffer {
  const bytes = Buffer.concat([document.subarray(0, -1), added.subarray(4)])
  bytes.writeInt32LE(bytes.length, 0)
  return bytes
}
