import type { MailServer } from '../domain/mail/mail-account.ts'

/** For fetching mails, and for sending them. */
export interface MailLogin {
  readonly server: MailServer
  readonly username: string
  readonly password: string
}

export interface MailboxFolders {
  readonly folder: string
  readonly doneFolder: string
  readonly errorFolder: string
}

/** A mail as it lies in the folder. */
export interface MailboxEntry {
  /** Names it as long as the folder is not made anew. */
  readonly uid: string
  readonly sizeBytes: number
  /** When the server took it, ISO 8601. */
  readonly deliveredAt?: string
  readonly subject?: string
  readonly sender?: string
}

/** A folder of mails on a server, opened. Every call fails with a `MailboxError` when the server or the way to it does. */
export interface Mailbox extends AsyncDisposable {
  /** The mails that lie in the folder, oldest first; so many at most. */
  entries(limit: number, signal: AbortSignal): Promise<readonly MailboxEntry[]>
  /** The mail unaltered, byte for byte; nothing is marked. Undefined when it is gone. */
  read(uid: string, signal: AbortSignal): Promise<AsyncIterable<Uint8Array> | undefined>
  /** Puts it into another folder; one that is gone already is no failure. */
  move(uid: string, folder: string, signal: AbortSignal): Promise<void>
  /** Ends when something new may have come, when the time is over, or with the signal. */
  wait(milliseconds: number, signal: AbortSignal): Promise<void>
}

export interface MailboxClient {
  /**
   * Signs in and opens the folder; missing folders for done and refused mails are made.
   *
   * @param signal ends the connection too, whatever is under way on it
   */
  open(login: MailLogin, folders: MailboxFolders, signal: AbortSignal): Promise<Mailbox>
}

/**
 * Where to connect to for a server that an administrator has entered: an address and never a name, so that nothing can point
 * elsewhere between the look at it and the connection; and the name that its certificate must be for.
 *
 * Throws a `MailboxError` for a server in the own network, or without TLS, that the operator has not allowed.
 */
export type VetMailServer = (
  server: MailServer,
) => Promise<{ readonly address: string; readonly servername?: string }>
