import { useState } from 'react'
import { Link } from 'react-router'
import type { DeskEntryView } from '../api/types.ts'
import { formatCalendarDate } from '../format.ts'
import { useUnitName } from '../master-data.ts'
import { useAnnounce } from '../live.tsx'
import { useTexts } from '../preferences.tsx'
import { problemText } from '../problems.ts'
import { useMay } from '../session.tsx'
import { Button } from '../ui/button.tsx'
import { Icon } from '../ui/icon.tsx'
import { settleEntry } from './desk-api.ts'
import { DeadlineSteps, useDayWords } from './deadline-steps.tsx'
import { EntryBadge } from './entry-badge.tsx'
import { MoveDialog, WithdrawDialog } from './entry-dialogs.tsx'
import { useEntrySaving } from './use-entry-saving.ts'

interface Properties {
  readonly entry: DeskEntryView
  /** Whether it says what it stands on: not needed on the page of that. */
  readonly showsObject: boolean
}

/** One deadline or resubmission with what can be done about it. */
export function EntryCard({ entry, showsObject }: Properties) {
  const { desk } = useTexts()
  const dayWords = useDayWords()
  const { kind, purpose, dueOn, series } = entry
  const day = kind === 'deadline' ? desk.dueOn(dayWords(dueOn)) : desk.backOn(dayWords(dueOn))
  return (
    <li className={`entry entry--${entry.state === 'open' ? entry.urgency : 'closed'}`}>
      <div className="entry__line">
        <Icon name={kind === 'deadline' ? 'clock' : 'undo'} size={16} />
        <span className="entry__kind">{desk.kinds[kind]}</span>
        <EntryBadge entry={entry} />
      </div>
      <p className="entry__purpose">{purpose}</p>
      <p className="entry__facts">
        <strong>{day}</strong>
        {series !== null && `, ${desk.seriesState(series.current, series.times)}`}
        <ForWhom entry={entry} />
      </p>
      {showsObject && <ObjectLink entry={entry} />}
      <DeadlineFacts entry={entry} />
      {entry.closed?.reason !== undefined && entry.closed.reason !== null && (
        <p className="entry__facts">
          {desk.reason}: {entry.closed.reason}
        </p>
      )}
      {entry.state === 'open' && <EntryActions entry={entry} />}
    </li>
  )
}

function ForWhom({ entry }: { entry: DeskEntryView }) {
  const { desk } = useTexts()
  const unitName = useUnitName()
  const desked = entry.orgUnitId === null ? desk.mailroom : unitName(entry.orgUnitId)
  return <>, {entry.assignee?.displayName ?? desked}</>
}

function ObjectLink({ entry }: { entry: DeskEntryView }) {
  const { desk } = useTexts()
  const { kind, id, number, subject } = entry.object
  const to = kind === 'case-file' ? `/akten/${id}` : `/posteingang/${id}`
  return (
    <p className="entry__facts">
      {desk.on}{' '}
      <Link className="entry__link" to={to}>
        {[number, subject].filter(Boolean).join(' ')}
      </Link>
    </p>
  )
}

function DeadlineFacts({ entry }: { entry: DeskEntryView }) {
  const { desk } = useTexts()
  const { deadline } = entry
  if (deadline === null) return null
  const { calculation, legalBasis, override } = deadline
  return (
    <>
      {legalBasis !== null && (
        <p className="entry__facts">
          {desk.legalBasis}: {legalBasis}
        </p>
      )}
      {override !== null && (
        <p className="entry__facts">
          {desk.overridden(formatCalendarDate(calculation.endsOn), override.reason)}
        </p>
      )}
      <details className="entry__calculation">
        <summary>{desk.calculation}</summary>
        <DeadlineSteps calculation={calculation} />
      </details>
    </>
  )
}

function EntryActions({ entry }: { entry: DeskEntryView }) {
  const texts = useTexts()
  const { desk } = texts
  const may = useMay()
  const announce = useAnnounce()
  const [dialog, setDialog] = useState<'move' | 'withdraw'>()
  const settling = useEntrySaving(
    async () => settleEntry(entry),
    (saved) =>
      saved.state === 'open'
        ? desk.nextOn(entry.purpose, formatCalendarDate(saved.dueOn))
        : desk.settledNow(entry.purpose),
  )
  if (!may(entry.object.kind === 'case-file' ? 'files:edit' : 'items:index')) return null
  const close = () => {
    setDialog(undefined)
  }
  return (
    <div className="entry__actions">
      <Button
        className="button--small"
        icon="check"
        aria-label={desk.settleOne(entry.purpose)}
        disabled={settling.isPending}
        onClick={() => {
          settling.mutate(undefined, {
            onError: (error) => {
              announce(problemText(error, texts), 'danger')
            },
          })
        }}
      >
        {desk.settle}
      </Button>
      {(['move', 'withdraw'] as const).map((name) => (
        <Button
          key={name}
          kind="tertiary"
          className="button--small"
          aria-label={name === 'move' ? desk.moveOne(entry.purpose) : desk.withdrawOne(entry.purpose)}
          onClick={() => {
            setDialog(name)
          }}
        >
          {desk[name]}
        </Button>
      ))}
      {dialog === 'move' && <MoveDialog entry={entry} onClose={close} />}
      {dialog === 'withdraw' && <WithdrawDialog entry={entry} onClose={close} />}
    </div>
  )
}
