import { systemActor } from '../domain/access/actor.ts'
import { backOffMs } from '../domain/back-off.ts'
import { isMailroomError } from '../domain/errors.ts'
import {
  LOOK_BACK_OFF,
  passwordOwner,
  type MailAccount,
  type MailboxFault,
} from '../domain/mail/mail-account.ts'
import { MailboxError } from '../domain/mail/mailbox-error.ts'
import type { Clock, IdGenerator } from '../ports/clock.ts'
import type { Log } from '../ports/log.ts'
import type { Mailbox, MailboxClient } from '../ports/mailbox.ts'
import type { MailAccounts, MailJournal } from '../ports/mail-accounts.ts'
import type { SecretBox } from '../ports/secret-box.ts'
import { causeOf, repeat } from './repeat.ts'
import { pause } from './spaced.ts'

export interface FetchMailsPorts {
  readonly mailAccounts: MailAccounts
  readonly mailJournal: MailJournal
  readonly mailboxClient: MailboxClient
  readonly secretBox: SecretBox
  readonly clock: Clock
  readonly ids: IdGenerator
  readonly log: Log
  /** Takes in what lies in the mailbox; gives how many became items. */
  readonly receiveMails: (account: MailAccount, mailbox: Mailbox, signal: AbortSignal) => Promise<number>
}

export interface FetchMailsOptions {
  /** Names this process in leases. */
  readonly workerId: string
  /** Accounts are looked for so often. */
  readonly everyMs?: number
}

/** How it stands with the accounts that this process fetches from. */
export interface MailFetcher {
  readonly running: Promise<void>
  summary(): string
}

const EVERY_MS = 5_000
const LEASE_MS = 60_000
const HEARTBEAT_MS = 15_000
/** Servers that cannot tell of new mails are asked so often. */
const WAIT_MS = 30_000
const FAREWELL_MS = 5_000

/** Fetches from every active account that no other process fetches from, until the signal ends it. */
export function fetchMails(
  ports: FetchMailsPorts,
  options: FetchMailsOptions,
  signal: AbortSignal,
): MailFetcher {
  const sessions = new Map<string, Promise<void>>()
  const faults = new Map<string, MailboxFault | undefined>()

  async function startSessions(): Promise<void> {
    const accounts = await ports.mailAccounts.all(signal)
    const active = new Set(accounts.filter(({ isActive }) => isActive).map(({ id }) => id))
    for (const id of faults.keys()) if (!active.has(id)) faults.delete(id)
    for (const account of accounts) {
      if (!account.isActive || sessions.has(account.id)) continue
      if (!(await ports.mailJournal.claim(account, options.workerId, LEASE_MS, signal))) continue
      const session = runSession(ports, options, account, faults, signal)
        .catch((error: unknown) => {
          ports.log.error('mail-session-failed', { accountId: account.id, cause: causeOf(error) })
        })
        .finally(() => sessions.delete(account.id))
      sessions.set(account.id, session)
    }
  }

  const turn = async (): Promise<void> => {
    await startSessions()
    await pause(options.everyMs ?? EVERY_MS, signal)
  }
  const failed = async (error: unknown): Promise<void> => {
    ports.log.error('mail-accounts-not-read', { cause: causeOf(error) })
    await pause(options.everyMs ?? EVERY_MS, signal)
  }
  return {
    running: repeat(turn, failed, signal).then(async () => {
      await Promise.all(sessions.values())
    }),
    summary: () => summaryOf(faults),
  }
}

function summaryOf(faults: ReadonlyMap<string, MailboxFault | undefined>): string {
  const failing = [...faults.values()].filter((fault) => fault !== undefined)
  const kinds = [...new Set(failing)].join(', ')
  return `${faults.size} mail accounts${failing.length === 0 ? '' : `, ${failing.length} failing (${kinds})`}`
}

/** One connection to one account, until it fails, the account changes, or another process has the lease. */
async function runSession(
  ports: FetchMailsPorts,
  { workerId }: FetchMailsOptions,
  account: MailAccount,
  faults: Map<string, MailboxFault | undefined>,
  stop: AbortSignal,
): Promise<void> {
  const lease = new AbortController()
  const signal = AbortSignal.any([stop, lease.signal])
  const heartbeat = setInterval(() => {
    ports.mailJournal.claim(account, workerId, LEASE_MS, signal).then(
      (isOurs) => {
        if (!isOurs) lease.abort()
      },
      // Whatever is taken in while the database is away fails by itself.
      (error: unknown) => {
        if (!signal.aborted)
          ports.log.warn('mail-lease-not-extended', { accountId: account.id, cause: causeOf(error) })
      },
    )
  }, HEARTBEAT_MS)
  let pauseMs = 0
  try {
    await follow(ports, account, () => faults.set(account.id, undefined), signal)
    faults.delete(account.id)
  } catch (error) {
    if (!signal.aborted) pauseMs = await noteFailure(ports, account, error, faults)
  } finally {
    clearInterval(heartbeat)
    const farewell = AbortSignal.timeout(FAREWELL_MS)
    await ports.mailJournal.release(account, workerId, pauseMs, farewell).catch((error: unknown) => {
      // The lease runs out by itself.
      ports.log.warn('mail-lease-not-released', { accountId: account.id, cause: causeOf(error) })
    })
  }
}

async function follow(
  ports: FetchMailsPorts,
  account: MailAccount,
  wentWell: () => void,
  signal: AbortSignal,
): Promise<void> {
  const password = ports.secretBox.open(account.password, passwordOwner(account))
  if (password === undefined) throw new MailboxError('secret-missing', 'No key opens the password.')
  await using mailbox = await ports.mailboxClient.open({ ...account, password }, account, signal)
  for (;;) {
    const takenCount = await ports.receiveMails(account, mailbox, signal)
    await ports.mailJournal.note(account, { at: ports.clock.now().toISOString(), takenCount }, signal)
    wentWell()
    await mailbox.wait(WAIT_MS, signal)
    signal.throwIfAborted()
    const actor = systemActor(account.tenantId, ports.ids.next())
    const now = await ports.mailAccounts.find(actor, account.id, signal)
    if (now?.version !== account.version) return
  }
}

/** @returns how long to leave the account alone */
async function noteFailure(
  ports: FetchMailsPorts,
  account: MailAccount,
  error: unknown,
  faults: Map<string, MailboxFault | undefined>,
): Promise<number> {
  const fault =
    error instanceof MailboxError ? error.fault : isMailroomError(error) ? 'storage' : 'interrupted'
  faults.set(account.id, fault)
  ports.log.warn('mailbox-failed', { accountId: account.id, fault, cause: causeOf(error) })
  const look = { at: ports.clock.now().toISOString(), takenCount: 0, fault } as const
  const farewell = AbortSignal.timeout(FAREWELL_MS)
  const { failedLooks } = await ports.mailJournal.note(account, look, farewell)
  return backOffMs(failedLooks, LOOK_BACK_OFF, ports.ids.random())
}
