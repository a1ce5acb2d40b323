import type { VerifiedSender } from '../../domain/access/assurance.ts'
import type { Level } from '../../domain/access/confidentiality.ts'
import type { Actor, GrantKey } from '../../domain/access/actor.ts'
import { personOf } from '../../domain/access/actor-of-user.ts'
import { intakeReadKeys } from '../../domain/access/policy.ts'
import { NO_PROPOSALS } from '../../domain/extraction/proposal.ts'
import type { GivenArrival } from '../../domain/intake/arrival.ts'
import type { IndexData, StoredDocument } from '../../domain/intake/document.ts'
import { firstProcessing } from '../../domain/intake/first-step.ts'
import type { IncomingItem } from '../../domain/intake/incoming-item.ts'
import type { CaseFile } from '../../domain/filing/case-file.ts'
import type { OutgoingLetter } from '../../domain/letters/outgoing-letter.ts'
import { withGiven } from '../../domain/intake/index-data.ts'
import { processingOf } from '../../domain/intake/processing.ts'
import { isHeld, type VirusScan } from '../../domain/intake/virus-scan.ts'
import { titleOf } from '../../domain/mail/mail-facts.ts'
import type { StackOrigin, StackScan } from '../../domain/stacks/stack-scan.ts'
import { storedArchive } from './archive-records.ts'
import { stampOf } from './index-document.ts'
import type { ItemWithDocuments } from './item-with-documents.ts'
import { storedMail } from './mail-records.ts'
import type { ReceivedUpload } from './received-upload.ts'
import type { StoredOriginal } from './store-originals.ts'
import type { FileOrArchive } from './unfold-archives.ts'

export interface NewMail extends GivenArrival {
  readonly files: readonly ReceivedUpload[]
  readonly subject?: string | undefined
  readonly sender?: string | undefined
  readonly note?: string | undefined
  readonly verifiedSender?: VerifiedSender | undefined
  readonly followUp?: IncomingItem['followUp'] | undefined
  /** Of what belongs to something that few may know; `readKeys` fit it. */
  readonly level?: Level | undefined
  /** Keys of the single grants that it takes over; they go with it wherever it is sent. */
  readonly exceptions?: readonly GrantKey[] | undefined
  readonly batchId?: string | undefined
  /** Of a letter that was cut out of a stack. */
  readonly origin?: StackOrigin | undefined
  /** Of what nobody hands in; else those that follow from who does. */
  readonly readKeys?: readonly GrantKey[]
  /** When a mail server took it, ISO 8601: for mails whose own head does not tell. */
  readonly deliveredAt?: string
  /** Set where what comes in is a scan of several letters. */
  readonly stack?: NewStack
  /** Of a letter that is written here, and lies in a case file from the start. */
  readonly written?: WrittenLetter
  /** What it takes over from another record, as that stands when this is taken in. Joins the transaction. */
  readonly takenOver?: () => Promise<TakenOver>
}

export type TakenOver = Pick<NewMail, 'followUp' | 'level' | 'exceptions' | 'readKeys' | 'written'>

/** A letter of the city, with a number of its own kind in place of a receipt number. */
export interface WrittenLetter {
  readonly letter: OutgoingLetter
  readonly number: string
  readonly caseFile: Pick<CaseFile, 'id' | 'leadUnitId'>
  readonly procedureId?: string | undefined
  readonly pageCount: number
  readonly index: IndexData
}

/** A scan of several letters: it gets a number of its batch in place of a receipt number. */
export interface NewStack extends Pick<StackScan, 'sha256'> {
  /** Joins the transaction. */
  readonly nextNumber: () => Promise<string>
}

export interface ScannedOriginal extends StoredOriginal {
  /** Absent where no scanner is configured. */
  readonly virusScan?: VirusScan
}

/** The files of an item, and what was stored of each. */
interface StoredFiles {
  readonly files: readonly FileOrArchive[]
  readonly originals: readonly ScannedOriginal[]
}

