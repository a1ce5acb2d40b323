import { systemActor, type Actor } from '../../domain/access/actor.ts'
import type { AuditEntry } from '../../domain/audit/event.ts'
import { disposedItem } from '../../domain/disposal/disposed-item.ts'
import {
  mayBeDestroyed,
  requireApproved,
  type DisposalFile,
  type DisposalRun,
} from '../../domain/disposal/disposal-run.ts'
import type { HeldBackReason } from '../../domain/disposal/held-back.ts'
import type { CaseFile } from '../../domain/filing/case-file.ts'
import type { StoredDocument } from '../../domain/intake/document.ts'
import type { IncomingItem } from '../../domain/intake/incoming-item.ts'
import { objectsOf } from '../../domain/integrity/finding.ts'
import type { AddressBook } from '../../ports/address-book.ts'
import type { Digest } from '../../ports/digest.ts'
import type { DisposalRuns } from '../../ports/disposal-runs.ts'
import type { Documents } from '../../ports/documents.ts'
import type { IntegrityStore } from '../../ports/integrity-store.ts'
import type { RecordRemover } from '../../ports/record-remover.ts'
import { contentsOf } from './archived-case-file.ts'
import { keysToErase } from './erased-objects.ts'
import type { DocumentTypes } from '../../ports/organisation.ts'
import type { ScanChecks } from '../../ports/scan-checks.ts'
import { keepPaper } from './paper-state.ts'
import { endCheck } from './scan-checks.ts'
import { caseFileNotice } from './case-files.ts'
import { withHeldBack, type DuePorts } from './due-files.ts'
import type { ChangedRecord, Ledger } from './ledger.ts'
import { readRetentionPlan } from './retention-plan.ts'
import { required } from './required.ts'

export interface DestroyFilePorts extends DuePorts {
  readonly disposalRuns: DisposalRuns
  readonly documents: Documents
  readonly recordRemover: RecordRemover
  readonly addressBook: AddressBook
  readonly integrityStore: IntegrityStore
  readonly documentTypes: DocumentTypes
  readonly scanChecks: ScanChecks
  readonly ledger: Ledger
  readonly digest: Digest
}

/**
 * Destroys the records of one case file of an approved run, or writes down why not; once, however often it is called. Whether
 * it may is asked inside the transaction that does it: a hold that is placed at this moment either stands before and is
 * seen, or runs into the removal.
 */
export function destroyFile(
  ports: DestroyFilePorts,
  actor: Actor,
  { runId, file: { caseFileId } }: { readonly runId: string; readonly file: DisposalFile },
  signal: AbortSignal,
): Promise<DisposalRun> {
  const machine = systemActor(actor.tenantId, actor.requestId)
  return ports.ledger.change(
    actor,
    async () => {
      const run = required(await ports.disposalRuns.find(actor, runId, signal))
      const file = required(run.files.find((one) => one.caseFileId === caseFileId))
      // Somebody else carries the same run out, or has called it off.
      if (run.state === 'ended' || !isDue(file)) return { result: run, events: [], changed: [] }
      requireApproved(run)
      const caseFile = required(await ports.caseFiles.find(machine, caseFileId, signal))
      const documents = await ports.documents.ofCaseFile(machine, caseFileId, signal)
      const items = await itemsOf(ports, machine, documents, signal)
      const doomed = { run, file, caseFile, documents, items }
      const reasons = await reasonsToKeep(ports, machine, doomed, signal)
      if (reasons.length > 0) {
        const after = await ports.disposalRuns.save(
          actor,
          withFile(run, { ...file, keptBecause: reasons }),
          signal,
        )
        return { result: after, events: [keptEvent(caseFileId, reasons)], changed: [] }
      }
      return destroy(ports, actor, machine, doomed, signal)
    },
    signal,
  )
}

/** A file that was spared at its turn stays spared, whoever ends the run. */
function isDue(file: DisposalFile): boolean {
  return mayBeDestroyed(file) && file.keptBecause === undefined
}

interface Doomed {
  readonly run: DisposalRun
  readonly file: DisposalFile
  readonly caseFile: CaseFile
  readonly documents: readonly StoredDocument[]
  /** What they came in with. */
  readonly items: readonly IncomingItem[]
}

async function reasonsToKeep(
  ports: DestroyFilePorts,
  machine: Actor,
  { run, file, caseFile, documents, items }: Doomed,
  signal: AbortSignal,
): Promise<readonly (HeldBackReason | 'changed')[]> {
  const plan = await readRetentionPlan(ports, machine, signal)
  const known = { caseFile, retention: plan.retentionOf(caseFile), runId: run.id }
  const { heldBack } = await withHeldBack(ports, machine, known, signal)
  const isAsTold = file.contents === contentsOf(ports.digest, documents)
  const isOfRun = caseFile.disposalRunId === run.id
  const isWhole = hasWholeItems(documents, items)
  return [...heldBack, ...(isOfRun && isAsTold && isWhole ? [] : (['changed'] as const))]
}

