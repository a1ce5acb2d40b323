import { systemActor, type Actor } from '../../domain/access/actor.ts'
import { itemReadKeys } from '../../domain/access/policy.ts'
import { isMailroomError } from '../../domain/errors.ts'
import { isOutage } from '../../domain/intake/job-failure.ts'
import type { MailAccount, RefusalReason } from '../../domain/mail/mail-account.ts'
import { MailboxError } from '../../domain/mail/mailbox-error.ts'
import { MAIL_TYPE } from '../../domain/mail/part-reason.ts'
import type { Digest } from '../../ports/digest.ts'
import type { Log } from '../../ports/log.ts'
import type { Mailbox, MailboxEntry } from '../../ports/mailbox.ts'
import type { MailJournal } from '../../ports/mail-accounts.ts'
import type { StagedFile, StagingArea } from '../../ports/staging.ts'
import type { ItemWithDocuments } from '../shared/item-with-documents.ts'
import { takeIn, type IntakePorts } from '../shared/take-in.ts'

export interface ReceiveMailsPorts extends IntakePorts {
  readonly mailJournal: MailJournal
  readonly staging: StagingArea
  readonly digest: Digest
  readonly log: Log
  /** Larger mails are refused. */
  readonly maxMailBytes: number
  /** Joins the transaction that takes a mail in. */
  readonly acknowledge: (
    actor: Actor,
    account: MailAccount,
    taken: ItemWithDocuments,
    signal: AbortSignal,
  ) => Promise<void>
}

/**
 * Takes in what lies in the folder of an account, oldest first, and puts each mail away only when it is durable. A mail
 * with bytes that have come before is put away and no item: it was cut short between the two.
 *
 * @returns how many became items
 * @throws {MailboxError} when the server or the way to it fails
 * @throws {MailroomError} for an outage of ours; whatever was put away until then is taken in
 */
export type ReceiveMails = (account: MailAccount, mailbox: Mailbox, signal: AbortSignal) => Promise<number>

const MAILS_A_TURN = 100
/** After so many failures that lie in the mail itself, people must look at it. */
const MAX_TRIES = 3

export function createReceiveMails(ports: ReceiveMailsPorts): ReceiveMails {
  /** Failures of mails that still lie in their folder. */
  const failures = new Map<string, number>()

  return async function receiveMails(account, mailbox, signal) {
    let takenCount = 0
    for (const entry of await mailbox.entries(MAILS_A_TURN, signal)) {
      const key = `${account.id}/${entry.uid}`
      try {
        if (await receiveMail({ ports, account, mailbox, signal }, entry)) takenCount += 1
        failures.delete(key)
      } catch (error) {
        if (!liesInMail(error, signal)) throw error
        const tries = (failures.get(key) ?? 0) + 1
        failures.set(key, tries)
        const cause = error instanceof Error ? (error.stack ?? error.message) : String(error)
        ports.log.error('mail-not-taken-in', { accountId: account.id, tries, cause })
        if (tries < MAX_TRIES) continue
        await refuse({ ports, account, mailbox, signal }, entry, 'failed')
        failures.delete(key)
      }
    }
    return takenCount
  }
}

/** Everything else passes by itself, or ends the session. */
function liesInMail(error: unknown, signal: AbortSignal): boolean {
  if (signal.aborted || error instanceof MailboxError) return false
  return !isMailroomError(error) || (!isOutage(error.code) && error.code !== 'lease-lost')
}

interface Turn {
  readonly ports: ReceiveMailsPorts
  readonly account: MailAccount
  readonly mailbox: Mailbox
  readonly signal: AbortSignal
}

/** Whether it became an item now. */
async function receiveMail(turn: Turn, entry: MailboxEntry): Promise<boolean> {
  const { ports, account, mailbox, signal } = turn
  if (entry.sizeBytes > ports.maxMailBytes) return refuse(turn, entry, 'too-large')
  const content = await mailbox.read(entry.uid, signal)
  if (content === undefined) return false
  const staged = await stagedMail(ports, content, signal)
  if (staged === undefined) return refuse(turn, entry, 'too-large')
  try {
    if (staged.sizeBytes === 0) return await refuse(turn, entry, 'empty')
    const isNew = await takeInOnce(turn, entry, staged)
    await mailbox.move(entry.uid, account.doneFolder, signal)
    return isNew
  } finally {
    await staged.discard()
  }
}

/** Undefined when there is more of it than the server has told. */
async function stagedMail(
  { staging, maxMailBytes }: ReceiveMailsPorts,
  content: AsyncIterable<Uint8Array>,
  signal: AbortSignal,
): Promise<StagedFile | undefined> {
  try {
    return await staging.receive(content, { maxBytes: maxMailBytes }, signal)
  } catch (error) {
    if (isMailroomError(error, 'upload-too-large')) return undefined
    throw error
  }
}

/** False when a mail with the same bytes has become an item before, here or in another process. */
async function takeInOnce(
  { ports, account, signal }: Turn,
  entry: MailboxEntry,
  staged: StagedFile,
): Promise<boolean> {
  const { sha256 } = staged
  const actor = systemActor(account.tenantId, ports.ids.next())
  if ((await ports.mailJournal.findFetched(actor, sha256, signal)) !== undefined) return false
  const { orgUnitId } = account
  const mail = {
    files: [{ staged, filename: `${entry.subject ?? 'E-Mail'}.eml`, mediaType: MAIL_TYPE }],
    channel: 'email',
    ...(entry.deliveredAt === undefined ? {} : { deliveredAt: entry.deliveredAt }),
    readKeys: itemReadKeys({ filed: false, orgUnitIds: orgUnitId === undefined ? [] : [orgUnitId] }),
  } as const
  try {
    await takeIn(ports, actor, mail, signal, async (taken) => {
      const fetched = { sha256, accountId: account.id, itemId: taken.item.id, at: taken.item.capturedAt }
      await ports.mailJournal.insertFetched(actor, fetched, signal)
      await ports.acknowledge(actor, account, taken, signal)
      return undefined
    })
    return true
  } catch (error) {
    if (isMailroomError(error) && (await ports.mailJournal.findFetched(actor, sha256, signal)) !== undefined)
      return false
    throw error
  }
}

/** People are told before the mail is put aside. */
async function refuse(
  { ports, account, mailbox, signal }: Turn,
  entry: MailboxEntry,
  reason: RefusalReason,
): Promise<false> {
  const { uid, sizeBytes, deliveredAt, subject, sender } = entry
  const id = ports.digest.sha256(JSON.stringify([account.id, uid, deliveredAt, sizeBytes])).slice(0, 40)
  const actor = systemActor(account.tenantId, ports.ids.next())
  const at = ports.clock.now().toISOString()
  const told = {
    ...(subject === undefined ? {} : { subject: subject.slice(0, MAX_TOLD_LENGTH) }),
    ...(sender === undefined ? {} : { sender: sender.slice(0, MAX_TOLD_LENGTH) }),
  }
  const refused = { id, accountId: account.id, at, reason, sizeBytes, ...told }
  await ports.mailJournal.insertRefusal(actor, refused, signal)
  ports.log.warn('mail-refused', { accountId: account.id, reason, sizeBytes })
  await mailbox.move(uid, account.errorFolder, signal)
  return false
}

const MAX_TOLD_LENGTH = 300
