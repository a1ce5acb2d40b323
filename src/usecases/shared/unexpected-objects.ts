import type { Actor } from '../../domain/access/actor.ts'
import { objectsOf, ownerOfKey } from '../../domain/integrity/finding.ts'
import type { BlobHead, BlobStore } from '../../ports/blob-store.ts'
import type { Clock } from '../../ports/clock.ts'
import type { Documents } from '../../ports/documents.ts'

export interface UnexpectedObject {
  readonly key: string
  /** As the key says; there may be no such document. */
  readonly documentId: string
}

/** Twice the age at which recovery takes the intent of an interrupted intake: what is younger may still get a record. */
const GRACE_MS = 2 * 60 * 60 * 1_000
const OBJECTS_A_STEP = 200

interface Ports {
  readonly documents: Documents
  readonly blobStore: BlobStore
  readonly clock: Clock
}

/** Objects of the tenant that no record names. */
export async function* unexpectedObjects(
  ports: Ports,
  actor: Actor,
  signal: AbortSignal,
): AsyncGenerator<UnexpectedObject, void> {
  const oldEnoughMs = ports.clock.now().getTime() - GRACE_MS
  for (const folder of ['originals', 'renditions']) {
    let heads: BlobHead[] = []
    for await (const head of ports.blobStore.list(`${folder}/${actor.tenantId}/`, signal)) {
      if (head.storedAt.getTime() > oldEnoughMs) continue
      heads.push(head)
      if (heads.length < OBJECTS_A_STEP) continue
      yield* unnamed(ports, actor, heads, signal)
      heads = []
    }
    yield* unnamed(ports, actor, heads, signal)
  }
}

async function* unnamed(
  { documents }: Ports,
  actor: Actor,
  heads: readonly BlobHead[],
  signal: AbortSignal,
): AsyncGenerator<UnexpectedObject, void> {
  const ids = [...new Set(heads.map(({ key }) => ownerOfKey(key)?.documentId ?? ''))]
  const found = await documents.findMany(actor, ids, signal)
  const named = new Set(found.flatMap((document) => objectsOf(document).map(({ object }) => object.key)))
  for (const { key } of heads) {
    if (!named.has(key)) yield { key, documentId: ownerOfKey(key)?.documentId ?? '' }
  }
}
