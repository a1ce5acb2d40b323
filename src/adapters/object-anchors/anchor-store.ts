import { createHash } from 'node:crypto'
import { canonicalAnchor, type AuditAnchor } from '../../domain/audit/anchor.ts'
import { isMailroomError } from '../../domain/errors.ts'
import type { AnchorStore, KeptAnchor } from '../../ports/anchor-store.ts'
import type { BlobHead, BlobStore } from '../../ports/blob-store.ts'
import type { Seal } from '../../ports/seal.ts'

const MEDIA_TYPE = 'application/json'
/** Digits of a number in a key, so that keys sort as the numbers do. */
const SEQ_DIGITS = 15
const NAME = /^(\d{15})\.(\d{15})\.([0-9a-f]{64})\.([0-9a-f]{64})$/
/** What an anchor of the longest stretch takes, and much more. */
const MAX_BODY_BYTES = 1_000_000

type Stretch = Pick<AuditAnchor, 'tenantId' | 'firstSeq' | 'lastSeq' | 'hash'>

/**
 * Anchors as objects that are never overwritten. A key tells all that a verification needs, so that a listing is enough;
 * the object itself is read only where a chain differs.
 */
export function createObjectAnchors(blobStore: BlobStore, seal: Seal): AnchorStore {
  async function* read(tenantId: string, signal: AbortSignal): AsyncGenerator<KeptAnchor, void> {
    let lastSeq = 0
    for await (const head of blobStore.list(`anchors/${tenantId}/`, signal)) {
      const anchor = anchorAt(blobStore, head, tenantId, lastSeq, seal)
      lastSeq = anchor.lastSeq
      yield anchor
    }
  }

  return {
    read,
    async append(anchor, signal) {
      const body = Buffer.from(JSON.stringify({ ...anchor, seal: seal.seal(canonicalAnchor(anchor)) }))
      const sha256 = createHash('sha256').update(body).digest('hex')
      const expected = { mediaType: MEDIA_TYPE, sizeBytes: body.byteLength, sha256 }
      try {
        await blobStore.put(keyOf(anchor, seal), once(body), expected, signal)
      } catch (error) {
        // Another process has anchored the same stretch.
        if (!isMailroomError(error, 'already-exists')) throw error
      }
    },
    async last(tenantId, signal) {
      let last: KeptAnchor | undefined
      for await (const anchor of read(tenantId, signal)) if (anchor.isGenuine) last = anchor
      return last
    },
  }
}

function keyOf(anchor: AuditAnchor, seal: Seal): string {
  const numbers = [anchor.lastSeq, anchor.firstSeq].map((seq) => String(seq).padStart(SEQ_DIGITS, '0'))
  return `anchors/${anchor.tenantId}/${[...numbers, anchor.hash, seal.seal(canonicalStretch(anchor))].join('.')}`
}

function canonicalStretch({ tenantId, firstSeq, lastSeq, hash }: Stretch): string {
  return JSON.stringify([tenantId, firstSeq, lastSeq, hash])
}

function anchorAt(
  blobStore: BlobStore,
  { key, sizeBytes, storedAt }: BlobHead,
  tenantId: string,
  seqBefore: number,
  seal: Seal,
): KeptAnchor {
  const [, last, first, hash = '', given = ''] = NAME.exec(key.split('/').at(-1) ?? '') ?? []
  const seqs = { firstSeq: Number(first ?? seqBefore + 1), lastSeq: Number(last ?? seqBefore + 1) }
  const isGenuine = seal.isGenuine(canonicalStretch({ tenantId, hash, ...seqs }), given)
  return {
    ...seqs,
    hash,
    at: storedAt.toISOString(),
    isGenuine,
    async marks(signal) {
      if (sizeBytes > MAX_BODY_BYTES) return ''
      const anchor = await bodyOf(blobStore, key, signal)
      return anchor !== undefined && seal.isGenuine(canonicalAnchor(anchor), anchor.seal) ? anchor.marks : ''
    },
  }
}

async function bodyOf(
  blobStore: BlobStore,
  key: string,
  signal: AbortSignal,
): Promise<(AuditAnchor & { readonly seal: string }) | undefined> {
  const parts: Uint8Array[] = []
  for await (const part of await blobStore.openUnchecked(key, signal)) parts.push(part)
  try {
    return JSON.parse(Buffer.concat(parts).toString('utf8')) as AuditAnchor & { readonly seal: string }
  } catch {
    // Somebody has put other bytes there: there are no marks to go by.
    return undefined
  }
}

async function* once(bytes: Uint8Array): AsyncGenerator<Uint8Array> {
  yield bytes
}
