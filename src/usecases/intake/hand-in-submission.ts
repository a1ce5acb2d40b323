import { systemActor, type Actor } from '../../domain/access/actor.ts'
import type { FollowUp } from '../../domain/follow-ups/follow-up.ts'
import { calendarDayAt } from '../../domain/intake/local-time.ts'
import { CODE_BYTES, codeFrom, normalCode } from '../../domain/intake/reference-code.ts'
import type { Digest } from '../../ports/digest.ts'
import type { RateLimiter } from '../../ports/sign-in.ts'
import type { AdmittedCitizen } from '../shared/admitted-citizen.ts'
import { takeAnswer, takenOverFrom, type AnswerPorts } from '../shared/answered-follow-up.ts'
import { askedBy } from '../shared/follow-ups.ts'
import type { ItemWithDocuments } from '../shared/item-with-documents.ts'
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
  readonly followUp?: { readonly subject: string; readonly dueOn: string; readonly inTime: boolean }
}

/** @throws {MailroomError} as `ReceiveItem`; `not-found` for a code of no request that takes documents, `rate-limited` */
export type HandInSubmission = (
  citizen: AdmittedCitizen,
  input: HandInInput,
  signal: AbortSignal,
) => Promise<SubmissionReceipt>

type Ports = IntakePorts & AnswerPorts & { readonly digest: Digest; readonly rateLimiter: RateLimiter }

export function createHandInSubmission(ports: Ports): HandInSubmission {
  return async function handInSubmission({ actor, sender, tenant }, input, signal) {
    const machine = systemActor(actor.tenantId, actor.requestId)
    const dayOf = (at: string): string => calendarDayAt(new Date(at), tenant.timeZone)
    const today = dayOf(ports.clock.now().toISOString())
    const asked = await askedFor(ports, machine, input, today, signal)
    const referenceCode = codeFrom(ports.ids.randomHex(CODE_BYTES))
    const secret = codeFrom(ports.ids.randomHex(CODE_BYTES))
    const codeHash = ports.digest.sha256(submissionKey(normalCode(referenceCode), normalCode(secret)))
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
    const { item, documents } = await takeIn(ports, actor, mail, signal, async (taken) => {
      await ports.intakeStore.insertSubmission(actor, { codeHash, itemId: taken.item.id }, signal)
      return answered(ports, machine, { input, taken, today, inTime: isInTime(taken) }, signal)
    })
    return {
      receiptNumber: item.receiptNumber,
      referenceCode,
      secret,
      receivedAt: item.receivedAt,
      files: documents.map(({ filename, original: { sha256, sizeBytes } }) => ({
        filename,
        sha256,
        sizeBytes,
      })),
      ...(asked === undefined
        ? {}
        : {
            followUp: {
              subject: asked.subject,
              dueOn: asked.dueOn,
              inTime: isInTime({ item, documents }),
            },
          }),
    }
  }
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
