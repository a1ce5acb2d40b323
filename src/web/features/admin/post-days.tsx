import type { UserView } from '../../shared/api/types.ts'
import { formatCalendarDate } from '../../shared/format.ts'
import { unitLabel, useOrgUnits, useUnitName } from '../../shared/master-data.ts'
import { useTexts } from '../../shared/preferences.tsx'
import { FieldError, TextField } from '../../shared/ui/field.tsx'

/** Days of posts as fields have them, by unit; empty where a post has no such day. */
export type PostDaysDraft = Readonly<Record<string, { readonly validFrom: string; readonly validTo: string }>>

const NO_DAYS = { validFrom: '', validTo: '' }

export function postDaysDraft(user: UserView | undefined): PostDaysDraft {
  return Object.fromEntries(
    (user?.postDays ?? []).map(({ orgUnitId, validFrom, validTo }) => [
      orgUnitId,
      { validFrom: validFrom ?? '', validTo: validTo ?? '' },
    ]),
  )
}

/** What the server takes: only days that were given, only of units that were chosen. */
export function postDaysBody(draft: PostDaysDraft, orgUnitIds: readonly string[]) {
  return orgUnitIds.flatMap((orgUnitId) => {
    const { validFrom, validTo } = draft[orgUnitId] ?? NO_DAYS
    if (validFrom === '' && validTo === '') return []
    return [{ orgUnitId, ...(validFrom && { validFrom }), ...(validTo && { validTo }) }]
  })
}

interface Properties {
  readonly orgUnitIds: readonly string[]
  readonly draft: PostDaysDraft
  readonly error: string | undefined
  readonly onChange: (draft: PostDaysDraft) => void
}

/** First and last days of the chosen posts. */
export function PostDaysFields({ orgUnitIds, draft, error, onChange }: Properties) {
  const words = useTexts().admin.users
  const units = useOrgUnits().filter(({ id }) => orgUnitIds.includes(id))
  if (units.length === 0) return null
  return (
    <fieldset className="choice">
      <legend className="kern-label">{words.postDays}</legend>
      <p className="kern-body">{words.postDaysHint}</p>
      {units.map((unit) => (
        <div key={unit.id} className="stack" role="group" aria-label={unitLabel(unit)}>
          {(['validFrom', 'validTo'] as const).map((field) => (
            <TextField
              key={field}
              type="date"
              label={words[field](unitLabel(unit))}
              value={draft[unit.id]?.[field] ?? ''}
              onChange={(event) => {
                onChange({
                  ...draft,
                  [unit.id]: { ...(draft[unit.id] ?? NO_DAYS), [field]: event.target.value },
                })
              }}
            />
          ))}
        </div>
      ))}
      {error !== undefined && <FieldError>{error}</FieldError>}
    </fieldset>
  )
}

/** The units of a person in words, with the days of each post that has some. */
export function Posts({ user }: { user: UserView }) {
  const words = useTexts().admin.users
  const unitName = useUnitName()
  const labels = user.orgUnitIds.map((id) => {
    const days = user.postDays.find(({ orgUnitId }) => orgUnitId === id)
    if (days === undefined) return unitName(id)
    const from = days.validFrom === null ? [] : [words.from(formatCalendarDate(days.validFrom))]
    const to = days.validTo === null ? [] : [words.to(formatCalendarDate(days.validTo))]
    return `${unitName(id)} (${[...from, ...to].join(' ')})`
  })
  return labels.join(', ')
}
