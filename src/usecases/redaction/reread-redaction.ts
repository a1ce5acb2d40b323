import type { Actor } from '../../domain/access/actor.ts'
import { MailroomError } from '../../domain/errors.ts'
import { coveredFolded, type MarkedPage } from '../../domain/redaction/hidden-words.ts'
import {
  hiddenHits,
  redactionState,
  type Redaction,
  type RedactionCheck,
} from '../../domain/redaction/redaction.ts'
import type { BlobStore } from '../../ports/blob-store.ts'
import type { Clock } from '../../ports/clock.ts'
import type { SourceFile } from '../../ports/document-reader.ts'
import type { PageTraces, Redactor } from '../../ports/redactor.ts'
import type { Ledger } from '../shared/ledger.ts'
import type { DocumentViewPorts } from '../shared/opened-records.ts'
import { documentNotice, markedPages, redactableDocument, redactionOf } from '../shared/redaction-desk.ts'
import { required } from '../shared/required.ts'

export interface RereadInput {
  readonly documentId: string
  readonly redactionId: string
}

/**
 * Recognises the next marked pages of a redacted version anew, and says how far it is. Callers ask again until it is released or
 * refused; a version that was refused is not kept.
 *
 * @throws {MailroomError} `forbidden`, `not-found`, `quarantined`, `integrity-failure`
 */
export type RereadRedaction = (actor: Actor, input: RereadInput, signal: AbortSignal) => Promise<Redaction>

export interface RereadPorts extends DocumentViewPorts {
  readonly blobStore: BlobStore
  readonly redactor: Redactor
  readonly ledger: Ledger
  readonly clock: Clock
}

/** An answer comes well before a proxy loses patience. */
const STEP_MS = 10_000
const LANGUAGES = ['deu', 'eng'] as const

export function createRereadRedaction(ports: RereadPorts): RereadRedaction {
  return async function rereadRedaction(actor, { documentId, redactionId }, signal) {
    const { document, pages } = await redactableDocument(ports, actor, documentId, signal)
    const redaction = redactionOf(document, redactionId)
    const { object } = redaction
    if (redactionState(redaction) !== 'checking' || object === undefined) return redaction
    await using copy = await ports.blobStore.localCopy(object.key, object, signal)
    const source = { path: copy.path, mediaType: object.mediaType }
    // The document may have been read again since: what was marked is burnt in any case.
    const marked = markedPages(pages, redaction.marks, true)
    const check = await step(ports, { source, marked }, redaction.check, signal)
    const saved = await keep(ports, actor, documentId, { ...redaction, check }, signal)
    if (saved.object === undefined) await ports.blobStore.remove(object.key, signal)
    return saved
  }
}

interface Rereading {
  readonly source: SourceFile
  readonly marked: readonly MarkedPage[]
}

async function step(
  { redactor, clock }: RereadPorts,
  { source, marked }: Rereading,
  before: RedactionCheck,
  signal: AbortSignal,
): Promise<RedactionCheck> {
  const untilMs = clock.now().getTime() + STEP_MS
  let check = before
  for (const number of before.pagesToReread.slice(before.pagesReread)) {
    const page = required(marked.find((one) => one.page.number === number))
    const request = { boxes: page.burnt, words: coveredFolded(page), languages: LANGUAGES }
    const traces = await redactor.rereadRedacted(source, number, request, signal)
    check = withPage(check, number, traces, clock.now())
    if (hiddenHits(check) > 0 || clock.now().getTime() >= untilMs) break
  }
  return check
}

function withPage(check: RedactionCheck, page: number, traces: PageTraces, now: Date): RedactionCheck {
  const { findings, stillVisibleOn } = check
  const { picture, recognised, codes, isStillVisible, engine } = traces
  return {
    ...check,
    findings: {
      ...findings,
      picture: findings.picture + picture,
      recognised: findings.recognised + recognised,
      codes: findings.codes + codes,
    },
    pagesReread: check.pagesReread + 1,
    stillVisibleOn: isStillVisible ? [...stillVisibleOn, page] : stillVisibleOn,
    engine,
    at: now.toISOString(),
  }
}

/** Two people may look at the same version at the same time: who comes later keeps what the first one has found. */
function keep(
  { documents, ledger }: RereadPorts,
  actor: Actor,
  documentId: string,
  checked: Redaction,
  signal: AbortSignal,
): Promise<Redaction> {
  const state = redactionState(checked)
  const { object: _refused, ...rest } = checked
  const next: Redaction = state === 'refused' ? rest : checked
  return ledger.change<Redaction>(
    actor,
    async () => {
      const document = required(await documents.find(actor, documentId, signal))
      const now = redactionOf(document, checked.id)
      if (redactionState(now) !== 'checking') return { result: now, events: [], changed: [] }
      if (now.check.pagesReread > checked.check.pagesReread)
        throw new MailroomError('state-conflict', 'Somebody else is checking this version.')
      const redactions = document.redactions?.map((one) => (one.id === checked.id ? next : one)) ?? []
      const saved = await documents.save(actor, { ...document, redactions }, signal)
      const after = { id: checked.id, state, hiddenHits: hiddenHits(checked.check) }
      const event = {
        action: 'document.redaction-checked',
        object: { kind: 'document', id: documentId },
        changes: { redaction: { after } },
      } as const
      return { result: next, events: state === 'checking' ? [] : [event], changed: [documentNotice(saved)] }
    },
    signal,
  )
}
