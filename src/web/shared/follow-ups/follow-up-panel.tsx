import { useQuery } from '@tanstack/react-query'
import { useId, useState } from 'react'
import { Link } from 'react-router'
import type { FollowUpView, FollowUpWithCode } from '../api/types.ts'
import { useTexts } from '../preferences.tsx'
import { Button } from '../ui/button.tsx'
import { Icon } from '../ui/icon.tsx'
import { Loaded } from '../ui/loaded.tsx'
import { CodeDialog } from './code-dialog.tsx'
import { FollowUpCard } from './follow-up-card.tsx'
import { fetchFollowUp, fetchFollowUps, FOLLOW_UPS_KEY, type FollowUpObject } from './follow-ups-api.ts'
import { SendDialog } from './send-dialog.tsx'
import '../desk/desk.css'
import './follow-ups.css'

interface Properties {
  readonly object: FollowUpObject
  /** Whether something can be asked for: the object is open and the person may write on it. */
  readonly isOpen: boolean
  /** Whether the person may write on the object: what was asked for is ended even when the object is closed. */
  readonly mayChange: boolean
}

/** What citizens were asked for, for an item or a case file. */
export function FollowUpPanel({ object, isOpen, mayChange }: Properties) {
  const { followUps: words } = useTexts()
  const titleId = useId()
  const [isSending, setIsSending] = useState(false)
  const [sent, setSent] = useState<FollowUpWithCode>()
  const query = useQuery({
    queryKey: [...FOLLOW_UPS_KEY, object.kind, object.id],
    queryFn: async ({ signal }) => (await fetchFollowUps(object, signal)).items,
  })
  return (
    <section className="desk-panel" aria-labelledby={titleId}>
      <h2 className="section-title" id={titleId}>
        {words.title}
      </h2>
      <Loaded query={query}>
        {(all) => <Cards all={all} canChange={mayChange} canRenew={isOpen} onRenewed={setSent} />}
      </Loaded>
      {isOpen && (
        <div className="button-row">
          <Button
            className="button--small"
            icon="mail"
            onClick={() => {
              setIsSending(true)
            }}
          >
            {words.send}
          </Button>
        </div>
      )}
      {isSending && (
        <SendDialog
          object={object}
          onClose={() => {
            setIsSending(false)
          }}
          onSent={(made) => {
            setIsSending(false)
            setSent(made)
          }}
        />
      )}
      {sent !== undefined && (
        <CodeDialog
          sent={sent}
          onClose={() => {
            setSent(undefined)
          }}
        />
      )}
    </section>
  )
}

interface CardsProperties {
  readonly all: readonly FollowUpView[]
  readonly canChange: boolean
  readonly canRenew: boolean
  readonly onRenewed: (sent: FollowUpWithCode) => void
}

function Cards({ all, canChange, canRenew, onRenewed }: CardsProperties) {
  const { followUps: words } = useTexts()
  const open = all.filter(({ closed }) => closed === null)
  const closed = all.filter((one) => one.closed !== null)
  const card = (one: FollowUpView) => (
    <FollowUpCard
      key={one.id}
      followUp={one}
      canChange={canChange}
      canRenew={canRenew}
      onRenewed={onRenewed}
    />
  )
  return (
    <>
      {open.length === 0 && <p className="kern-body">{words.none}</p>}
      <ul className="entry-list">{open.map(card)}</ul>
      {closed.length > 0 && (
        <details className="desk-panel__closed">
          <summary>{words.closedOnes(closed.length)}</summary>
          <ul className="entry-list">{closed.map(card)}</ul>
        </details>
      )}
    </>
  )
}

/** On what came in as an answer: what it answers, for who may know. */
export function AnsweredFollowUp({ followUpId }: { followUpId: string | null }) {
  const { followUps: words } = useTexts()
  const { data } = useQuery({
    queryKey: [...FOLLOW_UPS_KEY, 'one', followUpId],
    queryFn: async ({ signal }) => fetchFollowUp(followUpId ?? '', signal),
    enabled: followUpId !== null,
    retry: false,
  })
  if (followUpId === null) return null
  return (
    <p className="follow-up__answered">
      <Icon name="mail" size={16} />
      {data === undefined ? words.answersUnknown : words.answers(data.subject)}
      {data !== undefined && (
        <Link className="entry__link" to={pageOf(data.object)}>
          {words.toObject[data.object.kind]}
        </Link>
      )}
    </p>
  )
}

function pageOf({ kind, id }: FollowUpObject): string {
  return kind === 'case-file' ? `/akten/${id}` : `/posteingang/${id}`
}