/** Item and documents of what comes in, as they are before the machine has done anything. */
export function newItem(
  actor: Actor,
  mail: NewMail,
  { files, originals }: StoredFiles,
  fixed: Pick<IncomingItem, 'id' | 'receiptNumber' | 'receivedAt' | 'arrival' | 'capturedAt'>,
): ItemWithDocuments {
  const readKeys = mail.readKeys ?? intakeReadKeys(actor)
  const documents = newDocuments(actor, mail, { files, originals }, { ...fixed, readKeys })
  const item: IncomingItem = {
    ...fixed,
    tenantId: actor.tenantId,
    channel: mail.channel,
    state: documents.some(isHeld) ? 'quarantined' : 'capturing',
    ...titleOf(files[0]?.mail),
    ...givenTitle(mail),
    ...belongings(mail),
    ...writtenState(mail, fixed),
    documentIds: documents.map(({ id }) => id),
    processing: processingOf(documents),
    createdBy: personOf(actor),
    readKeys,
    version: 1,
  }
  return { item, documents }
}

/** Whoever writes a letter confirms what stands in it. */
function writtenState(
  { written }: NewMail,
  { capturedAt }: Pick<IncomingItem, 'capturedAt'>,
): Partial<Pick<IncomingItem, 'state' | 'outgoing' | 'caseFileId' | 'target' | 'confirmedAt'>> {
  if (written === undefined) return {}
  const { letter, caseFile } = written
  return {
    state: 'dispatched',
    outgoing: letter,
    caseFileId: caseFile.id,
    target: { orgUnitId: caseFile.leadUnitId, caseFileId: caseFile.id },
    confirmedAt: capturedAt,
  }
}

function writtenPlace({ written }: NewMail): Partial<StoredDocument> {
  if (written === undefined) return {}
  const { caseFile, procedureId, pageCount } = written
  return { caseFileId: caseFile.id, pageCount, ...(procedureId === undefined ? {} : { procedureId }) }
}

type Belongings = Pick<
  IncomingItem,
  'note' | 'verifiedSender' | 'followUp' | 'level' | 'exceptions' | 'batchId' | 'stack' | 'origin'
>

/** What came with the files, as far as it is given. */
function belongings({
  note,
  verifiedSender,
  followUp,
  batchId,
  stack,
  origin,
  ...secrecy
}: NewMail): Belongings {
  return {
    ...(note === undefined ? {} : { note }),
    ...(verifiedSender === undefined ? {} : { verifiedSender }),
    ...(followUp === undefined ? {} : { followUp }),
    ...fewReaders(secrecy),
    ...(batchId === undefined ? {} : { batchId }),
    ...(stack === undefined ? {} : { stack: { sha256: stack.sha256, parts: [] } }),
    ...(origin === undefined ? {} : { origin }),
  }
}

function fewReaders({
  level = 'normal',
  exceptions = [],
}: Pick<NewMail, 'level' | 'exceptions'>): Pick<IncomingItem, 'level' | 'exceptions'> {
  return {
    ...(level === 'normal' ? {} : { level }),
    ...(exceptions.length === 0 ? {} : { exceptions }),
  }
}

/** What leads an item is a letter and no list of files, unless there is nothing else. */
function archivesLast(documents: readonly StoredDocument[]): readonly StoredDocument[] {
  const isArchive = ({ archive }: StoredDocument): boolean => archive !== undefined
  return [...documents.filter((one) => !isArchive(one)), ...documents.filter(isArchive)]
}

/** What was said by whoever handed it in, and not by the mail itself. */
function givenTitle({ subject, sender }: NewMail): Pick<IncomingItem, 'subject' | 'sender'> {
  return {
    ...(subject === undefined ? {} : { subject }),
    ...(sender === undefined ? {} : { sender }),
  }
}

function newDocuments(
  actor: Actor,
  mail: NewMail,
  { files, originals }: StoredFiles,
  { id: itemId, capturedAt, readKeys }: Pick<IncomingItem, 'id' | 'capturedAt' | 'readKeys'>,
): readonly StoredDocument[] {
  const given = mail.written?.index ?? withGiven({}, givenTitle(mail), stampOf(actor, new Date(capturedAt)))
  const made = originals.map(({ documentId, filename, original, virusScan }, place): StoredDocument => ({
    id: documentId,
    tenantId: actor.tenantId,
    itemId,
    filename,
    original,
    ...(virusScan === undefined ? {} : { virusScan }),
    pageImages: [],
    pageCount: 0,
    languages: [],
    ...storedMail(files[place], originals),
    ...storedArchive(files[place], originals),
    proposals: NO_PROPOSALS,
    index: {},
    processing: firstProcessing({ original, ...(virusScan === undefined ? {} : { virusScan }) }),
    ...writtenPlace(mail),
    capturedAt,
    readKeys,
    version: 1,
  }))
  return archivesLast(made).map((document, place) => (place === 0 ? { ...document, index: given } : document))
}
