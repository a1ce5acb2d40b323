import type { Texts } from '../texts.de.ts'

export const mailEn: Pick<Texts, 'mail'> = {
  mail: {
    title: 'Mail',
    from: 'From',
    replyTo: 'Reply to',
    to: 'To',
    cc: 'Copy',
    sentAt: 'Sent at',
    messageId: 'Message-ID',
    received: 'Taken by the mail server',
    signed: { smime: 'Signed with S/MIME – not checked', pgp: 'Signed with PGP – not checked' },
    encrypted: { smime: 'Encrypted (S/MIME)', pgp: 'Encrypted (PGP)' },
    automatic: 'Made by a program',
    unchecked: 'All of this is what the mail says; nobody has checked it.',
    parts: 'Attachments',
    notTaken: (count: number) =>
      count === 1 ? '1 attachment was not taken over' : `${count} attachments were not taken over`,
    unlisted: (count: number) => `${count} more parts are not listed here; they are in the mail.`,
    reasons: {
      picture: 'picture in the text, no document of its own',
      signature: 'electronic signature – not checked',
      sealed: 'encrypted, or wrapped into a signature; it cannot be opened here',
      outlook: 'wrapped by Outlook (winmail.dat); it is not unwrapped here',
      type: 'kind of file that is not accepted (such as a program, an archive, an office file with macros)',
      empty: 'empty',
      limits: 'too many parts, too large, or too deep inside each other',
    },
    kept: 'only in the mail',
    openPart: (name: string) => `Open document: ${name}`,
    partOf: 'Came with the mail',
    openMail: 'Open mail',
    failure: 'The mail could not be taken apart',
    failureHint: 'It is kept as it came. Attachments are in the original only.',
  },
}
