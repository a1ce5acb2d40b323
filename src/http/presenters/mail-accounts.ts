import type { z } from 'zod'
import type { MailAccountView, RefusedMailList } from '../../contract/mail-accounts.ts'
import type { MailAccount, MailboxState, RefusedMail } from '../../domain/mail/mail-account.ts'
import type { Presented } from '../route.ts'

/** The password stays inside, also closed. */
export function presentMailAccount(account: MailAccount, state?: MailboxState): Presented<MailAccountView> {
  const { id, name, isActive, server, username, folder, doneFolder, errorFolder, version } = account
  return {
    id,
    name,
    isActive,
    server,
    username,
    folder,
    doneFolder,
    errorFolder,
    orgUnitId: account.orgUnitId ?? null,
    acknowledgement: account.acknowledgement ?? null,
    state: state === undefined ? null : presentState(state),
    version,
  }
}

function presentState(state: MailboxState): Presented<NonNullable<MailAccountView['state']>> {
  const { lastLookAt, lastMailAt, takenCount, fault, failedLooks } = state
  return {
    lastLookAt: lastLookAt ?? null,
    lastMailAt: lastMailAt ?? null,
    takenCount,
    fault: fault ?? null,
    failedLooks,
  }
}

export function presentRefusedMail(
  mail: RefusedMail,
): Presented<z.infer<typeof RefusedMailList>['items'][number]> {
  const { id, at, reason, subject, sender, sizeBytes } = mail
  return { id, at, reason, subject: subject ?? null, sender: sender ?? null, sizeBytes }
}
