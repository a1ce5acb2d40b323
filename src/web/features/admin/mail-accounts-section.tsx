import { useMutation, useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import type { MailAccountView } from '../../shared/api/types.ts'
import { formatInstant, formatSize } from '../../shared/format.ts'
import { useAnnounce } from '../../shared/live.tsx'
import { useTexts } from '../../shared/preferences.tsx'
import { problemText } from '../../shared/problems.ts'
import { Badge } from '../../shared/ui/badge.tsx'
import { Button } from '../../shared/ui/button.tsx'
import { Empty, LoadFailure } from '../../shared/ui/feedback.tsx'
import { checkMailAccount, deleteMailAccount, fetchMailAccounts, fetchRefusedMails } from './admin-api.ts'
import { DeleteDialog } from './delete-dialog.tsx'
import { MailAccountForm } from './mail-account-form.tsx'
import { SectionTitle } from './section-title.tsx'

type Opened =
  | { readonly kind: 'edit'; readonly account: MailAccountView | undefined }
  | { readonly kind: 'delete'; readonly account: MailAccountView }

/** The page shows what fetching does while it is open. */
const REFRESH_MS = 15_000

/** Mailboxes that post is fetched from, and how it stands with them. */
export function MailAccountsSection() {
  const words = useTexts().mailAccounts
  const [opened, setOpened] = useState<Opened>()
  const { data, error, refetch } = useQuery({
    queryKey: ['mail-accounts'],
    queryFn: async ({ signal }) => fetchMailAccounts(signal),
    refetchInterval: REFRESH_MS,
  })
  const close = () => {
    setOpened(undefined)
  }
  return (
    <>
      <SectionTitle
        words={words}
        onCreate={() => {
          setOpened({ kind: 'edit', account: undefined })
        }}
      />
      <p className="page__intro">{words.intro}</p>
      {error !== null && <LoadFailure error={error} retry={() => void refetch()} />}
      {data?.items.length === 0 && <Empty icon="mail" title={words.empty} />}
      <ul className="rules">
        {data?.items.map((account) => (
          <AccountCard key={account.id} account={account} onOpen={setOpened} />
        ))}
      </ul>
      {opened?.kind === 'edit' && <MailAccountForm account={opened.account} onClose={close} />}
      {opened?.kind === 'delete' && (
        <DeleteDialog
          collection="mail-accounts"
          name={opened.account.name}
          words={words}
          remove={async () => deleteMailAccount(opened.account.id)}
          onClose={close}
        />
      )}
    </>
  )
}

interface CardProperties {
  readonly account: MailAccountView
  readonly onOpen: (opened: Opened) => void
}

function AccountCard({ account, onOpen }: CardProperties) {
  const { mailAccounts: words, common } = useTexts()
  const { name, server, username, folder } = account
  return (
    <li className="rule">
      <div className="rule__head">
        <h2 className="rule__name">{name}</h2>
        <StateBadge account={account} />
      </div>
      <p className="provider__facts">
        {username}, {server.host}:{server.port}, {words.folder}: {folder}
      </p>
      <StateFacts account={account} />
      <RefusedMails account={account} />
      <div className="rule__actions">
        <CheckButton account={account} />
        <Button
          className="button--small"
          icon="pencil"
          aria-label={`${common.edit}: ${name}`}
          onClick={() => {
            onOpen({ kind: 'edit', account })
          }}
        >
          {common.edit}
        </Button>
        <Button
          kind="tertiary"
          className="button--small"
          icon="trash"
          aria-label={`${words.delete}: ${name}`}
          onClick={() => {
            onOpen({ kind: 'delete', account })
          }}
        >
          {words.delete}
        </Button>
      </div>
    </li>
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
  const words = useTexts().mailAccounts
  const { data } = useQuery({
    queryKey: ['mail-accounts', account.id, 'refused'],
    queryFn: async ({ signal }) => fetchRefusedMails(account.id, signal),
  })
  if (data === undefined || data.items.length === 0) return null
  return (
    <details>
      <summary>
        {words.refused}: {data.items.length}
      </summary>
      <p className="provider__facts">{words.refusedHint}</p>
      <ul className="rule__conditions">
        {data.items.map(({ id, at, reason, subject, sender, sizeBytes }) => (
          <li key={id}>
            {formatInstant(at)}: {subject ?? words.noSubject}
            {sender !== null && `, ${sender}`} ({formatSize(sizeBytes)}) – {words.refusedReasons[reason]}
          </li>
        ))}
      </ul>
    </details>
  )
}

/** Signs in as fetching would, and says what came of it. */
function CheckButton({ account }: { account: MailAccountView }) {
  const texts = useTexts()
  const words = texts.mailAccounts
  const announce = useAnnounce()
  const check = useMutation({
    mutationFn: async () => checkMailAccount(account.id),
    onSuccess: ({ result }) => {
      if (result === 'ok') announce(words.checked(account.name), 'success')
      else announce(words.faults[result], 'danger')
    },
    onError: (error) => {
      announce(problemText(error, texts), 'danger')
    },
  })
  return (
    <Button
      className="button--small"
      icon="activity"
      aria-label={`${words.check}: ${account.name}`}
      disabled={check.isPending}
      onClick={() => {
        check.mutate()
      }}
    >
      {check.isPending ? words.checking : words.check}
    </Button>
  )
}
