import type { Actor } from '../../domain/access/actor.ts'
import { personOf } from '../../domain/access/actor-of-user.ts'
import { requirePermission } from '../../domain/access/policy.ts'
import type { AuditEntry } from '../../domain/audit/event.ts'
import {
  requireNews,
  requireState,
  withDecisions,
  withImports,
  type ArchiveWord,
  type DisposalFile,
  type DisposalRun,
} from '../../domain/disposal/disposal-run.ts'
import { readAnswer, type ArchiveAnswer } from '../../domain/disposal/xdomea-answer.ts'
import type { Clock } from '../../ports/clock.ts'
import type { Digest } from '../../ports/digest.ts'
import type { DisposalRuns } from '../../ports/disposal-runs.ts'
import type { XmlReader } from '../../ports/xml-reader.ts'
import type { Ledger } from '../shared/ledger.ts'
import { invalid, required } from '../shared/required.ts'

export interface TakeAnswerInput {
  readonly runId: string
  /** A message of xdomea: 0502, 0504, 0506 or 0507. */
  readonly xml: string
}

/**
 * Reads what the archive answers, and takes over what it says: all of it, or nothing.
 *
 * @throws {MailroomError} `forbidden`, `not-found`, `validation-failed`, `state-conflict`, `xml-forbidden`, `document-damaged`
 */
export type TakeAnswer = (actor: Actor, input: TakeAnswerInput, signal: AbortSignal) => Promise<DisposalRun>

export interface RecordLetterInput {
  readonly runId: string
  /** Date and file number of the letter, as people cite it. */
  readonly reference: string
  readonly answers: readonly {
    readonly caseFileId: string
    /** What it decides; `imported`: that it has the file. */
    readonly answer: 'A' | 'V' | 'imported'
  }[]
}

/**
 * The same from an archive that writes letters. Who records it answers for it; the destruction takes another person besides.
 *
 * @throws {MailroomError} `forbidden`, `not-found`, `validation-failed`, `state-conflict`
 */
export type RecordLetter = (
  actor: Actor,
  input: RecordLetterInput,
  signal: AbortSignal,
) => Promise<DisposalRun>

interface Ports {
  readonly disposalRuns: DisposalRuns
  readonly ledger: Ledger
  readonly clock: Clock
}

export function createTakeAnswer(
  ports: Ports & { readonly xmlReader: XmlReader; readonly digest: Digest },
): TakeAnswer {
  return async function takeAnswer(actor, { runId, xml }, signal) {
    requirePermission(actor, 'disposal:manage')
    // Who may not see the run learns nothing of what is wrong with his message.
    required(await ports.disposalRuns.find(actor, runId, signal))
    const bytes = new TextEncoder().encode(xml)
    const answer = readAnswer(ports.xmlReader.read(bytes))
    const sha256 = ports.digest.sha256(bytes)
    return change(
      ports,
      actor,
      runId,
      (run, at) => answered(run, answer, { at, by: personOf(actor), sha256 }),
      signal,
    )
  }
}

export function createRecordLetter(ports: Ports): RecordLetter {
  return async function recordLetter(actor, { runId, reference, answers }, signal) {
    requirePermission(actor, 'disposal:manage')
    const apply = (run: DisposalRun, at: string): DisposalRun => {
      const word = { by: 'letter', reference, at, recordedBy: personOf(actor) }
      const named = answers.map(({ caseFileId, answer }) => ({
        answer,
        messageId: messageIdOf(run, caseFileId),
      }))
      const decisions = named.flatMap(({ answer, messageId }) =>
        answer === 'imported' ? [] : [{ messageId, value: answer }],
      )
      const imports = named
        .filter(({ answer }) => answer === 'imported')
        .map(({ messageId }) => ({ messageId, succeeded: true }))
      const decided = decisions.length === 0 ? run : decidedBy(run, decisions, word)
      return imports.length === 0 ? decided : importedBy(decided, imports, word)
    }
    return change(ports, actor, runId, apply, signal)
  }
}

function messageIdOf({ files }: DisposalRun, caseFileId: string): string {
  const file = files.find((one) => one.caseFileId === caseFileId)
  if (file === undefined) throw invalid('answers', 'Diese Akte gehört nicht zu dieser Aussonderung.')
  return file.messageId
}

interface Came {
  readonly at: string
  readonly by: ArchiveWord['recordedBy']
  readonly sha256: string
}

function answered(run: DisposalRun, answer: ArchiveAnswer, { at, by, sha256 }: Came): DisposalRun {
  if (answer.processId !== run.processId)
    throw invalid('xml', 'Die Nachricht gehört zu einer anderen Aussonderung (ProzessID).')
  const word = { by: answer.type, reference: sha256, at, recordedBy: by }
  const { sentAt } = answer
  const own = { type: answer.type, sha256, ...(sentAt === undefined ? {} : { sentAt }) }
  requireNews(run, own)
  const message = { ...own, direction: 'in', at, by } as const
  const heard = { ...run, messages: [...run.messages, message] }
  if (answer.type === '0502') return decidedBy(heard, answer.decisions, word)
  if (answer.type === '0506') return importedBy(heard, answer.imports, word)
  requireState(run, 'offered', 'decided', 'transferred')
  return heard
}

/** The archive decides on what it was offered, and not after it has got the files. */
function decidedBy(
  run: DisposalRun,
  decisions: Parameters<typeof withDecisions>[1],
  word: ArchiveWord,
): DisposalRun {
  requireState(run, 'offered', 'decided')
  return withDecisions(run, decisions, word)
}

function importedBy(
  run: DisposalRun,
  imports: Parameters<typeof withImports>[1],
  word: ArchiveWord,
): DisposalRun {
  requireState(run, 'transferred')
  return withImports(run, imports, word)
}

function change(
  { disposalRuns, ledger, clock }: Ports,
  actor: Actor,
  runId: string,
  apply: (run: DisposalRun, at: string) => DisposalRun,
  signal: AbortSignal,
): Promise<DisposalRun> {
  return ledger.change(
    actor,
    async () => {
      const before = required(await disposalRuns.find(actor, runId, signal))
      const after = await disposalRuns.save(actor, apply(before, clock.now().toISOString()), signal)
      return { result: after, events: eventsOf(before, after), changed: [] }
    },
    signal,
  )
}

function eventsOf(before: DisposalRun, after: DisposalRun): AuditEntry[] {
  const message = after.messages.at(-1)
  const isNew = after.messages.length > before.messages.length && message !== undefined
  const ofRun: AuditEntry = {
    action: 'disposal.answered',
    object: { kind: 'disposal-run', id: after.id },
    changes: {
      message: { after: isNew ? { type: message.type, sha256: message.sha256 } : { type: 'letter' } },
    },
  }
  return [ofRun, ...after.files.flatMap((file, place) => eventOf(before.files[place], file))]
}

function eventOf(
  before: DisposalFile | undefined,
  { caseFileId, decision, imported }: DisposalFile,
): AuditEntry[] {
  const object = { kind: 'case-file', id: caseFileId } as const
  const events: AuditEntry[] = []
  if (decision !== undefined && decision !== before?.decision) {
    const { value, by, reference } = decision
    events.push({
      action: 'case-file.archive-decided',
      object,
      changes: { decision: { after: { value, by, reference } } },
    })
  }
  if (imported !== undefined && imported !== before?.imported)
    events.push({
      action: 'case-file.archive-confirmed',
      object,
      changes: { imported: { after: { by: imported.by } } },
    })
  return events
}
