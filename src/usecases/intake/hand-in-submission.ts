import { systemActor, type Actor } from '../../domain/access/actor.ts'
import type { FollowUp } from '../../domain/follow-ups/follow-up.ts'
import { calendarDayAt } from '../../domain/intake/local-time.ts'
import { MailroomError } from '../../domain/errors.ts'
import { CODE_BYTES, codeFrom, normalCode } from '../../domain/intake/reference-code.ts'
import type { Digest } from '../../ports/digest.ts'
import type { KeyClaim } from '../../ports/intake-store.ts'
import type { Seal } from '../../ports/seal.ts'
import type { RateLimiter } from '../../ports/sign-in.ts'
import type { AdmittedCitizen } from '../shared/admitted-citizen.ts'
import {
  confirmedAnswer,
  takeAnswer,
  takenOverFrom,
  type AnswerPorts,
  type ConfirmedAnswer,
} from '../shared/answered-follow-up.ts'
import { askedBy } from '../shared/follow-ups.ts'
import type { ItemWithDocuments } from '../shared/item-with-documents.ts'
import { createKeyedRequest } from '../shared/keyed-request.ts'
import { loadItem } from '../shared/load-item.ts'
import { receivedFiles } from '../shared/received-files.ts'
import type { ReceivedUpload } from '../shared/received-upload.ts'
import { submissionKey } from '../shared/submission-key.ts'
import { takeIn, type Alongside, type IntakePorts } from '../shared/take-in.ts'

export interface HandInInput {
  readonly files: readonly ReceivedUpload[]
  readonly name?: string | undefined
  readonly subject?: string | undefined
  /** File number or code that the city has written on a letter. */
  readonly reference?: string | undefined
  readonly message?: string | undefined
  /** Of a request for documents that this answers. */
  readonly followUpCode?: string | undefined
  /** Of a browser that asks again because no answer came: random, so that nobody else has the same. */
  readonly idempotency?: KeyClaim | undefined
}

export interface SubmissionReceipt {
  readonly receiptNumber: string
  /** Code and secret are shown once and stored only as a hash. */
  readonly referenceCode: string
  readonly secret: string
  readonly receivedAt: string
  readonly files: readonly {
    readonly filename: string
    readonly sha256: string
    readonly sizeBytes: number
  }[]
  /** Set when it answers a request: that it came in on this day is confirmed with the day by which it was asked. */
  readonly followUp?: ConfirmedAnswer
  /** True when this is the receipt of an earlier request with the same key. */
  readonly replayed: boolean
}

/** @throws {MailroomError} as `ReceiveItem`; `not-found` for a code of no request that takes documents, `rate-limited` */
export type HandInSubmission = (
  citizen: AdmittedCitizen,
  input: HandInInput,
  signal: AbortSignal,
) => Promise<SubmissionReceipt>

type Ports = IntakePorts &
  AnswerPorts & { readonly digest: Digest; readonly rateLimiter: RateLimiter; readonly seal: Seal }

