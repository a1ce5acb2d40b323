import type { MailHead } from '../domain/mail/mail-facts.ts'

/** A part of a mail that is none of its text. */
export interface ParsedPart {
  /** As the mail names it; absent when it does not. */
  readonly filename: string | undefined
  /** Lower case, as the mail claims. */
  readonly claimedType: string
  /** Shown inside of the text, by its own word. */
  readonly isInline: boolean
  /** A wrapping of Outlook (winmail.dat) whose content follows it. */
  readonly isUnwrapped?: boolean
  readonly bytes: Uint8Array
}

export interface ParsedMail {
  readonly head: MailHead
  /** For people: of a mail in HTML what a reader sees of it, without anything that could be loaded or run. */
  readonly text: string
  readonly isShortened: boolean
  readonly parts: readonly ParsedPart[]
}

/** Takes one mail apart, inside the wall; mails inside of it are parts. */
export interface MailParser {
  /** @throws {MailroomError} `document-limits` for heads that are too long or parts too deep inside each other */
  parse(bytes: Uint8Array): Promise<ParsedMail>
}