/** An item lies in one file as a whole; were a part of it elsewhere, that part would lose its item. */
function hasWholeItems(documents: readonly StoredDocument[], items: readonly IncomingItem[]): boolean {
  const own = new Set(documents.map(({ id }) => id))
  return items.every(({ documentIds }) => documentIds.every((id) => own.has(id)))
}

async function destroy(
  ports: DestroyFilePorts,
  actor: Actor,
  machine: Actor,
  { run, file, caseFile, documents, items }: Doomed,
  signal: AbortSignal,
) {
  const at = ports.clock.now().toISOString()
  const objects = documents.flatMap((document) => objectsOf(document).map(({ object }) => object))
  const documentIds = documents.map(({ id }) => id)
  await ports.recordRemover.removeCaseFile(machine, { caseFile, documentIds, items }, signal)
  for (const { key } of objects) await ports.integrityStore.clearDamage(machine, key, signal)
  await forgetSenders(ports, machine, documents, signal)
  const events: AuditEntry[] = []
  const changed: ChangedRecord[] = [caseFileNotice(caseFile)]
  const types = await ports.documentTypes.list(machine, signal)
  for (const item of items) {
    const own = documents.filter(({ itemId }) => itemId === item.id)
    const kept = keepPaper(own, types) ? ({ keepsPaper: true } as const) : {}
    const bare = disposedItem(item, { at, serial: run.serial, documentIds: item.documentIds, ...kept })
    const saved = await ports.incomingItems.save(machine, bare, signal)
    events.push(itemEvent(item, saved, run), ...(await endCheck(ports, machine, item.id, signal)))
    changed.push({ kind: 'item', id: saved.id, readKeys: saved.readKeys })
  }
  for (const { id, readKeys } of documents) changed.push({ kind: 'document', id, readKeys })
  const { keptBecause: _kept, ...told } = file
  const destroyed = {
    at,
    documents: documents.length,
    pages: documents.reduce((sum, { pageCount }) => sum + pageCount, 0),
    sizeBytes: objects.reduce((sum, { sizeBytes }) => sum + sizeBytes, 0),
  }
  const next = withFile(run, { ...told, destroyed })
  const objectsToErase = [...run.objectsToErase, ...documents.flatMap(keysToErase)]
  const after = await ports.disposalRuns.save(actor, { ...next, objectsToErase }, signal)
  events.push(destroyedEvent(run, file, destroyed))
  return { result: after, events, changed }
}

/** What people have confirmed of a sender is proposed to everybody for as long as another letter tells of him. */
async function forgetSenders(
  { addressBook }: DestroyFilePorts,
  machine: Actor,
  documents: readonly StoredDocument[],
  signal: AbortSignal,
): Promise<void> {
  for (const { taughtSender, proposals } of documents) {
    if (taughtSender !== undefined) {
      const { senderMarks: marks = [] } = proposals
      await addressBook.forget(machine, { name: taughtSender, marks }, signal)
    }
  }
}

async function itemsOf(
  { incomingItems }: DestroyFilePorts,
  machine: Actor,
  documents: readonly StoredDocument[],
  signal: AbortSignal,
): Promise<IncomingItem[]> {
  const items: IncomingItem[] = []
  for (const id of new Set(documents.map(({ itemId }) => itemId))) {
    items.push(required(await incomingItems.find(machine, id, signal)))
  }
  return items
}

function withFile(run: DisposalRun, file: DisposalFile): DisposalRun {
  return { ...run, files: run.files.map((one) => (one.caseFileId === file.caseFileId ? file : one)) }
}

function keptEvent(caseFileId: string, reasons: readonly string[]): AuditEntry {
  return {
    action: 'case-file.kept',
    object: { kind: 'case-file', id: caseFileId },
    changes: { keptBecause: { after: reasons } },
  }
}

/** Neither subject nor names: this stays when all else is gone. */
function destroyedEvent(
  { serial, processId }: DisposalRun,
  { caseFileId, fileNumber, decision, imported }: DisposalFile,
  destroyed: object,
): AuditEntry {
  const word = imported ?? decision
  const after = { run: serial, processId, fileNumber, by: word?.by, reference: word?.reference, ...destroyed }
  return {
    action: 'case-file.destroyed',
    object: { kind: 'case-file', id: caseFileId },
    changes: { destroyed: { after } },
  }
}

function itemEvent({ id }: IncomingItem, after: IncomingItem, { serial }: DisposalRun): AuditEntry {
  return {
    action: 'item.disposed',
    object: { kind: 'incoming-item', id },
    changes: { state: { after: after.state }, disposalRun: { after: String(serial) } },
  }
}
