import type { Actor } from '../../domain/access/actor.ts'
import { levelOf } from '../../domain/access/actor.ts'
import { isRead } from '../../domain/audit/reads.ts'
import type { AuditEvent } from '../../domain/audit/event.ts'
import type { DisposalFile } from '../../domain/disposal/disposal-run.ts'
import { archivedFormat } from '../../domain/disposal/xdomea-format.ts'
import { uuidOfHash } from '../../domain/disposal/xdomea-id.ts'
import type {
  ArchivedCaseFile,
  ArchivedDocument,
  ArchivedEvent,
  ArchivedFile,
  ArchivedProcedure,
} from '../../domain/disposal/xdomea-records.ts'
import type { CaseFile } from '../../domain/filing/case-file.ts'
import type { FileEntry } from '../../domain/filing/file-entry.ts'
import { linesOf as addressLines } from '../../domain/follow-ups/follow-up.ts'
import type { StoredDocument, StoredObject } from '../../domain/intake/document.ts'
import type { IncomingItem } from '../../domain/intake/incoming-item.ts'
import { indexText } from '../../domain/intake/index-data.ts'
import { calendarDayAt } from '../../domain/intake/local-time.ts'
import { isHeld } from '../../domain/intake/virus-scan.ts'
import type { AuditLog } from '../../ports/audit-log.ts'
import type { CaseFileParts } from '../../ports/case-file-parts.ts'
import type { CaseFiles } from '../../ports/case-files.ts'
import type { Digest } from '../../ports/digest.ts'
import type { IncomingItems } from '../../ports/incoming-items.ts'
import type { DocumentTypes, OrgUnits } from '../../ports/organisation.ts'
import type { Retention } from './retention-plan.ts'

export interface ArchivePorts {
  readonly caseFiles: CaseFiles
  readonly caseFileParts: CaseFileParts
  readonly incomingItems: IncomingItems
  readonly documentTypes: DocumentTypes
  readonly orgUnits: OrgUnits
  readonly auditLog: AuditLog
  readonly digest: Digest
}

/** A stored file that goes along with a message. */
interface PackedObject {
  readonly name: string
  readonly object: StoredObject
}

export interface Packed {
  readonly caseFile: ArchivedCaseFile
  readonly objects: readonly PackedObject[]
}

/** What lies in a case file: any change of it gives another text. */
export function contentsOf(digest: Digest, documents: readonly StoredDocument[]): string {
  const lines = documents.map(({ id, original }) => `${id} ${original.sha256}\n`)
  return digest.sha256(lines.toSorted().join(''))
}

interface Wanted {
  readonly file: DisposalFile
  readonly caseFile: CaseFile
  /** What lies in it: the same that the caller tells of. */
  readonly documents: readonly StoredDocument[]
  readonly retention: Retention
  readonly timeZone: string
  /** Files and history go along only when the case file is handed over. */
  readonly isWhole: boolean
}

/** A case file as an archive gets it. @param machine reads files of all units */
export async function archivedCaseFile(
  ports: ArchivePorts,
  machine: Actor,
  wanted: Wanted,
  signal: AbortSignal,
): Promise<Packed> {
  const { caseFile, documents } = wanted
  const entries = await ports.caseFileParts.entries(machine, caseFile.id, signal)
  const objects: PackedObject[] = []
  const described = new Map<string, ArchivedDocument>()
  for (const document of documents) {
    const files = wanted.isWhole && !isHeld(document) ? filesOf(ports.digest, document) : []
    objects.push(...files)
    const about = { document, entry: entries.find((one) => isPlaceOf(one, document)), files }
    described.set(document.id, await documentOf(ports, machine, about, wanted, signal))
  }
  const parts = await partsOfFile(ports, machine, { caseFile, documents, described }, signal)
  const unit = await ports.orgUnits.find(machine, caseFile.leadUnitId, signal)
  return {
    objects,
    caseFile: {
      ...factsOf(wanted),
      ...periodOf(wanted, [...described.values()]),
      leadUnit: unit === undefined ? '' : `${unit.number} ${unit.name}`,
      events: wanted.isWhole ? await eventsOf(ports, machine, caseFile.id, signal) : [],
      ...parts,
    },
  }
}

