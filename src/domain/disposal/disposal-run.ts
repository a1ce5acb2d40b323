import type { Person } from '../access/actor.ts'
import { MailroomError } from '../errors.ts'
import type { DisposalProposal } from '../filing/retention-class.ts'
import type { HeldBackReason } from './held-back.ts'

/** What an archive can decide: to take a file over (A), or that it may be destroyed (V). */
type ArchiveValue = 'A' | 'V'

/** A word of the archive, and where it stands. */
export interface ArchiveWord {
  /** Type of the message, or `letter`. */
  readonly by: string
  /** Of the letter; the hash of the message. */
  readonly reference: string
  readonly at: string
  readonly recordedBy: Person
}

interface Decision extends ArchiveWord {
  readonly value: ArchiveValue
}

/** One case file of a run. */
export interface DisposalFile {
  readonly caseFileId: string
  /** As others name it in messages (UUID). */
  readonly messageId: string
  readonly fileNumber: string
  /** Number of its entry in the filing plan. */
  readonly entryNumber: string
  /** Days, `YYYY-MM-DD`. */
  readonly closedOn: string
  readonly lastDay: string
  readonly proposal: DisposalProposal
  readonly decision?: Decision
  /** What lay in it when it was offered or handed over; what is destroyed must be just that. */
  readonly contents?: string
  /** The archive has it. */
  readonly imported?: ArchiveWord & { readonly archiveNumber?: string }
  /** Why the archive could not take it over. */
  readonly importFault?: string
  readonly destroyed?: DestroyedFile
  /** Why it was not destroyed when it was its turn. */
  readonly keptBecause?: readonly (HeldBackReason | 'changed')[]
}

/** How much of a case file is gone. */
interface DestroyedFile {
  readonly at: string
  readonly documents: number
  readonly pages: number
  readonly sizeBytes: number
}

/**
 * `prepared`: files are chosen; `offered`: 0501 is out; `decided`: the archive has decided on some; `transferred`: 0503 is
 * out; `requested`: one person has asked for the destruction and another one must agree; `ended`: nothing more happens.
 */
export type RunState = 'prepared' | 'offered' | 'decided' | 'transferred' | 'requested' | 'ended'

interface RunMessage {
  readonly type: string
  readonly direction: 'out' | 'in'
  readonly at: string
  readonly by: Person
  readonly sha256: string
  /** What an answer says of its own time. */
  readonly sentAt?: string
}

/** A disposal run (Aussonderung): case files that are offered, handed over and destroyed together. */
export interface DisposalRun {
  readonly id: string
  readonly tenantId: string
  /** From 1, without gaps. */
  readonly serial: number
  /** Names all of its messages (UUID). */
  readonly processId: string
  /** Name of the archive. */
  readonly archive: string
  /** Without an offer: the archive takes over whatever comes, as has been agreed with it. */
  readonly isDirect: boolean
  readonly state: RunState
  readonly createdAt: string
  readonly createdBy: Person
  readonly files: readonly DisposalFile[]
  readonly messages: readonly RunMessage[]
  readonly requested?: { readonly at: string; readonly by: Person }
  readonly approved?: { readonly at: string; readonly by: Person }
  /** Keys of objects whose records are gone and that must go, too. */
  readonly objectsToErase: readonly string[]
  readonly version: number
}

export const MAX_FILES_OF_RUN = 100

/** @throws {MailroomError} `state-conflict` */
export function requireState(run: DisposalRun, ...states: readonly RunState[]): void {
  if (states.includes(run.state)) return
  throw new MailroomError('state-conflict', `The disposal run is in state "${run.state}".`, {
    facts: { runId: run.id, wanted: states },
  })
}

/** Asked for by one person, and approved by another one. @throws {MailroomError} `state-conflict` */
export function requireApproved(run: DisposalRun): void {
  requireState(run, 'requested')
  const { requested, approved } = run
  if (requested !== undefined && approved !== undefined && requested.by.userId !== approved.by.userId) return
  throw new MailroomError('state-conflict', 'No second person has approved the destruction.', {
    facts: { runId: run.id },
  })
}

/** Files that are handed over: those that the archive wants, or all of a run without an offer. */
export function filesToTransfer({ isDirect, files }: DisposalRun): readonly DisposalFile[] {
  return files.filter(({ decision }) => isDirect || decision?.value === 'A')
}

/**
 * What lies in a file is told once. Whatever the archive answers, it answers to that: a message that is made again with
 * something else in it could get lost, and the answer to the first one would then let go of what the archive never saw.
 *
 * @throws {MailroomError} `validation-failed`
 */
export function requireAsTold(
  { state }: Pick<DisposalRun, 'state'>,
  toldIn: RunState,
  { contents, fileNumber }: DisposalFile,
  now: string,
): void {
  if (state !== toldIn || contents === now) return
  throw refused(
    'files',
    `In der Akte ${fileNumber} liegt anderes, als dem Archiv gesagt wurde. Brechen Sie diese Aussonderung ab und beginnen Sie eine neue.`,
  )
}

