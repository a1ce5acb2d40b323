import { systemActor, type Actor } from '../../domain/access/actor.ts'
import { personOf } from '../../domain/access/actor-of-user.ts'
import { requirePermission, settlesAccess } from '../../domain/access/policy.ts'
import type { AuditEvent } from '../../domain/audit/event.ts'
import { isMailroomError, MailroomError } from '../../domain/errors.ts'
import { isRead } from '../../domain/audit/reads.ts'
import { givenDocuments, type GivenDocument, type PickedDocument } from '../../domain/disclosure/contents.ts'
import {
  MAX_DISCLOSED_DOCUMENTS,
  MAX_DISCLOSED_PAGES,
  type Disclosure,
  type DisclosureForm,
} from '../../domain/disclosure/disclosure.ts'
import type { CaseFile } from '../../domain/filing/case-file.ts'
import { cleanFilename } from '../../domain/intake/filename.ts'
import { germanTime } from '../../domain/register/register-table.ts'
import type { ViewRow } from '../../domain/report-view.ts'
import type { AuditLog } from '../../ports/audit-log.ts'
import type { BlobStore } from '../../ports/blob-store.ts'
import type { CaseFileBinder } from '../../ports/case-file-binder.ts'
import type { CaseFileParts } from '../../ports/case-file-parts.ts'
import type { CaseFiles } from '../../ports/case-files.ts'
import type { Clock, IdGenerator } from '../../ports/clock.ts'
import type { Digest } from '../../ports/digest.ts'
import type { Disclosures } from '../../ports/disclosures.ts'
import type { Documents } from '../../ports/documents.ts'
import type { IncomingItems } from '../../ports/incoming-items.ts'
import type { Log } from '../../ports/log.ts'
import type { OrgUnits, Tenants } from '../../ports/organisation.ts'
import type { ScratchFile, ScratchSpace } from '../../ports/scratch.ts'
import type { ZipWriter } from '../../ports/zip-writer.ts'
import { caseFileNotice } from '../shared/case-files.ts'
import { makePdf, type MadeFile } from '../shared/disclosed-pdf.ts'
import { makeZipFile } from '../shared/disclosed-zip.ts'
import type { Ledger } from '../shared/ledger.ts'
import { lettersIn } from '../shared/letters-in-file.ts'
import { ofDocument, viewedCaseFile } from '../shared/opened-records.ts'
import type { ReadLog } from '../shared/read-log.ts'
import { invalid, required } from '../shared/required.ts'

export interface DiscloseInput {
  readonly caseFileId: string
  readonly form: DisclosureForm
  readonly recipient: string
  readonly legalBasis: string
  readonly note?: string | undefined
  /** All that the actor may read when absent. */
  readonly documents?: readonly PickedDocument[] | undefined
}

/** A file that was made and is in the log. Gone when it is disposed of. */
export interface DisclosedFile extends AsyncDisposable {
  readonly disclosure: Disclosure
  readonly filename: string
  readonly mediaType: string
  content(signal: AbortSignal): AsyncIterable<Uint8Array>
}

/**
 * Gives documents of a case file out: makes the file, and writes down for whom and why before anything of it goes out. Only what
 * the actor may read goes in; that there is more he learns only where he decides over access to the file.
 *
 * @throws {MailroomError} `forbidden`, `not-found`, `state-conflict` for a redacted version that is not released,
 *   `validation-failed` for none or too many, `integrity-failure`, `insufficient-storage`
 */
export type DiscloseCaseFile = (
  actor: Actor,
  input: DiscloseInput,
  signal: AbortSignal,
) => Promise<DisclosedFile>

export interface DisclosePorts {
  readonly caseFiles: CaseFiles
  readonly caseFileParts: CaseFileParts
  readonly documents: Documents
  readonly incomingItems: IncomingItems
  readonly disclosures: Disclosures
  readonly auditLog: AuditLog
  readonly orgUnits: OrgUnits
  readonly tenants: Tenants
  readonly blobStore: BlobStore
  readonly binder: CaseFileBinder
  readonly log: Log
  readonly zipWriter: ZipWriter
  readonly scratch: ScratchSpace
  readonly readLog: ReadLog
  readonly ledger: Ledger
  readonly digest: Digest
  readonly clock: Clock
  readonly ids: IdGenerator
}

