import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { unitLabel, useUnitsOfToday } from '../master-data.ts'
import { useTexts } from '../preferences.tsx'
import { Combobox } from '../ui/combobox.tsx'
import { matchingOptions } from '../ui/matching.ts'
import type { Option } from '../ui/use-listbox.ts'
import { fetchRoutePeople, ROUTE_SLIPS_KEY } from './route-slips-api.ts'
import type { RouteTarget } from './step-draft.ts'

interface Properties {
  readonly label: string
  readonly target: RouteTarget | undefined
  readonly error: string | undefined
  readonly onTarget: (target: RouteTarget | undefined) => void
}

const SHORTEST_NAME = 2

/** A unit or group by number or name, or a person by name. */
export function TargetField({ label, target, error, onTarget }: Properties) {
  const { routeSlips: words } = useTexts()
  const [text, setText] = useState(target?.name ?? '')
  const units = useUnitsOfToday()
  const typed = text.trim()
  const { data } = useQuery({
    queryKey: [...ROUTE_SLIPS_KEY, 'people', typed],
    queryFn: async ({ signal }) => (await fetchRoutePeople(typed, signal)).items,
    enabled: typed.length >= SHORTEST_NAME,
    placeholderData: keepPreviousData,
  })
  const people = typed.length >= SHORTEST_NAME ? (data ?? []) : []
  const unitOptions = units.map((unit): Option => ({
    id: `unit-${unit.id}`,
    label: unitLabel(unit),
    hint: words.unit,
  }))
  const options = [
    ...people.map(({ userId, displayName }): Option => ({
      id: `person-${userId}`,
      label: displayName,
      hint: words.person,
    })),
    ...matchingOptions(unitOptions, text),
  ]
  return (
    <Combobox
      label={label}
      hint={words.targetHint}
      error={error}
      text={text}
      options={options}
      nothing={words.noTarget}
      onText={(changed) => {
        setText(changed)
        onTarget(undefined)
      }}
      onPick={({ id, label: name }) => {
        const place = id.indexOf('-')
        setText(name)
        onTarget({ kind: id.slice(0, place) === 'unit' ? 'unit' : 'person', id: id.slice(place + 1), name })
      }}
    />
  )
}
