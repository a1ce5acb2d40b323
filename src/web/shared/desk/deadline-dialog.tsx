import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { formatCalendarDate } from '../format.ts'
import { useTexts } from '../preferences.tsx'
import { problemText } from '../problems.ts'
import { Select, TextField } from '../ui/field.tsx'
import { FormDialog } from '../ui/form-dialog.tsx'
import { AssigneeSelect } from './assignee-select.tsx'
import { newDraft, ruleOf, wholeNumber, type DeadlineDraft, type ProposedDeadline } from './deadline-draft.ts'
import { EndFields, LengthFields, WorkingDayField, type FieldsProperties } from './deadline-fields.tsx'
import { DeadlineSteps, useDayWords } from './deadline-steps.tsx'
import { calculateDeadline, DESK_KEY, setDeadline, type DeskObject } from './desk-api.ts'
import { useEntrySaving } from './use-entry-saving.ts'

interface Properties {
  readonly object: DeskObject
  /** Day of arrival of an item, `YYYY-MM-DD`. */
  readonly receivedOn: string | undefined
  readonly proposed: ProposedDeadline | undefined
  readonly onClose: () => void
}

/** Sets a deadline; its end is calculated while one types, step by step. */
export function DeadlineDialog({ object, receivedOn, proposed, onClose }: Properties) {
  const { desk } = useTexts()
  const [draft, setDraft] = useState(() => newDraft(receivedOn, proposed))
  const [checked, setChecked] = useState(false)
  const change: FieldsProperties['change'] = (changed) => {
    setDraft({ ...draft, ...changed })
  }
  const rule = ruleOf(draft)
  const warnDays = wholeNumber(draft.warnDays, 0, 365)
  const saving = useEntrySaving(
    async (body: Parameters<typeof setDeadline>[1]) => setDeadline(object, body),
    ({ dueOn }) => desk.deadlineSet(formatCalendarDate(dueOn)),
    onClose,
  )
  const missing = (isMissing: boolean) => (checked && isMissing ? desk.missing : undefined)
  return (
    <FormDialog
      title={desk.setDeadline}
      wide
      error={saving.error}
      pending={saving.isPending}
      onClose={onClose}
      onSubmit={() => {
        setChecked(true)
        const { legalBasis, assigneeId } = draft
        const purpose = draft.purpose.trim()
        if (rule === undefined || warnDays === undefined || purpose === '') return
        saving.mutate({
          purpose,
          rule,
          warnDays,
          ...(legalBasis.trim() === '' ? {} : { legalBasis: legalBasis.trim() }),
          ...(assigneeId === '' ? {} : { assigneeId }),
        })
      }}
    >
      <TextField
        label={desk.purpose}
        hint={desk.purposeHint}
        value={draft.purpose}
        maxLength={200}
        data-autofocus
        error={missing(draft.purpose.trim() === '')}
        onChange={(event) => {
          change({ purpose: event.target.value })
        }}
      />
      <Select
        label={desk.way}
        value={draft.way}
        onChange={(event) => {
          change({ way: event.target.value as DeadlineDraft['way'] })
        }}
      >
        <option value="length">{desk.ways.length}</option>
        <option value="end">{desk.ways.end}</option>
      </Select>
      {draft.way === 'length' ? (
        <LengthFields draft={draft} change={change} missing={missing} />
      ) : (
        <EndFields draft={draft} change={change} missing={missing} />
      )}
      <WorkingDayField draft={draft} change={change} />
      <Result draft={draft} />
      <div className="desk-form__row">
        <TextField
          label={desk.legalBasis}
          required={false}
          value={draft.legalBasis}
          maxLength={200}
          onChange={(event) => {
            change({ legalBasis: event.target.value })
          }}
        />
        <TextField
          label={desk.warnDays}
          inputMode="numeric"
          value={draft.warnDays}
          error={missing(warnDays === undefined)}
          onChange={(event) => {
            change({ warnDays: event.target.value })
          }}
        />
      </div>
      <AssigneeSelect
        value={draft.assigneeId}
        onChange={(assigneeId) => {
          change({ assigneeId })
        }}
      />
    </FormDialog>
  )
}

/** The end of what has been typed until now. */
function Result({ draft }: { draft: DeadlineDraft }) {
  const texts = useTexts()
  const { desk } = texts
  const dayWords = useDayWords()
  const rule = ruleOf(draft)
  const { data, error } = useQuery({
    queryKey: [...DESK_KEY, 'calculation', rule],
    queryFn: async ({ signal }) => (rule === undefined ? null : calculateDeadline(rule, signal)),
    enabled: rule !== undefined,
    staleTime: Infinity,
    retry: false,
  })
  return (
    <div className="deadline-result" role="status">
      {error !== null && problemText(error, texts)}
      {error === null && (data === undefined || data === null) && desk.resultOpen}
      {data !== undefined && data !== null && (
        <>
          <strong>{desk.result(dayWords(data.endsOn))}</strong>
          <DeadlineSteps calculation={data} />
        </>
      )}
    </div>
  )
}
