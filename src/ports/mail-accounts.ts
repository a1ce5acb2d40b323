import type { Actor } from '../domain/access/actor.ts'
import type { MailAccount, MailboxFault, MailboxState, RefusedMail } from '../domain/mail/mail-account.ts'
import type { Repository } from './repository.ts'

export interface MailAccounts extends Repository<MailAccount> {
  /** Of the tenant, by name. */
  list(actor: Actor, signal: AbortSignal): Promise<MailAccount[]>
  /** Of all tenants, by id: for the machine. */
  all(signal: AbortSignal): Promise<MailAccount[]>
  /** Says whether the tenant had one. What was told of it goes too, but not what was fetched. */
  remove(actor: Actor, id: string, signal: AbortSignal): Promise<boolean>
  /** The same password closed with another key: no change that anybody must see. */
  replacePassword(account: MailAccount, password: string, signal: AbortSignal): Promise<void>
}

/** What came of a look into a mailbox. */
export interface MailboxLook {
  readonly at: string
  /** Mails that were taken in since the look before. */
  readonly takenCount: number
  readonly fault?: MailboxFault
}

/** One mail that became an item. */
export interface FetchedMail {
  /** Of the bytes of the mail, in hexadecimal. */
  readonly sha256: string
  readonly accountId: string
  readonly itemId: string
  readonly at: string
}

/** What is known of fetching: who does it, what came of it, and what has come. */
export interface MailJournal {
  /**
   * Makes the worker the one that fetches from the account for so long, or longer when it is already. False when another
   * one does, or when the pause after a failure is not over. Leases run on database time.
   */
  claim(account: MailAccount, workerId: string, leaseMs: number, signal: AbortSignal): Promise<boolean>
  /** Ends the worker's lease; nobody claims the account again before the pause is over. */
  release(account: MailAccount, workerId: string, pauseMs: number, signal: AbortSignal): Promise<void>
  note(account: MailAccount, look: MailboxLook, signal: AbortSignal): Promise<MailboxState>
  /** Of the tenant's accounts at which somebody has looked. */
  states(actor: Actor, signal: AbortSignal): Promise<MailboxState[]>

  /** The item that a mail with these bytes became in the tenant. */
  findFetched(actor: Actor, sha256: string, signal: AbortSignal): Promise<FetchedMail | undefined>
  /** Joins the running transaction: `already-exists` when a mail with these bytes has come before. */
  insertFetched(actor: Actor, mail: FetchedMail, signal: AbortSignal): Promise<void>

  /** Telling of the same mail again changes nothing. */
  insertRefusal(actor: Actor, refused: RefusedMail, signal: AbortSignal): Promise<void>
  /** The newest first. */
  refusals(actor: Actor, accountId: string, limit: number, signal: AbortSignal): Promise<RefusedMail[]>
}
