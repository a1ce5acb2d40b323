import { useQuery } from '@tanstack/react-query'
import { formatCalendarDate } from '../format.ts'
import { useTexts } from '../preferences.tsx'
import { useMay, useSession } from '../session.tsx'
import { Select } from '../ui/field.tsx'
import { fetchColleagues } from './desk-api.ts'

interface Properties {
  readonly value: string
  readonly onChange: (userId: string) => void
}

/** Everybody at the desk, oneself or, for those who hand out work, a colleague. */
export function AssigneeSelect({ value, onChange }: Properties) {
  const { desk } = useTexts()
  const own = useSession()?.user
  const may = useMay()
  const { data: colleagues = [] } = useQuery({
    queryKey: ['colleagues'],
    queryFn: async ({ signal }) => fetchColleagues(signal),
    enabled: may('items:assign'),
  })
  return (
    <Select
      label={desk.assignee}
      value={value}
      onChange={(event) => {
        onChange(event.target.value)
      }}
    >
      <option value="">{desk.forEverybody}</option>
      {own !== undefined && <option value={own.id}>{desk.me(own.displayName)}</option>}
      {colleagues
        .filter(({ id }) => id !== own?.id)
        .map(({ id, displayName, absence }) => (
          <option key={id} value={id}>
            {absence === null
              ? displayName
              : desk.away(displayName, formatCalendarDate(absence.lastDay), absence.deputyName)}
          </option>
        ))}
    </Select>
  )
}