interface Plan {
  readonly input: DiscloseInput
  readonly caseFile: CaseFile
  readonly given: readonly GivenDocument[]
  readonly createdAt: string
}

export function createDiscloseCaseFile(ports: DisclosePorts): DiscloseCaseFile {
  const makers = { pdf: pdfOf, zip: zipOf }

  return async function discloseCaseFile(actor, input, signal) {
    requirePermission(actor, 'files:disclose')
    const caseFile = await viewedCaseFile(ports, actor, input.caseFileId, signal)
    const documents = await ports.documents.ofCaseFile(actor, caseFile.id, signal)
    const entries = await ports.caseFileParts.entries(actor, caseFile.id, signal)
    const letters = await lettersIn(ports.incomingItems, actor, caseFile.id, signal)
    const given = givenDocuments(documents, input.documents, entries, letters)
    requireBounds(given)
    for (const { document } of given)
      await ports.readLog.downloaded(actor, ofDocument(document), true, signal)
    const plan = { input, caseFile, given, createdAt: ports.clock.now().toISOString() }
    const scratch = await ports.scratch.reserve(signal)
    try {
      const made = await makers[input.form](ports, actor, plan, scratch, signal).catch(asDamage)
      const disclosure = await record(ports, actor, plan, made, signal)
      return {
        disclosure,
        filename: cleanFilename(`Akte ${caseFile.fileNumber.replaceAll('/', '-')}.${input.form}`),
        mediaType: input.form === 'pdf' ? 'application/pdf' : 'application/zip',
        content: (reading) => scratch.stream(reading),
        [Symbol.asyncDispose]: () => scratch[Symbol.asyncDispose](),
      }
    } catch (error) {
      await scratch[Symbol.asyncDispose]()
      throw error
    }
  }
}

/** @throws {MailroomError} `validation-failed` */
function requireBounds(given: readonly GivenDocument[]): void {
  if (given.length === 0)
    throw invalid('documents', 'Die Akte hat keine Dokumente, die Sie ausgeben könnten.')
  const pages = given.reduce((sum, { document }) => sum + document.pageCount, 0)
  if (given.length > MAX_DISCLOSED_DOCUMENTS || pages > MAX_DISCLOSED_PAGES)
    throw invalid(
      'documents',
      `Eine Ausgabe hat höchstens ${MAX_DISCLOSED_DOCUMENTS} Dokumente und ${MAX_DISCLOSED_PAGES} Seiten. Geben Sie die Akte in Teilen aus.`,
    )
}

/** Whoever has come so far may read it all: what is not there is lost. */
function asDamage(error: unknown): never {
  if (!isMailroomError(error, 'not-found')) throw error
  throw new MailroomError('integrity-failure', 'A file of the case file is missing.', { cause: error })
}

async function pdfOf(
  ports: DisclosePorts,
  actor: Actor,
  { input, caseFile, given, createdAt }: Plan,
  scratch: ScratchFile,
  signal: AbortSignal,
): Promise<MadeFile> {
  const { timeZone, name } = required(await ports.tenants.find(actor.tenantId, signal))
  const unit = await ports.orgUnits.find(actor, caseFile.leadUnitId, signal)
  const facts: ViewRow[] = [
    { label: 'Aktenzeichen', value: caseFile.fileNumber },
    { label: 'Betreff', value: caseFile.subject },
    { label: 'Federführung', value: unit === undefined ? '' : `${unit.number} ${unit.name}` },
    { label: 'Angelegt am', value: germanTime(caseFile.createdAt, timeZone) },
    { label: 'Stand', value: caseFile.state === 'open' ? 'offen' : 'geschlossen' },
    { label: 'Ausgegeben an', value: input.recipient },
    { label: 'Rechtsgrundlage', value: input.legalBasis },
    { label: 'Umfang', value: given.length === 1 ? '1 Dokument' : `${given.length} Dokumente` },
  ]
  const madeAt = germanTime(createdAt, timeZone)
  const request = {
    fileNumber: caseFile.fileNumber,
    subject: caseFile.subject,
    note: `${name}. Ausgegeben am ${madeAt} Uhr von ${actor.displayName}.`,
    facts,
    given,
    remarks: await leftOutRemarks(ports, actor, { input, caseFile }, signal),
    timeZone,
    createdAt,
  }
  return makePdf(ports, request, scratch, signal)
}

