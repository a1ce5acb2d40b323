import { useQuery } from '@tanstack/react-query'
import { useId, useState } from 'react'
import type { DeskEntryView } from '../api/types.ts'
import { useTexts } from '../preferences.tsx'
import { useShortcuts } from '../shortcuts.ts'
import { Button } from '../ui/button.tsx'
import { Loaded } from '../ui/loaded.tsx'
import type { ProposedDeadline } from './deadline-draft.ts'
import { DeadlineDialog } from './deadline-dialog.tsx'
import { DESK_KEY, fetchObjectEntries, type DeskObject } from './desk-api.ts'
import { EntryCard } from './entry-card.tsx'
import { ProposedDeadlines } from './proposed-deadlines.tsx'
import { ResubmissionDialog } from './resubmission-dialog.tsx'
import './desk.css'

interface Properties {
  readonly object: DeskObject
  /** Whether entries can be set: the object is open and the person may write on it. */
  readonly isOpen: boolean
  /** Day of arrival of an item, `YYYY-MM-DD`. */
  readonly receivedOn?: string
  /** Found in the letter by the machine, the surest first. */
  readonly proposed?: readonly ProposedDeadline[]
}

const NONE: readonly ProposedDeadline[] = []

/** Deadlines and resubmissions of an item or a case file, with the keys T and W to set them. */
export function DeskPanel({ object, isOpen, receivedOn, proposed = NONE }: Properties) {
  const { desk } = useTexts()
  const titleId = useId()
  const [dialog, setDialog] = useState<'deadline' | 'resubmission'>()
  const query = useQuery({
    queryKey: [...DESK_KEY, 'object', object.kind, object.id],
    queryFn: async ({ signal }) => (await fetchObjectEntries(object, signal)).items,
  })
  const untaken = proposed.filter(({ endsOn }) => !isTaken(query.data ?? [], endsOn))
  const open = (name: 'deadline' | 'resubmission') => () => {
    setDialog(name)
  }
  useShortcuts(isOpen ? { t: open('deadline'), w: open('resubmission') } : {})
  const close = () => {
    setDialog(undefined)
  }
  return (
    <section className="desk-panel" aria-labelledby={titleId}>
      <h2 className="section-title" id={titleId}>
        {desk.panel}
      </h2>
      <Loaded query={query}>{(entries) => <Entries entries={entries} object={object} />}</Loaded>
      {isOpen && <ProposedDeadlines object={object} proposed={untaken} />}
      {isOpen && (
        <div className="button-row">
          <Button className="button--small" icon="clock" shortcut="T" onClick={open('deadline')}>
            {desk.setDeadline}
          </Button>
          <Button className="button--small" icon="undo" shortcut="W" onClick={open('resubmission')}>
            {desk.setResubmission}
          </Button>
        </div>
      )}
      {dialog === 'deadline' && (
        <DeadlineDialog object={object} receivedOn={receivedOn} proposed={untaken[0]} onClose={close} />
      )}
      {dialog === 'resubmission' && <ResubmissionDialog object={object} onClose={close} />}
    </section>
  )
}

/** A proposal that was taken over, or is no more than what a person has set, is not offered again. */
function isTaken(entries: readonly DeskEntryView[], endsOn: string): boolean {
  return entries.some(
    ({ dueOn, deadline }) => deadline !== null && (dueOn === endsOn || isFixedOn(deadline, endsOn)),
  )
}

function isFixedOn({ calculation }: NonNullable<DeskEntryView['deadline']>, day: string): boolean {
  return calculation.steps.some(({ rule, on }) => rule === 'fixed-end' && on === day)
}

function Entries({ entries, object }: { entries: readonly DeskEntryView[]; object: DeskObject }) {
  const { desk } = useTexts()
  const open = entries.filter(({ state }) => state === 'open')
  const closed = entries.filter(({ state }) => state !== 'open')
  return (
    <>
      {open.length === 0 && <p className="kern-body">{desk.panelNone}</p>}
      <ul className="entry-list">
        {open.map((entry) => (
          <EntryCard key={entry.id} entry={entry} showsObject={entry.object.id !== object.id} />
        ))}
      </ul>
      {closed.length > 0 && (
        <details className="desk-panel__closed">
          <summary>{desk.closedOnes(closed.length)}</summary>
          <ul className="entry-list">
            {closed.map((entry) => (
              <EntryCard key={entry.id} entry={entry} showsObject={entry.object.id !== object.id} />
            ))}
          </ul>
        </details>
      )}
    </>
  )
}
