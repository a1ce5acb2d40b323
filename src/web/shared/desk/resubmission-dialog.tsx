import { useState } from 'react'
import type { DeskEntryView, SetResubmissionRequest } from '../api/types.ts'
import { daysAfter, today } from '../city-time.ts'
import { formatCalendarDate } from '../format.ts'
import { useToday } from '../now.ts'
import { useTexts } from '../preferences.tsx'
import { useSession } from '../session.tsx'
import { Button } from '../ui/button.tsx'
import { Check, TextField } from '../ui/field.tsx'
import { FormDialog } from '../ui/form-dialog.tsx'
import { AssigneeSelect } from './assignee-select.tsx'
import { wholeNumber } from './deadline-draft.ts'
import { UnitSelect } from './deadline-fields.tsx'
import { useDayWords } from './deadline-steps.tsx'
import { setResubmission, type DeskObject } from './desk-api.ts'
import { useEntrySaving } from './use-entry-saving.ts'

interface Draft {
  readonly purpose: string
  readonly dueOn: string
  readonly assigneeId: string
  readonly repeats: boolean
  readonly every: string
  readonly unit: NonNullable<DeskEntryView['series']>['unit']
  readonly times: string
}

const QUICK = { week: 7, fortnight: 14, month: 28 } as const

/** The request as far as it is complete. */
function requestOf(draft: Draft): SetResubmissionRequest | undefined {
  const purpose = draft.purpose.trim()
  const every = wholeNumber(draft.every, 1, 99)
  const times = wholeNumber(draft.times, 2, 60)
  if (purpose === '' || draft.dueOn === '') return undefined
  const own = { purpose, dueOn: draft.dueOn, ...(draft.assigneeId && { assigneeId: draft.assigneeId }) }
  if (!draft.repeats) return own
  if (every === undefined || times === undefined) return undefined
  return { ...own, series: { every, unit: draft.unit, times } }
}

/** Brings the object back on a day, to oneself unless somebody else is chosen. */
export function ResubmissionDialog({ object, onClose }: { object: DeskObject; onClose: () => void }) {
  const { desk } = useTexts()
  const ownId = useSession()?.user.id ?? ''
  const [draft, setDraft] = useState<Draft>(() => ({
    purpose: '',
    dueOn: daysAfter(today(), QUICK.fortnight),
    assigneeId: ownId,
    repeats: false,
    every: '1',
    unit: 'month',
    times: '3',
  }))
  const [checked, setChecked] = useState(false)
  const change = (changed: Partial<Draft>) => {
    setDraft({ ...draft, ...changed })
  }
  const saving = useEntrySaving(
    async (body: SetResubmissionRequest) => setResubmission(object, body),
    ({ dueOn }) => desk.resubmissionSet(formatCalendarDate(dueOn)),
    onClose,
  )
  const missing = (isMissing: boolean) => (checked && isMissing ? desk.missing : undefined)
  return (
    <FormDialog
      title={desk.setResubmission}
      error={saving.error}
      pending={saving.isPending}
      onClose={onClose}
      onSubmit={() => {
        setChecked(true)
        const request = requestOf(draft)
        if (request !== undefined) saving.mutate(request)
      }}
    >
      <TextField
        label={desk.purpose}
        hint={desk.resubmissionPurposeHint}
        value={draft.purpose}
        maxLength={200}
        data-autofocus
        error={missing(draft.purpose.trim() === '')}
        onChange={(event) => {
          change({ purpose: event.target.value })
        }}
      />
      <DayField draft={draft} change={change} missing={missing} />
      <AssigneeSelect
        value={draft.assigneeId}
        onChange={(assigneeId) => {
          change({ assigneeId })
        }}
      />
      <Check
        label={desk.repeats}
        checked={draft.repeats}
        onChange={() => {
          change({ repeats: !draft.repeats })
        }}
      />
      {draft.repeats && <SeriesFields draft={draft} change={change} missing={missing} />}
    </FormDialog>
  )
}

interface FieldsProperties {
  readonly draft: Draft
  readonly change: (changed: Partial<Draft>) => void
  readonly missing: (isMissing: boolean) => string | undefined
}

function DayField({ draft, change, missing }: FieldsProperties) {
  const { desk } = useTexts()
  const dayWords = useDayWords()
  return (
    <div className="stack">
      <TextField
        type="date"
        label={desk.day}
        min={useToday()}
        value={draft.dueOn}
        hint={draft.dueOn === '' ? undefined : dayWords(draft.dueOn)}
        error={missing(draft.dueOn === '')}
        onChange={(event) => {
          change({ dueOn: event.target.value })
        }}
      />
      <div className="button-row" role="group" aria-label={desk.quick.label}>
        {(['week', 'fortnight', 'month'] as const).map((name) => (
          <Button
            key={name}
            kind="tertiary"
            className="button--small"
            onClick={() => {
              change({ dueOn: daysAfter(today(), QUICK[name]) })
            }}
          >
            {desk.quick[name]}
          </Button>
        ))}
      </div>
    </div>
  )
}

function SeriesFields({ draft, change, missing }: FieldsProperties) {
  const { desk } = useTexts()
  return (
    <div className="desk-form__row">
      <TextField
        label={desk.every}
        inputMode="numeric"
        value={draft.every}
        error={missing(wholeNumber(draft.every, 1, 99) === undefined)}
        onChange={(event) => {
          change({ every: event.target.value })
        }}
      />
      <UnitSelect
        value={draft.unit}
        onChange={(unit) => {
          change({ unit })
        }}
      />
      <TextField
        label={desk.times}
        hint={desk.timesHint}
        inputMode="numeric"
        value={draft.times}
        error={missing(wholeNumber(draft.times, 2, 60) === undefined)}
        onChange={(event) => {
          change({ times: event.target.value })
        }}
      />
    </div>
  )
}