/**
 * An answer is heard once, and not after a newer one of its kind: what the archive has corrected must not come back.
 *
 * @throws {MailroomError} `validation-failed`
 */
export function requireNews(
  { messages }: Pick<DisposalRun, 'messages'>,
  { type, sha256, sentAt }: Pick<RunMessage, 'type' | 'sha256' | 'sentAt'>,
): void {
  const heard = messages.filter((one) => one.direction === 'in' && one.type === type)
  if (heard.some((one) => one.sha256 === sha256))
    throw refused('xml', 'Diese Nachricht wurde schon eingelesen.')
  if (sentAt === undefined) return
  const at = Date.parse(sentAt)
  if (heard.some((one) => one.sentAt !== undefined && Date.parse(one.sentAt) > at))
    throw refused('xml', 'Eine neuere Nachricht dieser Art wurde schon eingelesen.')
}

/**
 * Whether the archive's word allows the destruction: it has decided so, or it has the file. Nothing else ever does.
 */
export function mayBeDestroyed({ decision, imported, destroyed }: DisposalFile): boolean {
  return destroyed === undefined && (decision?.value === 'V' || imported !== undefined)
}

export interface GivenDecision {
  readonly messageId: string
  /** B leaves it open. */
  readonly value: DisposalProposal
}

/**
 * The run with what the archive has decided. What it has decided before stays when it says nothing new of it; a file that it
 * has already is no more decided on.
 *
 * @throws {MailroomError} `validation-failed` for a file that is not in the run
 */
export function withDecisions(
  run: DisposalRun,
  decisions: readonly GivenDecision[],
  word: ArchiveWord,
): DisposalRun {
  requireOwnFiles(run, decisions)
  requireOneWord(decisions, ({ value }) => value)
  const valueOf = new Map(decisions.map(({ messageId, value }) => [messageId, value]))
  const files = run.files.map((file): DisposalFile => {
    const value = valueOf.get(file.messageId)
    if (value === undefined || file.imported !== undefined || file.destroyed !== undefined) return file
    const { decision: _before, ...bare } = file
    return value === 'B' ? bare : { ...bare, decision: { ...word, value } }
  })
  return {
    ...run,
    files,
    state: files.some(({ decision }) => decision !== undefined) ? 'decided' : run.state,
  }
}

export interface GivenImport {
  readonly messageId: string
  readonly succeeded: boolean
  readonly fault?: string
  readonly archiveNumber?: string
}

/** @throws {MailroomError} `validation-failed` for a file that is not in the run or was not handed over */
export function withImports(
  run: DisposalRun,
  imports: readonly GivenImport[],
  word: ArchiveWord,
): DisposalRun {
  requireOwnFiles(run, imports)
  requireOneWord(imports, ({ succeeded }) => succeeded)
  const sent = new Set(filesToTransfer(run).map(({ messageId }) => messageId))
  if (imports.some(({ messageId }) => !sent.has(messageId))) throw foreignFile()
  const resultOf = new Map(imports.map((one) => [one.messageId, one]))
  const files = run.files.map((file): DisposalFile => {
    const result = resultOf.get(file.messageId)
    if (result === undefined || file.destroyed !== undefined) return file
    const { imported: _imported, importFault: _fault, ...bare } = file
    if (!result.succeeded) return { ...bare, importFault: result.fault ?? '' }
    const { archiveNumber } = result
    return { ...bare, imported: { ...word, ...(archiveNumber === undefined ? {} : { archiveNumber }) } }
  })
  return { ...run, files }
}

function requireOwnFiles(run: DisposalRun, named: readonly { readonly messageId: string }[]): void {
  const own = new Set(run.files.map(({ messageId }) => messageId))
  if (named.some(({ messageId }) => !own.has(messageId))) throw foreignFile()
}

/** An answer that says two things of one file says nothing of it. */
function requireOneWord<T extends { readonly messageId: string }>(
  named: readonly T[],
  wordOf: (one: T) => unknown,
): void {
  const words = new Map<string, unknown>()
  for (const one of named) {
    if (words.has(one.messageId) && words.get(one.messageId) !== wordOf(one))
      throw refused('xml', 'Die Antwort sagt zu einer Akte Verschiedenes.')
    words.set(one.messageId, wordOf(one))
  }
}

function foreignFile(): MailroomError {
  return refused('xml', 'Die Antwort nennt eine Akte, die nicht zu dieser Aussonderung gehört.')
}

function refused(path: string, message: string): MailroomError {
  return new MailroomError('validation-failed', 'The disposal run does not allow this.', {
    faults: [{ path, message }],
  })
}
