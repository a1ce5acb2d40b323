import type { Actor } from '../../domain/access/actor.ts'
import { personOf } from '../../domain/access/actor-of-user.ts'
import { readableObject, type StoredDocument, type StoredObject } from '../../domain/intake/document.ts'
import { withoutCovered } from '../../domain/redaction/covered.ts'
import { hiddenWords, type MarkedPage } from '../../domain/redaction/hidden-words.ts'
import {
  hiddenHits,
  MAX_MARKS,
  MAX_REDACTIONS,
  NOTHING_FOUND,
  redactedName,
  redactionState,
  type Redaction,
  type RedactionCheck,
  type RedactionMark,
} from '../../domain/redaction/redaction.ts'
import type { BlobStore } from '../../ports/blob-store.ts'
import type { Clock, IdGenerator } from '../../ports/clock.ts'
import type { Redactor } from '../../ports/redactor.ts'
import type { ScratchSpace } from '../../ports/scratch.ts'
import type { Ledger } from '../shared/ledger.ts'
import type { DocumentViewPorts } from '../shared/opened-records.ts'
import {
  documentNotice,
  markedPages,
  placesOf,
  redactableDocument,
  type RedactableDocument,
} from '../shared/redaction-desk.ts'
import { invalid, required } from '../shared/required.ts'

/** As it comes from outside. */
export type GivenMark = Omit<RedactionMark, 'remark'> & { readonly remark?: string | undefined }

export interface RedactInput {
  readonly documentId: string
  readonly marks: readonly GivenMark[]
  readonly note?: string | undefined
}

/**
 * Makes a redacted version beside the document and looks through its text and its bytes; its pages are recognised anew in steps
 * of their own (`RereadRedaction`), and until then it is not released. The document stays as it is.
 *
 * @throws {MailroomError} `forbidden`, `not-found`, `quarantined`, `state-conflict` while pages are being read,
 *   `validation-failed`, `document-damaged`, `insufficient-storage`
 */
export type RedactDocument = (actor: Actor, input: RedactInput, signal: AbortSignal) => Promise<Redaction>

export interface RedactPorts extends DocumentViewPorts {
  readonly blobStore: BlobStore
  readonly redactor: Redactor
  readonly scratch: ScratchSpace
  readonly ledger: Ledger
  readonly clock: Clock
  readonly ids: IdGenerator
}

export function createRedactDocument(ports: RedactPorts): RedactDocument {
  return async function redactDocument(actor, input, signal) {
    const redactable = await redactableDocument(ports, actor, input.documentId, signal)
    const marks = input.marks.map(markOf)
    requireUsable(redactable.document, marks)
    const id = ports.ids.next()
    const marked = markedPages(redactable.pages, marks)
    const { object, check } = await makeVersion(ports, redactable, { id, marked }, signal)
    const redaction: Redaction = {
      id,
      createdAt: ports.clock.now().toISOString(),
      createdBy: personOf(actor),
      ...(input.note === undefined ? {} : { note: input.note }),
      marks,
      pageCount: redactable.pages.length,
      ...(object === undefined ? {} : { object }),
      check,
    }
    try {
      return await keep(ports, actor, redactable.document.id, redaction, signal)
    } catch (error) {
      if (object !== undefined) await ports.blobStore.remove(object.key, signal)
      throw error
    }
  }
}

function markOf({ remark, ...mark }: GivenMark): RedactionMark {
  return { ...mark, ...(remark === undefined ? {} : { remark }) }
}

/** @throws {MailroomError} `validation-failed` */
function requireUsable(
  { pageCount, redactions = [] }: StoredDocument,
  marks: readonly RedactionMark[],
): void {
  if (marks.length === 0) throw invalid('marks', 'Markieren Sie mindestens eine Stelle.')
  if (marks.length > MAX_MARKS) throw invalid('marks', `Eine Fassung hat höchstens ${MAX_MARKS} Stellen.`)
  if (redactions.length >= MAX_REDACTIONS)
    throw invalid('marks', `Ein Dokument hat höchstens ${MAX_REDACTIONS} geschwärzte Fassungen.`)
  for (const [index, mark] of marks.entries()) requireUsableMark(mark, `marks.${index}`, pageCount)
}

/** @throws {MailroomError} `validation-failed` */
function requireUsableMark(
  { page, box, reason, remark }: RedactionMark,
  path: string,
  pageCount: number,
): void {
  if (page > pageCount) throw invalid(`${path}.page`, 'Diese Seite hat das Dokument nicht.')
  if (box[0] >= box[2] || box[1] >= box[3]) throw invalid(`${path}.box`, 'Die Stelle ist leer.')
  if (reason === 'other' && (remark ?? '').trim() === '')
    throw invalid(`${path}.remark`, 'Nennen Sie den Grund in Worten.')
}

/** What is not clean is not stored. */
async function makeVersion(
  ports: RedactPorts,
  { document }: RedactableDocument,
  { id, marked }: { readonly id: string; readonly marked: readonly MarkedPage[] },
  signal: AbortSignal,
): Promise<{ readonly object?: StoredObject; readonly check: RedactionCheck }> {
  const { blobStore, redactor, clock } = ports
  const source = readableObject(document)
  const burnt = placesOf(marked)
  await using scratch = await ports.scratch.reserve(signal)
  await using copy = await blobStore.localCopy(source.key, source, signal)
  const request = {
    pages: marked.map(({ page, burnt: places }) => withoutCovered(page, places)),
    burnt,
    title: redactedName(id),
    createdAt: clock.now().toISOString(),
    targetPath: scratch.path,
  }
  const { sizeBytes, sha256 } = await redactor.redact(
    { path: copy.path, mediaType: source.mediaType },
    request,
    signal,
  )
  const made = { path: scratch.path, mediaType: 'application/pdf' }
  const search = { burnt, words: hiddenWords(marked), pageCount: marked.length }
  const traces = await redactor.searchRedacted(made, search, signal)
  const check: RedactionCheck = {
    findings: { ...NOTHING_FOUND, ...traces },
    pagesToReread: burnt.map(({ page }) => page),
    pagesReread: 0,
    stillVisibleOn: [],
    at: clock.now().toISOString(),
  }
  if (hiddenHits(check) > 0) return { check }
  const key = `renditions/${document.tenantId}/${document.id}/redacted-${id}`
  const expected = { sizeBytes, sha256, mediaType: 'application/pdf' }
  await blobStore.put(key, scratch.stream(signal), expected, signal)
  return { object: { key, ...expected }, check }
}

function keep(
  { documents, ledger }: RedactPorts,
  actor: Actor,
  documentId: string,
  redaction: Redaction,
  signal: AbortSignal,
): Promise<Redaction> {
  return ledger.change(
    actor,
    async () => {
      const document = required(await documents.find(actor, documentId, signal))
      const redactions = [...(document.redactions ?? []), redaction]
      const saved = await documents.save(actor, { ...document, redactions }, signal)
      const { id, marks, object, check } = redaction
      const facts = {
        id,
        places: marks.length,
        reasons: [...new Set(marks.map(({ reason }) => reason))],
        state: redactionState({ check }),
        sha256: object?.sha256,
      }
      const event = {
        action: 'document.redacted',
        object: { kind: 'document', id: documentId },
        changes: { redaction: { after: facts } },
      } as const
      return { result: redaction, events: [event], changed: [documentNotice(saved)] }
    },
    signal,
  )
}
