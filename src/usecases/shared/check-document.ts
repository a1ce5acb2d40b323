import type { Actor } from '../../domain/access/actor.ts'
import { isMailroomError } from '../../domain/errors.ts'
import type { StoredDocument } from '../../domain/intake/document.ts'
import { damageOf, objectsOf, type Content, type Finding } from '../../domain/integrity/finding.ts'
import { alteredFields } from '../../domain/integrity/recorded-values.ts'
import type { AuditLog } from '../../ports/audit-log.ts'
import type { BlobStore } from '../../ports/blob-store.ts'
import type { Digest } from '../../ports/digest.ts'
import type { Documents } from '../../ports/documents.ts'
import type { IncomingItems } from '../../ports/incoming-items.ts'
import type { Transactor } from '../../ports/transactor.ts'

export interface CheckDocumentPorts {
  readonly documents: Documents
  readonly incomingItems: IncomingItems
  readonly auditLog: AuditLog
  readonly blobStore: BlobStore
  readonly digest: Digest
  readonly transactor: Transactor
}

export interface CheckedDocument {
  readonly findings: readonly Finding[]
  /** Of each object, as it is stored now. */
  readonly contents: readonly (Content | undefined)[]
}

/** Reads every object of a document, and compares its records with what the audit events say. */
export async function checkDocument(
  ports: CheckDocumentPorts,
  actor: Actor,
  document: StoredDocument,
  signal: AbortSignal,
): Promise<CheckedDocument> {
  const ofRecords = await recordFindings(ports, actor, document, signal)
  const damaged: (Finding & { readonly objectKey: string })[] = []
  const contents: (Content | undefined)[] = []
  for (const { part, page, object } of objectsOf(document)) {
    const found = await contentOf(ports, object.key, signal)
    contents.push(found)
    const kind = damageOf(object, found)
    if (kind === undefined) continue
    damaged.push({
      kind,
      documentId: document.id,
      itemId: document.itemId,
      objectKey: object.key,
      part,
      ...(page === undefined ? {} : { page }),
      expected: { sizeBytes: object.sizeBytes, sha256: object.sha256 },
      ...(found === undefined ? {} : { found }),
    })
  }
  return {
    findings: [...ofRecords, ...(await stillNamed(ports, actor, document, damaged, signal))],
    contents,
  }
}

/** Whoever reads a document again or destroys it takes old objects away, but only when no record names them any more. */
async function stillNamed(
  { documents }: CheckDocumentPorts,
  actor: Actor,
  { id }: StoredDocument,
  damaged: readonly (Finding & { readonly objectKey: string })[],
  signal: AbortSignal,
): Promise<readonly Finding[]> {
  if (damaged.length === 0) return []
  const now = await documents.find(actor, id, signal)
  const named = new Set(now === undefined ? [] : objectsOf(now).map(({ object }) => object.key))
  return damaged.filter(({ objectKey }) => named.has(objectKey))
}

async function contentOf(
  { blobStore, digest }: CheckDocumentPorts,
  key: string,
  signal: AbortSignal,
): Promise<Content | undefined> {
  const hash = digest.begin()
  let sizeBytes = 0
  try {
    for await (const chunk of await blobStore.openUnchecked(key, signal)) {
      hash.update(chunk)
      sizeBytes += chunk.byteLength
    }
    return { sizeBytes, sha256: hash.digest('hex') }
  } catch (error) {
    if (isMailroomError(error, 'not-found')) return undefined
    // A part that cannot be read any more.
    if (isMailroomError(error, 'integrity-failure')) return { sizeBytes, sha256: hash.digest('hex') }
    throw error
  }
}

/** People work on the records meanwhile, so that a suspicion is looked at again, from one point in time. */
async function recordFindings(
  ports: CheckDocumentPorts,
  actor: Actor,
  { id, itemId }: StoredDocument,
  signal: AbortSignal,
): Promise<Finding[]> {
  const look = (): Promise<Finding[]> => suspicions(ports, actor, id, itemId, signal)
  return (await look()).length === 0 ? [] : ports.transactor.inTransaction(look, signal)
}

async function suspicions(
  { documents, incomingItems, auditLog }: CheckDocumentPorts,
  actor: Actor,
  documentId: string,
  itemId: string,
  signal: AbortSignal,
): Promise<Finding[]> {
  const document = await documents.find(actor, documentId, signal)
  if (document === undefined) return []
  const item = await incomingItems.find(actor, itemId, signal)
  const named = { documentId, itemId }
  if (item === undefined) return [{ kind: 'record-altered', ...named, fields: ['itemId'] }]
  const history = await auditLog.history(actor, 'incoming-item', itemId, signal)
  const fields = alteredFields(document, item, history)
  if (fields === undefined) return [{ kind: 'record-unknown', ...named }]
  return fields.length === 0 ? [] : [{ kind: 'record-altered', ...named, fields }]
}
