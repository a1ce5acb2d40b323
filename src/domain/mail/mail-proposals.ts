import type { Proposal, ProposalField, Proposals } from '../extraction/proposal.ts'
import { MOST_WORKED_OUT } from '../extraction/proposal.ts'
import { withCertain } from '../extraction/with-certain.ts'
import { calendarDayAt } from '../intake/local-time.ts'
import type { MailHead } from './mail-facts.ts'

/** Where the values of the head stand in it. Where answers should go is proposed to nobody: only people may trust it. */
export function withMail(head: MailHead, read: Proposals, timeZone: string): Proposals {
  return withCertain(mailProposals(head, timeZone), read)
}

function mailProposals(
  { from: [writer], subject, sentAt }: MailHead,
  timeZone: string,
): Partial<Record<ProposalField, readonly Proposal[]>> {
  const address = writer?.address?.toLowerCase()
  return {
    sender: proposals(writer?.name ?? address, 'From'),
    subject: proposals(subject, 'Subject'),
    letterDate: proposals(
      sentAt === undefined ? undefined : calendarDayAt(new Date(sentAt), timeZone),
      'Date',
    ),
    emails: proposals(address, 'From'),
  }
}

function proposals(value: string | undefined, field: string): readonly Proposal[] {
  if (value === undefined) return []
  const text = `Steht so im Kopf der E-Mail (${field}); nicht geprüft.`
  return [{ value, weight: MOST_WORKED_OUT, reasons: [{ kind: 'mail', text, weight: 1 }] }]
}