type Facts = Omit<
  ArchivedCaseFile,
  'leadUnit' | 'periodFrom' | 'periodTo' | 'events' | 'documents' | 'procedures' | 'subFiles'
>

function factsOf({ file, caseFile, retention }: Wanted): Facts {
  const { fileNumber, subject, location, medium = 'electronic' } = caseFile
  const { reason } = retention.appraisal ?? {}
  const { years } = retention.retentionClass ?? {}
  return {
    ...{ id: file.messageId, fileNumber, subject, medium },
    level: levelOf(caseFile.readKeys),
    entry: { number: file.entryNumber, title: retention.entry?.title ?? '' },
    ...(years === undefined ? {} : { years }),
    value: valueOf(file),
    proposal: file.proposal,
    ...(reason === undefined ? {} : { proposalReason: reason }),
    keptUntil: file.lastDay,
    closedOn: file.closedOn,
    ...(location === undefined ? {} : { location }),
  }
}

/** What the archive has decided counts more than what was proposed to it. */
function valueOf({ decision, proposal }: DisposalFile): ArchivedCaseFile['value'] {
  return decision?.value ?? proposal
}

/** What people said of it, else from its first day or its oldest letter to the day of closing. */
function periodOf(
  { caseFile, file, timeZone }: Wanted,
  documents: readonly ArchivedDocument[],
): Pick<ArchivedCaseFile, 'periodFrom' | 'periodTo'> {
  const days = documents.flatMap(({ receivedOn, writtenOn }) =>
    [receivedOn, writtenOn].filter((day) => day !== undefined),
  )
  const opened = calendarDayAt(new Date(caseFile.createdAt), timeZone)
  return {
    periodFrom: caseFile.periodFrom ?? earliest([...days, opened]),
    periodTo: caseFile.periodTo ?? file.closedOn,
  }
}

function isPlaceOf({ documentId, left }: FileEntry, { id }: StoredDocument): boolean {
  return documentId === id && left === undefined
}

function earliest(days: readonly string[]): string {
  return days.toSorted()[0] ?? ''
}

function filesOf(
  digest: Digest,
  { filename, original, viewCopy }: StoredDocument,
): (ArchivedFile & PackedObject)[] {
  return [original, ...(viewCopy === undefined ? [] : [viewCopy])].map((object) => {
    const format = archivedFormat(object.mediaType, filename)
    return {
      name: `${uuidOfHash(digest.sha256(object.key))}.${format.extension}`,
      ...(object === original ? { originalName: filename } : {}),
      formatCode: format.code,
      ...(format.otherName === undefined ? {} : { otherFormat: format.otherName }),
      object,
    }
  })
}

async function documentOf(
  { incomingItems, documentTypes, digest }: ArchivePorts,
  machine: Actor,
  {
    document,
    entry,
    files,
  }: {
    readonly document: StoredDocument
    readonly entry: FileEntry | undefined
    readonly files: readonly ArchivedFile[]
  },
  { timeZone }: Wanted,
  signal: AbortSignal,
): Promise<ArchivedDocument> {
  const { index } = document
  const item = await incomingItems.find(machine, document.itemId, signal)
  const typeId = indexText(index, 'documentType')
  const type = typeId === undefined ? undefined : await documentTypes.find(machine, typeId, signal)
  const writtenOn = indexText(index, 'letterDate')
  const foreignReference = indexText(index, 'foreignReference')
  const remark = remarkOf(document, entry, item)
  return {
    id: uuidOfHash(digest.sha256(`document ${document.id}`)),
    ...(entry === undefined ? {} : { serial: entry.serial }),
    subject: indexText(index, 'subject') ?? document.filename,
    ...(item === undefined ? {} : itemFacts(item, timeZone)),
    ...(foreignReference === undefined ? {} : { foreignReference }),
    ...(writtenOn !== undefined && /^\d{4}-\d{2}-\d{2}$/.test(writtenOn) ? { writtenOn } : {}),
    ...(type === undefined ? {} : { type: type.name }),
    ...(remark === '' ? {} : { remark }),
    files,
  }
}

