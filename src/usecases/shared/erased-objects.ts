import type { Actor } from '../../domain/access/actor.ts'
import type { DisposalRun } from '../../domain/disposal/disposal-run.ts'
import { isMailroomError } from '../../domain/errors.ts'
import type { StoredDocument } from '../../domain/intake/document.ts'
import { objectsOf, ownerOfKey, renditionFolder } from '../../domain/integrity/finding.ts'
import type { BlobStore } from '../../ports/blob-store.ts'
import type { DisposalRuns } from '../../ports/disposal-runs.ts'
import type { Ledger } from './ledger.ts'
import { required } from './required.ts'

interface Ports {
  readonly disposalRuns: DisposalRuns
  readonly blobStore: BlobStore
  readonly ledger: Ledger
}

/** What stands in the list of a run: not each picture of a page, or a large run would have a list that no record holds. */
export function keysToErase(document: StoredDocument): string[] {
  const folder = `${renditionFolder(document.tenantId, document.id)}/`
  return objectsOf(document)
    .map(({ object }) => object.key)
    .filter((key) => !key.startsWith(folder))
}

/**
 * Erases the objects on the list of a run and takes them off it. After the records: an object that is gone too early would be a
 * loss, one that is left is found again. What the store still guards keeps nothing else from going.
 *
 * @throws {MailroomError} `not-found`, `retention-locked` when something is left; what is gone is off the list all the same
 */
export async function eraseObjects(
  { disposalRuns, blobStore, ledger }: Ports,
  actor: Actor,
  runId: string,
  signal: AbortSignal,
): Promise<DisposalRun> {
  const { objectsToErase } = required(await disposalRuns.find(actor, runId, signal))
  const gone = new Set<string>()
  let failure: Error | undefined
  for (const key of objectsToErase) {
    try {
      await eraseWith(blobStore, actor, key, signal)
      gone.add(key)
    } catch (error) {
      failure ??= error instanceof Error ? error : new Error(String(error))
      if (!isMailroomError(error, 'retention-locked')) break
    }
  }
  const after = await ledger.change(
    actor,
    async () => {
      const run = required(await disposalRuns.find(actor, runId, signal))
      const left = run.objectsToErase.filter((key) => !gone.has(key))
      const count = run.objectsToErase.length - left.length
      if (count === 0) return { result: run, events: [], changed: [] }
      const saved = await disposalRuns.save(actor, { ...run, objectsToErase: left }, signal)
      const event = {
        action: 'disposal.erased',
        object: { kind: 'disposal-run', id: runId },
        changes: { objects: { after: count } },
      } as const
      return { result: saved, events: [event], changed: [] }
    },
    signal,
  )
  if (failure !== undefined) throw failure
  return after
}

/** With the original goes all that was made of it. */
async function eraseWith(
  blobStore: BlobStore,
  actor: Actor,
  key: string,
  signal: AbortSignal,
): Promise<void> {
  const owner = ownerOfKey(key)
  if (key.startsWith('originals/') && owner?.tenantId === actor.tenantId)
    await blobStore.eraseFolder(renditionFolder(owner.tenantId, owner.documentId), signal)
  await blobStore.erase(key, signal)
}