export function createHandInSubmission(ports: Ports): HandInSubmission {
  const onceByKey = createKeyedRequest(ports)

  async function first(
    { actor, sender, tenant }: AdmittedCitizen,
    input: HandInInput,
    keep: (itemId: string) => Promise<void>,
    signal: AbortSignal,
  ): Promise<SubmissionReceipt> {
    const machine = systemActor(actor.tenantId, actor.requestId)
    const dayOf = (at: string): string => calendarDayAt(new Date(at), tenant.timeZone)
    const today = dayOf(ports.clock.now().toISOString())
    const asked = await askedFor(ports, machine, input, today, signal)
    const codes = codesOf(ports, actor, input.idempotency)
    const mail = {
      ...(asked === undefined ? {} : { takenOver: () => takenOverFrom(ports, machine, asked, signal) }),
      files: input.files,
      channel: sender === undefined ? 'upload_link' : 'upload_login',
      subject: input.subject ?? asked?.subject,
      sender: sender?.name ?? input.name,
      verifiedSender: sender,
      note: noteOf(input),
    } as const
    const isInTime = ({ item }: ItemWithDocuments): boolean =>
      asked === undefined || dayOf(item.receivedAt) <= asked.dueOn
    const taken = await takeIn(ports, actor, mail, signal, async (whole) => {
      const submission = { codeHash: hashOf(ports, codes), itemId: whole.item.id }
      await ports.intakeStore.insertSubmission(actor, submission, signal)
      await keep(whole.item.id)
      return answered(ports, machine, { input, taken: whole, today, inTime: isInTime(whole) }, signal)
    })
    if (asked === undefined) return receiptOf(taken, codes)
    const { subject, dueOn } = asked
    return { ...receiptOf(taken, codes), followUp: { subject, dueOn, inTime: isInTime(taken) } }
  }

  /** What the citizen was told, or would have been told, had the answer got through. */
  async function again(
    { actor }: AdmittedCitizen,
    { idempotency }: HandInInput,
    itemId: string,
    signal: AbortSignal,
  ): Promise<SubmissionReceipt> {
    const machine = systemActor(actor.tenantId, actor.requestId)
    const codes = codesOf(ports, actor, idempotency)
    const known = await ports.intakeStore.findSubmission(machine, hashOf(ports, codes), signal)
    if (known?.itemId !== itemId)
      throw new MailroomError('idempotency-key-reused', 'This key was used for another request before.')
    const taken = await loadItem(ports, machine, itemId, signal)
    const receipt = { ...receiptOf(taken, codes), replayed: true }
    const followUp = await confirmedAnswer(ports, machine, taken.item, signal)
    return followUp === undefined ? receipt : { ...receipt, followUp }
  }

  return function handInSubmission(citizen, input, signal) {
    return onceByKey(
      citizen.actor,
      input.idempotency,
      {
        again: (itemId) => again(citizen, input, itemId, signal),
        first: (keep) => first(citizen, input, keep, signal),
      },
      signal,
    )
  }
}

type Codes = Pick<SubmissionReceipt, 'referenceCode' | 'secret'>

/**
 * Random without a key. With one they can be told again although only their hash is kept: they come from the request by the
 * key of the installation, which no database holds.
 */
function codesOf({ ids, seal }: Ports, { tenantId }: Actor, claim: KeyClaim | undefined): Codes {
  const digits = (part: keyof Codes): string =>
    claim === undefined
      ? ids.randomHex(CODE_BYTES)
      : seal.seal(`submission/${part}/${tenantId}/${claim.requestHash}/${claim.key}`).slice(0, CODE_BYTES * 2)
  return { referenceCode: codeFrom(digits('referenceCode')), secret: codeFrom(digits('secret')) }
}

function hashOf({ digest }: Ports, { referenceCode, secret }: Codes): string {
  return digest.sha256(submissionKey(normalCode(referenceCode), normalCode(secret)))
}

function receiptOf({ item, documents }: ItemWithDocuments, codes: Codes): SubmissionReceipt {
  const { receiptNumber, receivedAt } = item
  return { receiptNumber, ...codes, receivedAt, files: receivedFiles(documents), replayed: false }
}

async function askedFor(
  ports: Ports,
  machine: Actor,
  { followUpCode }: HandInInput,
  today: string,
  signal: AbortSignal,
): Promise<FollowUp | undefined> {
  if (followUpCode === undefined) return undefined
  const asked = await askedBy(ports, machine, followUpCode, today, signal)
  await ports.rateLimiter.consume('follow-up', asked.id, signal)
  return asked
}

interface Answering {
  readonly input: HandInInput
  readonly taken: ItemWithDocuments
  readonly today: string
  readonly inTime: boolean
}

/** Reads the request anew: what was withdrawn while the files came in is answered no more. */
async function answered(
  ports: Ports,
  machine: Actor,
  { input: { followUpCode }, taken: { item, documents }, today, inTime }: Answering,
  signal: AbortSignal,
): Promise<Alongside | undefined> {
  if (followUpCode === undefined) return undefined
  const followUp = await askedBy(ports, machine, followUpCode, today, signal)
  const { id: itemId, receiptNumber, receivedAt } = item
  const answer = { itemId, receiptNumber, receivedAt, fileCount: documents.length, inTime }
  return takeAnswer(ports, machine, { followUp, answer, today }, signal)
}

function noteOf({ reference, message }: HandInInput): string | undefined {
  const lines = [
    ...(reference === undefined ? [] : [`Zeichen laut Einsender: ${reference}`]),
    ...(message === undefined || message === '' ? [] : [message]),
  ]
  return lines.length === 0 ? undefined : lines.join('\n')
}
