import { useTexts } from '../preferences.tsx'
import { Check, Select, TextField } from '../ui/field.tsx'
import { wholeNumber, type DeadlineDraft } from './deadline-draft.ts'

export interface FieldsProperties {
  readonly draft: DeadlineDraft
  readonly change: (changed: Partial<DeadlineDraft>) => void
}

interface CheckedProperties extends FieldsProperties {
  readonly missing: (isMissing: boolean) => string | undefined
}

const EVENTS = ['receipt', 'service', 'letter-date', 'posting', 'day-begin'] as const
const UNITS = ['day', 'week', 'month', 'year'] as const

/** So long after an event. */
export function LengthFields({ draft, change, missing }: CheckedProperties) {
  const { desk } = useTexts()
  return (
    <>
      <Select
        label={desk.event}
        value={draft.event}
        onChange={(event) => {
          change({ event: event.target.value as DeadlineDraft['event'] })
        }}
      >
        {EVENTS.map((name) => (
          <option key={name} value={name}>
            {desk.events[name]}
          </option>
        ))}
      </Select>
      <div className="desk-form__row">
        <TextField
          type="date"
          label={desk.eventOn}
          value={draft.eventOn}
          error={missing(draft.eventOn === '')}
          onChange={(event) => {
            change({ eventOn: event.target.value })
          }}
        />
        <TextField
          label={desk.count}
          inputMode="numeric"
          value={draft.count}
          error={missing(wholeNumber(draft.count, 1, 999) === undefined)}
          onChange={(event) => {
            change({ count: event.target.value })
          }}
        />
        <UnitSelect
          value={draft.unit}
          onChange={(unit) => {
            change({ unit })
          }}
        />
      </div>
      {draft.event === 'posting' && (
        <div>
          <Check
            label={desk.movesServiceDay}
            aria-describedby="frist-vermutung"
            checked={draft.movesServiceDay}
            onChange={() => {
              change({ movesServiceDay: !draft.movesServiceDay })
            }}
          />
          <p className="kern-hint" id="frist-vermutung">
            {desk.movesServiceDayHint}
          </p>
        </div>
      )}
    </>
  )
}

export function UnitSelect({
  value,
  onChange,
}: {
  value: DeadlineDraft['unit']
  onChange: (unit: DeadlineDraft['unit']) => void
}) {
  const { desk } = useTexts()
  return (
    <Select
      label={desk.unit}
      value={value}
      onChange={(event) => {
        onChange(event.target.value as DeadlineDraft['unit'])
      }}
    >
      {UNITS.map((unit) => (
        <option key={unit} value={unit}>
          {desk.units[unit]}
        </option>
      ))}
    </Select>
  )
}

/** On a day that somebody has named. */
export function EndFields({ draft, change, missing }: CheckedProperties) {
  const { desk } = useTexts()
  return (
    <TextField
      type="date"
      label={desk.endsOn}
      value={draft.endsOn}
      error={missing(draft.endsOn === '')}
      onChange={(event) => {
        change({ endsOn: event.target.value })
      }}
    />
  )
}

export function WorkingDayField({ draft, change }: FieldsProperties) {
  const { desk } = useTexts()
  return (
    <div>
      <Check
        label={desk.toWorkingDay}
        aria-describedby="frist-werktag"
        checked={draft.toWorkingDay}
        onChange={() => {
          change({ toWorkingDay: !draft.toWorkingDay })
        }}
      />
      <p className="kern-hint" id="frist-werktag">
        {desk.toWorkingDayHint}
      </p>
    </div>
  )
}
