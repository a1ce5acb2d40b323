import type { GrantKey, Person } from '../access/actor.ts'
import type { ProtectionClass } from '../batches/protection-class.ts'
import { MailroomError } from '../errors.ts'
import type { QuarterTurn } from '../recognition/page.ts'
import type { PageRole } from '../stacks/split-plan.ts'
import { higherClass } from './scanning-rules.ts'

/** What can be wrong with a scan. */
export const FAULT_KINDS = [
  'skewed',
  'cropped',
  'blurred',
  'upside-down',
  'double-feed',
  'missing-page',
  'wrong-order',
  'blank-lost',
  'foreign-page',
  'other',
] as const
export type FaultKind = (typeof FAULT_KINDS)[number]

/**
 * - `open`    waits for a person
 * - `second`  in order for one person, waits for another one
 * - `failed`  waits for a rescan, or for another person who says that the paper itself looks so
 * - `passed`  in order
 * - `ended`   there is nothing to check any more: the letter was voided, sent on, rejected or destroyed
 */
export const CHECK_STATES = ['open', 'second', 'failed', 'passed', 'ended'] as const
export type CheckState = (typeof CHECK_STATES)[number]
/** Somebody has still to do something. */
export const PENDING_CHECK_STATES = ['open', 'second', 'failed'] as const satisfies readonly CheckState[]

/**
 * Why it is looked at: drawn by lot, because of the class of its batch or of its document type, because a letter of the
 * sample of its batch had a fault, or because somebody has asked.
 */
export type CheckCause = 'sample' | 'batch' | 'document-type' | 'widened' | 'requested'

/** Somebody wants that another person looks at it. */
export interface CheckRequest {
  readonly at: string
  readonly by: Person
  readonly reason: string
  /** In which it is to be looked at. */
  readonly round: number
}

/** More people than that have no doubt about one letter in one go. */
const MAX_REQUESTS = 50

export interface CheckFault {
  readonly kind: FaultKind
  /** Pages of the document that was looked at. */
  readonly pages: readonly number[]
}

export interface CheckResult {
  readonly at: string
  readonly by: Person
  /** From 1; a rescan begins the next one. */
  readonly round: number
  readonly verdict: 'in-order' | 'faulty'
  /** Empty when it is in order. */
  readonly faults: readonly CheckFault[]
  readonly remark?: string
  /** Of the letter as it was then, hexadecimal. */
  readonly sha256: string
}

/** A page that is shown to the checker: of the letter, or one beside it that was left out. */
export interface CheckedPage {
  readonly page: number
  readonly turn: QuarterTurn
  readonly role: PageRole
}

/** The visual check (Sichtprüfung) of one letter whose pages are scans or pictures. Instants are ISO 8601 in UTC. */
export interface ScanCheck {
  readonly id: string
  readonly tenantId: string
  readonly itemId: string
  readonly receiptNumber: string
  /** Of a letter that was cut out of a scan; the next two as well. */
  readonly batchId?: string
  readonly stackItemId?: string
  /** Number of the scan, such as `ST-2026-000012/3`. */
  readonly stackNumber?: string
  /** What is looked at: the document of the scan first, that of the letter after a rescan, and where there was no scan of several letters. */
  readonly documentId: string
  /** Pages of it that are shown; empty for all that it has. */
  readonly pages: readonly CheckedPage[]
  readonly protectionClass: ProtectionClass
  readonly cause: CheckCause
  /** Who scanned, handed in or divided, and whoever has scanned again: none of them checks. */
  readonly operators: readonly Person[]
  /** Absent where nobody has ever asked. */
  readonly requests?: readonly CheckRequest[]
  /** Who scanned as it stands in the papers of the batch; empty where there is none. */
  readonly operatorName: string
  readonly state: CheckState
  readonly round: number
  readonly results: readonly CheckResult[]
  readonly createdAt: string
  readonly readKeys: readonly GrantKey[]
  readonly version: number
}

export interface GivenResult extends Omit<CheckResult, 'round' | 'faults'> {
  readonly faults: readonly CheckFault[]
}

/** Whether the person may say something of it now. */
export function mayBeCheckedBy(check: ScanCheck, person: Person): boolean {
  return (
    isPending(check) && !isOperator(check, person) && !hasAsked(check, person) && !hasSpoken(check, person)
  )
}

/** In this round: two pairs of eyes are those of two persons. */
function hasAsked(check: ScanCheck, { userId }: Person): boolean {
  return requestsOf(check).some(({ by }) => by.userId === userId)
}

/** What people have asked for in this round. */
export function requestsOf({ requests = [], round }: Pick<ScanCheck, 'requests' | 'round'>): CheckRequest[] {
  return requests.filter((request) => request.round === round)
}

/** Who scanned, divided or rescanned it. */
function isOperator({ operators, operatorName }: ScanCheck, { userId, displayName }: Person): boolean {
  return isNamedIn(operatorName, displayName) || operators.some((one) => one.userId === userId)
}

/**
 * Papers have a name in any way: `Scan, Udo`, two people in one line, or without a title. One word alone must be the whole
 * name: it may be that of a place.
 */
