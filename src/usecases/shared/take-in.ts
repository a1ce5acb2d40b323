import type { VerifiedSender } from '../../domain/access/assurance.ts'
import type { Actor, GrantKey } from '../../domain/access/actor.ts'
import { personOf } from '../../domain/access/actor-of-user.ts'
import type { Tenant } from '../../domain/access/organisation.ts'
import { firstValues } from '../../domain/audit/changes.ts'
import type { AuditEntry } from '../../domain/audit/event.ts'
import { NO_PROPOSALS } from '../../domain/extraction/proposal.ts'
import type { StoredDocument } from '../../domain/intake/document.ts'
import { arrivalOf, type GivenArrival } from '../../domain/intake/arrival.ts'
import { firstJobOf, firstProcessing } from '../../domain/intake/first-step.ts'
import type { IncomingItem } from '../../domain/intake/incoming-item.ts'
import { withGiven } from '../../domain/intake/index-data.ts'
import { USUAL } from '../../domain/intake/job.ts'
import { processingOf } from '../../domain/intake/processing.ts'
import { isHeld, type VirusScan } from '../../domain/intake/virus-scan.ts'
import { calendarYearAt } from '../../domain/intake/local-time.ts'
import { receiptNumberFrom } from '../../domain/intake/receipt-number.ts'
import type { StackOrigin, StackScan } from '../../domain/stacks/stack-scan.ts'
import type { Clock, IdGenerator } from '../../ports/clock.ts'
import type { IntakeStore } from '../../ports/intake-store.ts'
import type { JobQueue } from '../../ports/job-queue.ts'
import type { Tenants } from '../../ports/organisation.ts'
import { RECEIVED_ACTION } from '../../domain/integrity/recorded-values.ts'
import { intakeReadKeys } from '../../domain/access/policy.ts'
import { stampOf } from './index-document.ts'
import type { ItemWithDocuments } from './item-with-documents.ts'
import type { ChangedRecord, Ledger } from './ledger.ts'
import type { ItemPorts } from './load-item.ts'
import { storedArchive } from './archive-records.ts'
import { mailArrival, storedMail, titleOfMail } from './mail-records.ts'
import type { ReceivedUpload } from './received-upload.ts'
import { required } from './required.ts'
import { scanFiles, type ScanPorts } from './scan-files.ts'
import {
  checkUploads,
  storeOriginals,
  type StoredOriginal,
  type StoreOriginalsPorts,
} from './store-originals.ts'
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

export interface NewMail extends GivenArrival {
  readonly files: readonly ReceivedUpload[]
  readonly subject?: string | undefined
  readonly sender?: string | undefined
  readonly note?: string | undefined
  readonly verifiedSender?: VerifiedSender | undefined
  readonly batchId?: string | undefined
  /** Of a letter that was cut out of a stack. */
  readonly origin?: StackOrigin | undefined
  /** Of what nobody hands in; else those that follow from who does. */
  readonly readKeys?: readonly GrantKey[]
  /** When a mail server took it, ISO 8601: for mails whose own head does not tell. */
  readonly deliveredAt?: string
}

/** A scan of several letters: it gets a number of its batch in place of a receipt number. */
export interface NewStack extends Pick<StackScan, 'sha256'> {
  /** Joins the transaction. */
  readonly nextNumber: () => Promise<string>
}

interface ScannedOriginal extends StoredOriginal {
  readonly scan: VirusScan | undefined
}

/**
 * The write path of every intake: mails and archives are taken apart, everything is scanned for viruses, then come the originals, then item, documents, event,
 * first jobs and answer in one transaction.
 * A failure leaves at most intents and objects that no record names; recovery removes both.
 *
 * @param also  joins the transaction
 * @param stack what comes in is a scan of several letters
 */
