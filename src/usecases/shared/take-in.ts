import type { Actor } from '../../domain/access/actor.ts'
import type { Tenant } from '../../domain/access/organisation.ts'
import { firstValues } from '../../domain/audit/changes.ts'
import type { AuditEntry } from '../../domain/audit/event.ts'
import { arrivalOf } from '../../domain/intake/arrival.ts'
import { firstJobOf } from '../../domain/intake/first-step.ts'
import type { IncomingItem } from '../../domain/intake/incoming-item.ts'
import { USUAL } from '../../domain/intake/job.ts'
import { calendarYearAt } from '../../domain/intake/local-time.ts'
import { receiptNumberFrom } from '../../domain/intake/receipt-number.ts'
import { RECEIVED_ACTION, WRITTEN_ACTION } from '../../domain/integrity/recorded-values.ts'
import { mailArrival } from '../../domain/mail/mail-arrival.ts'
import type { Clock, IdGenerator } from '../../ports/clock.ts'
import type { IntakeStore } from '../../ports/intake-store.ts'
import type { JobQueue } from '../../ports/job-queue.ts'
import type { Tenants } from '../../ports/organisation.ts'
import type { ItemWithDocuments } from './item-with-documents.ts'
import type { ChangedRecord, Ledger, Recorded } from './ledger.ts'
import type { ItemPorts } from './load-item.ts'
import { newItem, type NewMail, type ScannedOriginal } from './new-item.ts'
import { required } from './required.ts'
import { scanFiles, type ScanPorts } from './scan-files.ts'
import { checkUploads, storeOriginals, type StoreOriginalsPorts } from './store-originals.ts'
import type { FileOrArchive, UnfoldArchives } from './unfold-archives.ts'
import type { UnfoldedFile, UnfoldMails } from './unfold-mails.ts'

export interface IntakePorts extends ItemPorts, StoreOriginalsPorts, ScanPorts {
  readonly ledger: Ledger
  readonly tenants: Tenants
  readonly intakeStore: IntakeStore
  readonly jobQueue: JobQueue
  readonly clock: Clock
  readonly ids: IdGenerator
  /** Absent where no mail comes in; one that does all the same stays in one piece. */
  readonly unfoldMails?: UnfoldMails
  /** As `unfoldMails`, of archives. */
  readonly unfoldArchives?: UnfoldArchives
}

/** What else the transaction of an intake has changed. */
export type Alongside = Pick<Recorded<unknown>, 'events' | 'changed'>

/**
 * The write path of every intake: mails and archives are taken apart, everything is scanned for viruses, then come the
 * originals, then item, documents, event, first jobs and answer in one transaction. A failure leaves at most intents and
 * objects that no record names; recovery removes both.
 *
 * @param also joins the transaction
 */
export async function takeIn(
  ports: IntakePorts,
  actor: Actor,
  mail: NewMail,
  signal: AbortSignal,
  also?: (taken: ItemWithDocuments) => Promise<Alongside | undefined>,
): Promise<ItemWithDocuments> {
  checkUploads(mail.files)
  const capturedAt = ports.clock.now()
  const tenant = required(await ports.tenants.find(actor.tenantId, signal))
  await using unfolded = await ports.unfoldMails?.(mail.files, signal)
  const withMails: readonly UnfoldedFile[] = unfolded?.files ?? mail.files
  await using unpacked = await ports.unfoldArchives?.(withMails, signal)
  const files: readonly FileOrArchive[] = unpacked?.files ?? withMails
  const arrived = mailArrival(mail, files[0]?.mail, capturedAt)
  const { receivedAt, notes } = arrivalOf(arrived, capturedAt, tenant.timeZone)
  const scans = await scanFiles(
    ports,
    files.map(({ staged }) => staged),
    signal,
  )
  const stored = await storeOriginals(ports, actor, files, signal)
  const originals = stored.map((original, place): ScannedOriginal => {
    const virusScan = scans[place]
    return virusScan === undefined ? original : { ...original, virusScan }
  })
  // Awaited here, so that what was unfolded is there until then.
  return await ports.ledger.change(
    actor,
    async () => {
      const arrival = notes === undefined ? {} : { arrival: notes }
      const times = { capturedAt: capturedAt.toISOString(), receivedAt, ...arrival }
      const whole = await withTakenOver(mail)
      const receiptNumber =
        (await ownNumber(whole)) ?? (await nextReceiptNumber(ports, actor, tenant, capturedAt, signal))
      const taken = newItem(
        actor,
        whole,
        { files, originals },
        { id: ports.ids.next(), receiptNumber, ...times },
      )
      await insertAll(ports, actor, taken, signal)
      for (const { intentId } of originals) await ports.intakeStore.settleIntent(actor, intentId, signal)
      const alongside = await also?.(taken)
      return {
        result: taken,
        events: [receivedEvent(taken, originals), ...(alongside?.events ?? [])],
        changed: [...noticesOf(taken), ...(alongside?.changed ?? [])],
      }
    },
    signal,
  )
}

async function withTakenOver(mail: NewMail): Promise<NewMail> {
  return { ...mail, ...(await mail.takenOver?.()) }
}

/** Of what is no mail. */
async function ownNumber({ written, stack }: NewMail): Promise<string | undefined> {
  return written?.number ?? stack?.nextNumber()
}

async function nextReceiptNumber(
  { incomingItems }: IntakePorts,
  actor: Actor,
  { receiptPrefix, timeZone }: Tenant,
  capturedAt: Date,
  signal: AbortSignal,
): Promise<string> {
  const year = calendarYearAt(capturedAt, timeZone)
  return receiptNumberFrom(receiptPrefix, year, await incomingItems.nextReceiptSerial(actor, year, signal))
}

async function insertAll(
  ports: IntakePorts,
  actor: Actor,
  { item, documents }: ItemWithDocuments,
  signal: AbortSignal,
): Promise<void> {
  await ports.incomingItems.insert(actor, item, signal)
  for (const document of documents) {
    await ports.documents.insert(actor, document, signal)
    const kind = firstJobOf(document, documents)
    if (kind === undefined) continue
    const work = { kind, documentId: document.id, itemId: item.id }
    const inputHash = document.original.sha256
    await ports.jobQueue.enqueue(actor, { ...work, priority: USUAL, inputHash }, signal)
  }
}

function receivedEvent({ item }: ItemWithDocuments, originals: readonly ScannedOriginal[]): AuditEntry {
  const files = originals.map(
    ({ documentId, filenameAsSent, original: { sha256, sizeBytes }, virusScan }) => ({
      documentId,
      filenameAsSent,
      sha256,
      sizeBytes,
      ...(virusScan === undefined ? {} : { virusScan: virusScan.state }),
    }),
  )
  const fields = [
    'receiptNumber',
    'channel',
    'receivedAt',
    'arrival',
    'capturedAt',
    'subject',
    'sender',
    'note',
    'followUp',
    'level',
    'batchId',
    'origin',
    'outgoing',
    'caseFileId',
    'readKeys',
  ] as const
  return {
    action: item.outgoing === undefined ? RECEIVED_ACTION : WRITTEN_ACTION,
    object: { kind: 'incoming-item', id: item.id },
    changes: { ...firstValues<IncomingItem>(item, fields), files: { after: files } },
  }
}

function noticesOf({ item, documents }: ItemWithDocuments): ChangedRecord[] {
  const { readKeys } = item
  return [
    { kind: 'item', id: item.id, readKeys },
    ...documents.map(({ id }): ChangedRecord => ({ kind: 'document', id, readKeys })),
  ]
}