function itemFacts(
  { receiptNumber, receivedAt, outgoing }: IncomingItem,
  timeZone: string,
): Pick<ArchivedDocument, 'reference' | 'receivedOn' | 'sentOn'> {
  return {
    reference: receiptNumber,
    ...(outgoing === undefined
      ? { receivedOn: calendarDayAt(new Date(receivedAt), timeZone) }
      : { sentOn: outgoing.sentOn }),
  }
}

function remarkOf(
  document: StoredDocument,
  entry: FileEntry | undefined,
  item: IncomingItem | undefined,
): string {
  const outgoing = item?.outgoing
  const sender = indexText(document.index, 'sender')
  return [
    ...(sender === undefined ? [] : [`Absender: ${sender}`]),
    ...(outgoing === undefined
      ? []
      : [
          `Ausgang an: ${addressLines(outgoing.recipient).join(', ')}`,
          `Verfasst von: ${outgoing.author.displayName}`,
        ]),
    ...(entry?.voided === undefined ? [] : [`Für ungültig erklärt: ${entry.voided.reason}`]),
    ...(isHeld(document) ? ['In Quarantäne, wird nicht übergeben'] : []),
  ].join('. ')
}

async function partsOfFile(
  { caseFiles, caseFileParts, digest }: ArchivePorts,
  machine: Actor,
  {
    caseFile,
    documents,
    described,
  }: {
    readonly caseFile: CaseFile
    readonly documents: readonly StoredDocument[]
    readonly described: ReadonlyMap<string, ArchivedDocument>
  },
  signal: AbortSignal,
): Promise<Pick<ArchivedCaseFile, 'documents' | 'procedures' | 'subFiles'>> {
  const procedures = await caseFiles.procedures(machine, caseFile.id, signal)
  const subFiles = await caseFileParts.subFiles(machine, caseFile.id, signal)
  const known = new Set(procedures.map(({ id }) => id))
  const within = (procedureId: string | undefined): ArchivedDocument[] =>
    documents
      .filter((one) => {
        const place =
          one.procedureId !== undefined && known.has(one.procedureId) ? one.procedureId : undefined
        return place === procedureId
      })
      .flatMap(({ id }) => described.get(id) ?? [])
      .toSorted((left, right) => (left.serial ?? Infinity) - (right.serial ?? Infinity))
  const proceduresIn = (subFileId: string | undefined): ArchivedProcedure[] =>
    procedures
      .filter((one) => one.subFileId === subFileId)
      .map(({ id, serial, subject }) => {
        return { id: uuidOfHash(digest.sha256(`procedure ${id}`)), serial, subject, documents: within(id) }
      })
  return {
    documents: within(undefined),
    procedures: proceduresIn(undefined),
    subFiles: subFiles.map(({ id, serial, subject }) => {
      const procedures = proceduresIn(id)
      return { id: uuidOfHash(digest.sha256(`sub-file ${id}`)), serial, subject, procedures }
    }),
  }
}

/** Of each changed value a line, as the standard has it. Who has looked at it is no part of the file. */
async function eventsOf(
  { auditLog }: ArchivePorts,
  machine: Actor,
  caseFileId: string,
  signal: AbortSignal,
): Promise<ArchivedEvent[]> {
  const events = await auditLog.history(machine, 'case-file', caseFileId, signal)
  return events.filter((event) => !isRead(event)).flatMap(linesOf)
}

function linesOf({ actor, at, action, reason, changes }: AuditEvent): ArchivedEvent[] {
  const shared = { actor: actor.displayName, at, action, ...(reason === undefined ? {} : { remark: reason }) }
  const lines = Object.entries(changes).map(([field, { before, after }]) => ({
    ...shared,
    field,
    ...(before === undefined ? {} : { before: valueText(before) }),
    ...(after === undefined ? {} : { after: valueText(after) }),
  }))
  return lines.length === 0 ? [shared] : lines
}

function valueText(value: unknown): string {
  return typeof value === 'string' ? value : JSON.stringify(value)
}