export async function takeIn(
  ports: IntakePorts,
  actor: Actor,
  mail: NewMail,
  signal: AbortSignal,
  also: (taken: ItemWithDocuments) => Promise<void>,
  stack?: NewStack,
): Promise<ItemWithDocuments> {
  checkUploads(mail.files)
  const capturedAt = ports.clock.now()
  const tenant = required(await ports.tenants.find(actor.tenantId, signal))
  await using unfolded = await ports.unfoldMails?.(mail.files, signal)
  const withMails: readonly UnfoldedFile[] = unfolded?.files ?? mail.files
  await using unpacked = await ports.unfoldArchives?.(withMails, signal)
  const files: readonly FileOrArchive[] = unpacked?.files ?? withMails
  const { receivedAt, notes } = arrivalOf(
    mailArrival(mail, files[0], capturedAt),
    capturedAt,
    tenant.timeZone,
  )
  const scans = await scanFiles(
    ports,
    files.map(({ staged }) => staged),
    signal,
  )
  const stored = await storeOriginals(ports, actor, files, signal)
  const originals = stored.map((original, index): ScannedOriginal => ({ ...original, scan: scans[index] }))
  return await ports.ledger.change(
    actor,
    async () => {
      const arrival = notes === undefined ? {} : { arrival: notes }
      const times = { capturedAt: capturedAt.toISOString(), receivedAt, ...arrival }
      const receiptNumber =
        stack === undefined
          ? await nextReceiptNumber(ports, actor, tenant, capturedAt, signal)
          : await stack.nextNumber()
      const fixed = { id: ports.ids.next(), receiptNumber, ...times, ...stackPart(stack) }
      const taken = newItem(actor, mail, { files, originals }, fixed)
      await insertAll(ports, actor, taken, signal)
      for (const { intentId } of originals) await ports.intakeStore.settleIntent(actor, intentId, signal)
      await also(taken)
      return { result: taken, events: [receivedEvent(taken, originals)], changed: noticesOf(taken) }
    },
    signal,
  )
}

function stackPart(stack: NewStack | undefined): Pick<IncomingItem, 'stack'> {
  return stack === undefined ? {} : { stack: { sha256: stack.sha256, parts: [] } }
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

/** The files of an item, and what was stored of each. */
interface StoredFiles {
  readonly files: readonly FileOrArchive[]
  readonly originals: readonly ScannedOriginal[]
}

function newItem(
  actor: Actor,
  mail: NewMail,
  { files, originals }: StoredFiles,
  fixed: Pick<IncomingItem, 'id' | 'receiptNumber' | 'receivedAt' | 'arrival' | 'capturedAt' | 'stack'>,
): ItemWithDocuments {
  const readKeys = mail.readKeys ?? intakeReadKeys(actor)
  const { note, batchId, origin, verifiedSender } = mail
  const title = { ...titleOfMail(files[0]), ...givenTitle(mail) }
  const { subject, sender } = title
  const given = withGiven({}, givenTitle(mail), stampOf(actor, new Date(fixed.capturedAt)))
  const made = originals.map(({ documentId, filename, original, scan }, position): StoredDocument => ({
    id: documentId,
    tenantId: actor.tenantId,
    itemId: fixed.id,
    filename,
    original,
    ...(scan === undefined ? {} : { virusScan: scan }),
    pageImages: [],
    pageCount: 0,
    languages: [],
    ...storedMail(files[position], originals),
    ...storedArchive(files[position], originals),
    proposals: NO_PROPOSALS,
    index: {},
    processing: firstProcessing({ original, ...(scan === undefined ? {} : { virusScan: scan }) }),
    capturedAt: fixed.capturedAt,
    readKeys,
    version: 1,
  }))
  const documents = archivesLast(made).map((document, place) =>
    place === 0 ? { ...document, index: given } : document,
  )
  const item: IncomingItem = {
    ...fixed,
    tenantId: actor.tenantId,
    channel: mail.channel,
    state: documents.some(isHeld) ? 'quarantined' : 'capturing',
    ...(subject === undefined ? {} : { subject }),
    ...(sender === undefined ? {} : { sender }),
    ...(note === undefined ? {} : { note }),
    ...(verifiedSender === undefined ? {} : { verifiedSender }),
    ...(batchId === undefined ? {} : { batchId }),
    ...(origin === undefined ? {} : { origin }),
    documentIds: documents.map(({ id }) => id),
    processing: processingOf(documents),
    createdBy: personOf(actor),
    readKeys,
    version: 1,
  }
  return { item, documents }
}

/** What leads an item is a letter and no list of files, unless there is nothing else. */
function archivesLast(documents: readonly StoredDocument[]): readonly StoredDocument[] {
  const isArchive = ({ archive }: StoredDocument): boolean => archive !== undefined
  return [...documents.filter((one) => !isArchive(one)), ...documents.filter(isArchive)]
}

/** What was said by whoever handed it in, and not by the mail itself. */
function givenTitle({ subject, sender }: NewMail): Pick<NewMail, 'subject' | 'sender'> {
  return {
    ...(subject === undefined ? {} : { subject }),
    ...(sender === undefined ? {} : { sender }),
  }
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
  const files = originals.map(({ documentId, filenameAsSent, original: { sha256, sizeBytes }, scan }) => ({
    documentId,
    filenameAsSent,
    sha256,
    sizeBytes,
    ...(scan === undefined ? {} : { virusScan: scan.state }),
  }))
  const fields = [
    'receiptNumber',
    'channel',
    'receivedAt',
    'arrival',
    'capturedAt',
    'subject',
    'sender',
    'note',
    'batchId',
    'origin',
    'readKeys',
  ] as const
  return {
    action: RECEIVED_ACTION,
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
