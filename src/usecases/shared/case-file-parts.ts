import { systemActor, type Actor } from '../../domain/access/actor.ts'
import { personOf } from '../../domain/access/actor-of-user.ts'
import type { CaseFile, Numbered, Procedure } from '../../domain/filing/case-file.ts'
import { numberedNext, type FileEntry } from '../../domain/filing/file-entry.ts'
import type { StoredDocument } from '../../domain/intake/document.ts'
import type { CaseFileParts } from '../../ports/case-file-parts.ts'
import type { CaseFiles } from '../../ports/case-files.ts'
import type { Clock, IdGenerator } from '../../ports/clock.ts'
import type { Documents } from '../../ports/documents.ts'
import { requireOpenFile } from './case-files.ts'
import { invalid, required } from './required.ts'

export interface NumberingPorts {
  readonly caseFileParts: CaseFileParts
  readonly clock: Clock
  readonly ids: IdGenerator
}

/**
 * Gives documents their numbers and pages in a case file, inside the running transaction. What was given out is to be saved
 * with the file, so that of two who file at once one begins anew.
 */
export async function numberDocuments(
  { caseFileParts, clock, ids }: NumberingPorts,
  actor: Actor,
  caseFile: CaseFile,
  documents: readonly StoredDocument[],
  signal: AbortSignal,
): Promise<{ readonly numbered: Numbered; readonly serials: readonly number[] }> {
  const { numbered, places } = numberedNext(
    caseFile,
    documents.map(({ pageCount }) => pageCount),
  )
  for (const [index, document] of documents.entries()) {
    const place = places[index]
    if (place === undefined) continue
    const entry: FileEntry = {
      id: ids.next(),
      tenantId: caseFile.tenantId,
      caseFileId: caseFile.id,
      ...place,
      documentId: document.id,
      filedAt: clock.now().toISOString(),
      filedBy: personOf(actor),
      version: 1,
    }
    await caseFileParts.insertEntry(actor, entry, signal)
  }
  return { numbered, serials: places.map(({ serial }) => serial) }
}

export interface OldNumberPorts extends NumberingPorts {
  readonly documents: Documents
}

/**
 * A case file from before documents got numbers, with numbers for all that lies in it, in the order in which it came in.
 * The file is to be saved when it is another one.
 */
export async function withNumbers(
  ports: OldNumberPorts,
  actor: Actor,
  caseFile: CaseFile,
  signal: AbortSignal,
): Promise<CaseFile> {
  const old = await unnumberedIn(ports.documents, actor, caseFile, signal)
  if (old.length === 0) return caseFile
  const machine = systemActor(actor.tenantId, actor.requestId)
  const { numbered } = await numberDocuments(ports, machine, caseFile, old, signal)
  return { ...caseFile, numbered }
}

/** All documents of a case file in which none has a number yet, those included that the actor may not read. */
export async function unnumberedIn(
  documents: Documents,
  { tenantId, requestId }: Actor,
  { id, numbered, documentCount }: CaseFile,
  signal: AbortSignal,
): Promise<readonly StoredDocument[]> {
  if (numbered !== undefined || documentCount === 0) return []
  return documents.ofCaseFile(systemActor(tenantId, requestId), id, signal)
}

/** An open case file whose documents have numbers. @throws {MailroomError} `not-found`, `state-conflict` */
export async function requireNumberedFile(
  ports: OldNumberPorts & { readonly caseFiles: CaseFiles },
  actor: Actor,
  caseFileId: string,
  signal: AbortSignal,
): Promise<CaseFile> {
  const caseFile = required(await ports.caseFiles.find(actor, caseFileId, signal))
  requireOpenFile(caseFile)
  const numbered = await withNumbers(ports, actor, caseFile, signal)
  return numbered === caseFile ? caseFile : ports.caseFiles.save(actor, numbered, signal)
}

/** The documents go elsewhere; their entries stay behind with the reason. */
export async function leaveEntries(
  { caseFileParts, clock }: NumberingPorts,
  actor: Actor,
  { id }: CaseFile,
  { documents, reason }: { readonly documents: readonly StoredDocument[]; readonly reason: string },
  signal: AbortSignal,
): Promise<void> {
  const gone = new Set(documents.map((document) => document.id))
  const left = { at: clock.now().toISOString(), by: personOf(actor), reason }
  for (const entry of await caseFileParts.entries(actor, id, signal)) {
    if (gone.has(entry.documentId) && entry.left === undefined) {
      await caseFileParts.saveEntry(actor, { ...entry, left }, signal)
    }
  }
}

/** The entry under which the document lies in the file now. @throws {MailroomError} `validation-failed` */
export async function requireEntry(
  { caseFileParts }: { readonly caseFileParts: CaseFileParts },
  actor: Actor,
  { caseFileId, documentId }: { readonly caseFileId: string; readonly documentId: string },
  signal: AbortSignal,
): Promise<FileEntry> {
  const entries = await caseFileParts.entries(actor, caseFileId, signal)
  const found = entries.find((entry) => entry.documentId === documentId && entry.left === undefined)
  if (found === undefined) throw invalid('documentId', 'Dieses Dokument liegt nicht in der Akte.')
  return found
}

/** @throws {MailroomError} `validation-failed` */
export async function requireProcedure(
  { caseFiles }: { readonly caseFiles: CaseFiles },
  actor: Actor,
  { caseFileId, procedureId }: { readonly caseFileId: string; readonly procedureId: string },
  signal: AbortSignal,
): Promise<Procedure> {
  const procedures = await caseFiles.procedures(actor, caseFileId, signal)
  const found = procedures.find(({ id }) => id === procedureId)
  if (found === undefined) throw invalid('procedureId', 'Diesen Vorgang hat die Akte nicht.')
  return found
}

/** @throws {MailroomError} `validation-failed` */
export async function requireSubFile(
  { caseFileParts }: { readonly caseFileParts: CaseFileParts },
  actor: Actor,
  { caseFileId, subFileId }: { readonly caseFileId: string; readonly subFileId: string },
  signal: AbortSignal,
): Promise<void> {
  const subFiles = await caseFileParts.subFiles(actor, caseFileId, signal)
  if (!subFiles.some(({ id }) => id === subFileId)) {
    throw invalid('subFileId', 'Diese Teilakte hat die Akte nicht.')
  }
}
