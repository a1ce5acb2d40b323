import { systemActor, type Actor } from '../../domain/access/actor.ts'
import { personOf } from '../../domain/access/actor-of-user.ts'
import type { AuditEntry } from '../../domain/audit/event.ts'
import { MailroomError } from '../../domain/errors.ts'
import type { StoredDocument, VersionStep, VersionWay } from '../../domain/intake/document.ts'
import { firstJobOf, firstProcessing } from '../../domain/intake/first-step.ts'
import type { IncomingItem } from '../../domain/intake/incoming-item.ts'
import { intoQuarantine, isWithdrawn } from '../../domain/intake/item-moves.ts'
import { AWAITED } from '../../domain/intake/job.ts'
import { processingOf } from '../../domain/intake/processing.ts'
import { isHeld, type VirusScan } from '../../domain/intake/virus-scan.ts'
import { NO_PROPOSALS } from '../../domain/extraction/proposal.ts'
import { RESCANNED_ACTION } from '../../domain/integrity/recorded-values.ts'
import { withNewVersion, type ScanCheck } from '../../domain/quality/scan-check.ts'
import type { IntakeStore } from '../../ports/intake-store.ts'
import type { JobQueue } from '../../ports/job-queue.ts'
import type { ScanChecks } from '../../ports/scan-checks.ts'
import type { ItemWithDocuments } from './item-with-documents.ts'
import type { Ledger } from './ledger.ts'
import { loadItem, type ItemPorts } from './load-item.ts'
import { checkKeysOf, openedCheck } from './opened-check.ts'
import type { OrderTimeStamp } from './order-time-stamp.ts'
import type { ReceivedUpload } from './received-upload.ts'
import { required, requireVersion } from './required.ts'
import { scanFiles, type ScanPorts } from './scan-files.ts'
import { letterOf } from './shown-check.ts'
import { storeOriginals, type StoredOriginal, type StoreOriginalsPorts } from './store-originals.ts'

export interface VersionPorts extends ItemPorts, StoreOriginalsPorts, ScanPorts {
  readonly scanChecks: ScanChecks
  readonly intakeStore: IntakeStore
  readonly jobQueue: JobQueue
  readonly ledger: Ledger
  /** Absent where there is no authority. */
  readonly orderTimeStamp?: OrderTimeStamp | undefined
}

export interface NewVersion {
  readonly checkId: string
  readonly expectedVersion: number
  readonly file: ReceivedUpload
  readonly way: VersionWay
  readonly reason: string
  /** What else changes in the same transaction: of the item itself, and of other records. */
  readonly also?: (item: IncomingItem) => Promise<{
    readonly item: IncomingItem
    readonly changes: NonNullable<AuditEntry['changes']>
    readonly events: readonly AuditEntry[]
  }>
}

/** @throws {MailroomError} `state-conflict` for a letter that lies in its case file, or is no more in circulation */
export function requireReplaceable({ id, caseFileId, state }: IncomingItem): void {
  const isFiled = caseFileId !== undefined || state === 'done'
  if (!isFiled && !isWithdrawn({ state })) return
  const detail = 'The letter lies in its case file or is closed: its scan is not replaced any more.'
  throw new MailroomError('state-conflict', detail, { facts: { itemId: id, state } })
}

/**
 * Puts another scan in the place of the one that a letter has. The earlier one is kept with the reason, and the check begins
 * anew. On return the new one is durable.
 *
 * @throws {MailroomError} `not-found`, `version-mismatch`, `state-conflict`, `malware-detected`
 */
export async function replaceVersion(
  ports: VersionPorts,
  actor: Actor,
  version: NewVersion,
  signal: AbortSignal,
): Promise<ScanCheck> {
  const [virusScan] = await scanFiles(ports, [version.file.staged], signal)
  if (virusScan?.state === 'infected')
    throw new MailroomError('malware-detected', 'A virus was found in the scan; it was not taken in.')
  const [stored] = await storeOriginals(ports, actor, [version.file], signal)
  const original = required(stored)
  return ports.ledger.change(
    actor,
    () => replaced(ports, actor, version, { ...original, virusScan }, signal),
    signal,
  )
}

type Original = StoredOriginal & { readonly virusScan: VirusScan | undefined }

