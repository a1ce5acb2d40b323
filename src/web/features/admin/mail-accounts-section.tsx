import { useQuery } from '@tanstack/react-query'
import type { MailAccountView, RefusedMailList } from '../../shared/api/types.ts'
import { formatInstant, formatSize } from '../../shared/format.ts'
import { useTexts } from '../../shared/preferences.tsx'
import { Badge } from '../../shared/ui/badge.tsx'
import { Loaded } from '../../shared/ui/loaded.tsx'
import { checkMailAccount, deleteMailAccount, fetchMailAccounts, fetchRefusedMails } from './admin-api.ts'
import { CheckButton } from './check-button.tsx'
import { MailAccountForm } from './mail-account-form.tsx'
import { RecordActions, type Openers } from './record-actions.tsx'
import { RecordSection } from './record-section.tsx'

/** The page shows what fetching does while it is open. */
const REFRESH_MS = 15_000

/** Mailboxes that post is fetched from, and how it stands with them. */
export function MailAccountsSection() {
  const words = useTexts().mailAccounts
  const query = useQuery({
    queryKey: ['mail-accounts'],
    queryFn: async ({ signal }) => fetchMailAccounts(signal),
    refetchInterval: REFRESH_MS,
  })
  return (
    <RecordSection
      collection="mail-accounts"
      query={query}
      words={words}
      icon="mail"
      card={(account, openers) => <AccountCard account={account} openers={openers} />}
      form={(account, onClose) => <MailAccountForm account={account} onClose={onClose} />}
      remove={async ({ id }) => deleteMailAccount(id)}
    />
  )
}

function AccountCard({ account, openers }: { account: MailAccountView; openers: Openers }) {
  const words = useTexts().mailAccounts
  const { id, name, server, username, folder } = account
  return (
    <>
      <div className="rule__head">
        <h2 className="rule__name">{name}</h2>
        <StateBadge account={account} />
      </div>
      <p className="provider__facts">
        {username}, {server.host}:{server.port}, {words.folder}: {folder}
      </p>
      <StateFacts account={account} />
      <RefusedMails account={account} />
      <RecordActions name={name} words={words} {...openers}>
        <CheckButton
          name={name}
          words={words}
          check={async () => {
            const { result } = await checkMailAccount(id)
            return result === 'ok'
              ? { isWell: true, text: words.checked(name) }
              : { isWell: false, text: words.faults[result] }
          }}
        />
      </RecordActions>
    </>
  )
}

function StateBadge({ account: { isActive, state } }: { account: MailAccountView }) {
  const words = useTexts().mailAccounts
  if (!isActive)
    return (
      <Badge tone="neutral" icon="minus">
        {words.inactive}
      </Badge>
    )
  if (state === null)
    return (
      <Badge tone="neutral" icon="clock">
        {words.neverLooked}
      </Badge>
    )
  if (state.fault === null)
    return (
      <Badge tone="success" icon="check">
        {words.well}
      </Badge>
    )
  return (
    <Badge tone="danger" icon="danger">
      {words.faults[state.fault]}
    </Badge>
  )
}

function StateFacts({ account: { state } }: { account: MailAccountView }) {
  const words = useTexts().mailAccounts
  if (state === null) return null
  const facts = [
    state.lastLookAt === null ? '' : words.lastLook(formatInstant(state.lastLookAt)),
    state.lastMailAt === null ? '' : words.lastMail(formatInstant(state.lastMailAt)),
    words.taken(state.takenCount),
  ]
  return <p className="provider__facts">{facts.filter((fact) => fact !== '').join(' · ')}</p>
}

/** Nobody shall believe that everything was taken in. */
function RefusedMails({ account }: { account: MailAccountView }) {
  const query = useQuery({
    queryKey: ['mail-accounts', account.id, 'refused'],
    queryFn: async ({ signal }) => fetchRefusedMails(account.id, signal),
    refetchInterval: REFRESH_MS,
  })
  return <Loaded query={query}>{({ items }) => <RefusedList mails={items} />}</Loaded>
}

function RefusedList({ mails }: { mails: RefusedMailList['items'] }) {
  const words = useTexts().mailAccounts
  if (mails.length === 0) return null
  return (
    <details>
      <summary>
        {words.refused}: {mails.length}
      </summary>
      <p className="provider__facts">{words.refusedHint}</p>
      <ul className="rule__conditions">
        {mails.map(({ id, at, reason, subject, sender, sizeBytes }) => (
          <li key={id}>
            {formatInstant(at)}: {subject ?? words.noSubject}
            {sender !== null && `, ${sender}`} ({formatSize(sizeBytes)}) – {words.refusedReasons[reason]}
          </li>
        ))}
      </ul>
    </details>
  )
}