function isNamedIn(operatorName: string, displayName: string): boolean {
  const [told, own] = [wordsOf(operatorName), wordsOf(displayName)]
  const isWithin = (some: ReadonlySet<string>, all: ReadonlySet<string>): boolean =>
    [...some].every((word) => all.has(word))
  return (own.size > 0 && isWithin(own, told)) || (told.size > 1 && isWithin(told, own))
}

function wordsOf(name: string): ReadonlySet<string> {
  return new Set(
    name
      .normalize('NFKC')
      .toLocaleLowerCase('de')
      .match(/[\p{L}\p{M}\p{N}]+/gu),
  )
}

/** In this round. A letter whose class was raised afterwards needs another one, too. */
function hasSpoken({ results, round }: ScanCheck, { userId }: Person): boolean {
  return results.some((result) => result.round === round && result.by.userId === userId)
}

/**
 * The check with what a person says of it.
 *
 * @throws {MailroomError} `forbidden` for the operator, and for who has asked for it or said something in this round;
 *   `state-conflict` when it is done; `validation-failed`
 */
export function withResult(check: ScanCheck, given: GivenResult): ScanCheck {
  if (isOperator(check, given.by))
    throw forbidden(check, 'Whoever scanned or divided the letter does not check it.')
  if (hasAsked(check, given.by)) throw forbidden(check, 'Whoever asks for a check does not make it.')
  if (!isPending(check) || (check.state === 'failed' && given.verdict === 'faulty')) throw done(check)
  if (hasSpoken(check, given.by)) throw forbidden(check, 'Another person must look at it now.')
  requireSound(check, given)
  const results = [...check.results, { ...given, round: check.round }]
  return { ...check, results, state: given.verdict === 'faulty' ? 'failed' : stateAfter(check, results) }
}

function requireSound({ state }: ScanCheck, { verdict, faults, remark }: GivenResult): void {
  const hasFaults = faults.length > 0
  if (verdict === 'faulty' && !hasFaults) throw invalid('faults', 'Wählen Sie mindestens einen Mangel.')
  if (verdict === 'in-order' && hasFaults) throw invalid('faults', 'Was in Ordnung ist, hat keine Mängel.')
  if (state === 'failed' && remark === undefined)
    throw invalid('remark', 'Schreiben Sie, warum das Schreiben trotz des Mangels in Ordnung ist.')
}

function stateAfter({ protectionClass, round }: ScanCheck, results: readonly CheckResult[]): CheckState {
  if (protectionClass !== 'very-high') return 'passed'
  const agreeing = results.filter((result) => result.round === round && result.verdict === 'in-order')
  return agreeing.length < 2 ? 'second' : 'passed'
}

/** A new version of the letter is looked at from the beginning. @throws {MailroomError} `state-conflict` when it is done */
export function withNewVersion(
  check: ScanCheck,
  { documentId, by }: { readonly documentId: string; readonly by: Person },
): ScanCheck {
  if (!isPending(check)) throw done(check)
  return {
    ...check,
    documentId,
    pages: [],
    operators: [...check.operators.filter(({ userId }) => userId !== by.userId), by],
    state: 'open',
    round: check.round + 1,
  }
}

/**
 * Somebody asks for it. What waits already keeps its round and learns the reason; what was done is looked at from the beginning.
 *
 * @param documentId what is to be looked at
 * @throws {MailroomError} `state-conflict` for who has asked already, and when another document of the item waits
 */
export function withRequest(
  check: ScanCheck,
  { documentId, ...asked }: Omit<CheckRequest, 'round'> & { readonly documentId: string },
): ScanCheck {
  const { requests = [] } = check
  if (isPending(check)) {
    const isAnother = documentId !== check.documentId
    if (isAnother || hasAsked(check, asked.by) || requests.length >= MAX_REQUESTS) throw waiting(check)
    return { ...check, requests: [...requests, { ...asked, round: check.round }] }
  }
  const round = check.round + 1
  const kept = [...requests, { ...asked, round }].slice(-MAX_REQUESTS)
  const pages = documentId === check.documentId ? check.pages : []
  return { ...check, documentId, pages, state: 'open', round, requests: kept }
}

/** More depends on the letter than was known: what is done already may not be enough. */
export function raisedTo(check: ScanCheck, protectionClass: ProtectionClass): ScanCheck {
  const raised = { ...check, protectionClass: higherClass(check.protectionClass, protectionClass) }
  if (raised.protectionClass === check.protectionClass) return check
  return check.state === 'passed' ? { ...raised, state: stateAfter(raised, check.results) } : raised
}

export function endedCheck(check: ScanCheck): ScanCheck {
  return { ...check, state: 'ended' }
}

export function isPending({ state }: Pick<ScanCheck, 'state'>): boolean {
  return PENDING_CHECK_STATES.some((pending) => pending === state)
}

function forbidden({ id }: ScanCheck, detail: string): MailroomError {
  return new MailroomError('forbidden', detail, { facts: { checkId: id } })
}

function done({ id, state }: ScanCheck): MailroomError {
  return new MailroomError('state-conflict', `The check is in state "${state}".`, { facts: { checkId: id } })
}

function waiting({ id }: ScanCheck): MailroomError {
  return new MailroomError('state-conflict', 'The letter waits for its check already.', {
    facts: { checkId: id },
  })
}

function invalid(path: string, message: string): MailroomError {
  return new MailroomError('validation-failed', message, { faults: [{ path, message }] })
}