/** Who decides over access to the file knows of all that is in it. */
async function leftOutRemarks(
  { documents }: DisclosePorts,
  actor: Actor,
  { input, caseFile }: Pick<Plan, 'input' | 'caseFile'>,
  signal: AbortSignal,
): Promise<string[]> {
  if (input.documents !== undefined || !settlesAccess(actor, caseFile.readKeys)) return []
  const all = await documents.ofCaseFile(systemActor(actor.tenantId, actor.requestId), caseFile.id, signal)
  const own = await documents.ofCaseFile(actor, caseFile.id, signal)
  const count = all.length - own.length
  if (count <= 0) return []
  return [`${count === 1 ? '1 Dokument der Akte ist' : `${count} Dokumente der Akte sind`} nicht enthalten.`]
}

async function zipOf(
  ports: DisclosePorts,
  actor: Actor,
  { input, caseFile, given, createdAt }: Plan,
  scratch: ScratchFile,
  signal: AbortSignal,
): Promise<MadeFile> {
  const { recipient, legalBasis } = input
  const isRedacted = given.some(({ redaction }) => redaction !== undefined)
  const contents = {
    caseFile,
    procedures: await ports.caseFiles.procedures(actor, caseFile.id, signal),
    given,
    ...(isRedacted ? {} : { history: await historyOf(ports, actor, { input, caseFile, given }, signal) }),
    about: { createdAt, createdBy: actor.displayName, recipient, legalBasis },
    createdAt,
  }
  return makeZipFile(ports, contents, scratch, signal)
}

/**
 * Of each document and of the items they came with, and of the file where nothing was picked from it: it tells of all that is in
 * it. Who has looked at them is no part of it.
 */
async function historyOf(
  { auditLog }: DisclosePorts,
  actor: Actor,
  { input, caseFile, given }: Pick<Plan, 'input' | 'caseFile' | 'given'>,
  signal: AbortSignal,
): Promise<AuditEvent[]> {
  const isWhole = input.documents === undefined
  const events = isWhole ? [...(await auditLog.history(actor, 'case-file', caseFile.id, signal))] : []
  for (const { document } of given)
    events.push(...(await auditLog.history(actor, 'document', document.id, signal)))
  const itemIds = new Set(given.map(({ document }) => document.itemId))
  for (const id of itemIds) events.push(...(await auditLog.history(actor, 'incoming-item', id, signal)))
  return events.filter((event) => !isRead(event)).sort((left, right) => left.seq - right.seq)
}

function record(
  ports: DisclosePorts,
  actor: Actor,
  { input, caseFile, given, createdAt }: Plan,
  { sizeBytes, sha256, pageCount, included }: MadeFile,
  signal: AbortSignal,
): Promise<Disclosure> {
  const { form, recipient, legalBasis, note } = input
  const disclosure: Disclosure = {
    id: ports.ids.next(),
    tenantId: actor.tenantId,
    caseFileId: caseFile.id,
    form,
    recipient,
    legalBasis,
    ...(note === undefined ? {} : { note }),
    createdAt,
    createdBy: personOf(actor),
    documents: given.map(({ number, document, redaction }) => ({
      documentId: document.id,
      number,
      pages: included.has(number) ? (redaction?.pageCount ?? document.pageCount) : 0,
      ...(redaction === undefined ? {} : { redactionId: redaction.id }),
    })),
    pageCount,
    sizeBytes,
    sha256,
    version: 1,
  }
  const facts = { id: disclosure.id, form, recipient, legalBasis, sha256 }
  return ports.ledger.change(
    actor,
    async () => {
      await ports.disclosures.insert(actor, disclosure, signal)
      const event = {
        action: 'case-file.disclosed',
        object: { kind: 'case-file', id: caseFile.id },
        changes: { disclosure: { after: facts } },
      } as const
      return { result: disclosure, events: [event], changed: [caseFileNotice(caseFile)] }
    },
    signal,
  )
}