async function replaced(
  ports: VersionPorts,
  actor: Actor,
  { checkId, expectedVersion, way, reason, also }: NewVersion,
  original: Original,
  signal: AbortSignal,
) {
  const machine = systemActor(actor.tenantId, actor.requestId)
  const check = await openedCheck(ports, actor, checkId, signal)
  requireVersion(check, expectedVersion)
  const before = await loadItem(ports, machine, check.itemId, signal)
  requireReplaceable(before.item)
  const known = letterOf(check, before)
  const at = ports.clock.now().toISOString()
  const step = { way, at, by: personOf(actor), reason }
  const document = nextDocument(known, original, { ...step, documentId: known.id })
  await ports.documents.insert(machine, document, signal)
  const superseded = { ...known, superseded: { ...step, documentId: document.id } }
  const old = await ports.documents.save(machine, superseded, signal)
  await queueReading(ports, actor, document, signal)
  await ports.orderTimeStamp?.(actor, document, signal)
  await ports.intakeStore.settleIntent(actor, original.intentId, signal)
  const more = (await also?.(before.item)) ?? { item: before.item, changes: {}, events: [] }
  const led = withLead(more.item, before, [document, old])
  // What no scanner has found clean waits behind the door, as when it had come in by itself.
  const shut = isHeld(document) ? intoQuarantine(led) : led
  const item = await ports.incomingItems.save(machine, shut, signal)
  // The scan showed it to the whole mailroom; what is scanned now is shown to those who may know of the letter.
  const next = {
    ...withNewVersion(check, { documentId: document.id, by: step.by }),
    readKeys: checkKeysOf(item),
  }
  const saved = await ports.scanChecks.save(actor, next, signal)
  return {
    result: saved,
    events: [
      rescannedEvent(item, original, { document, reason, known, changes: more.changes }),
      ...more.events,
    ],
    changed: [
      { kind: 'item', id: item.id, readKeys: item.readKeys },
      ...[document, old].map(({ id, readKeys }) => ({ kind: 'document', id, readKeys }) as const),
    ] as const,
  }
}

/** What people have confirmed of the letter stays confirmed. */
function nextDocument(
  known: StoredDocument,
  { documentId, filename, original, virusScan }: Original,
  supersedes: VersionStep,
): StoredDocument {
  const scanned = virusScan === undefined ? {} : { virusScan }
  return {
    id: documentId,
    tenantId: known.tenantId,
    itemId: known.itemId,
    filename,
    original,
    ...scanned,
    supersedes,
    pageImages: [],
    pageCount: 0,
    languages: [],
    proposals: NO_PROPOSALS,
    index: known.index,
    processing: firstProcessing({ original, ...scanned }),
    capturedAt: supersedes.at,
    readKeys: known.readKeys,
    version: 1,
  }
}

async function queueReading(
  { jobQueue }: VersionPorts,
  actor: Actor,
  document: StoredDocument,
  signal: AbortSignal,
): Promise<void> {
  const kind = firstJobOf(document, [document])
  if (kind === undefined) return
  const work = { kind, documentId: document.id, itemId: document.itemId, priority: AWAITED } as const
  await jobQueue.enqueue(actor, { ...work, inputHash: document.original.sha256 }, signal)
}

/** The new one stands where the one before did; that one stays with the item behind all others, the newer ones first. */
function withLead(
  item: IncomingItem,
  before: ItemWithDocuments,
  [document, old]: readonly [StoredDocument, StoredDocument],
): IncomingItem {
  const known = before.documents.map((one) => (one.id === old.id ? document : one))
  const present = known.filter(({ superseded }) => superseded === undefined)
  const older = known.filter(({ superseded }) => superseded !== undefined)
  const documents = [...present, old, ...older]
  return {
    ...item,
    documentIds: documents.map(({ id }) => id),
    processing: processingOf(documents),
  }
}

function rescannedEvent(
  { id }: IncomingItem,
  { filenameAsSent }: Original,
  {
    document,
    reason,
    known,
    changes,
  }: {
    readonly document: StoredDocument
    readonly reason: string
    readonly known: StoredDocument
    readonly changes: NonNullable<AuditEntry['changes']>
  },
): AuditEntry {
  const { sha256, sizeBytes } = document.original
  const { capturedAt } = document
  const file = { documentId: document.id, filenameAsSent, sha256, sizeBytes, capturedAt }
  return {
    action: RESCANNED_ACTION,
    object: { kind: 'incoming-item', id },
    reason,
    changes: {
      files: { after: [file] },
      document: { before: known.id, after: document.id },
      ...changes,
    },
  }
}
