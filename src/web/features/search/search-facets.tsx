import type { SearchResult } from '../../shared/api/types.ts'
import { useTypeName, useUnitName } from '../../shared/master-data.ts'
import { useTexts } from '../../shared/preferences.tsx'
import { Button } from '../../shared/ui/button.tsx'
import { TextField } from '../../shared/ui/field.tsx'

/** The rest have one or two letters each, and the field takes `von:`. */
const MAX_SENDERS = 8

interface Filter {
  readonly documentType: string
  readonly orgUnit: string
  readonly sender: string
  readonly state: string
  readonly from: string
  readonly to: string
}

interface Properties {
  readonly facets: SearchResult['facets']
  readonly filter: Filter
  readonly onFilter: (changes: Readonly<Record<string, string>>) => void
}

/** Narrowing down by type, department and time, with the number of documents behind each choice. */
export function SearchFacets({ facets, filter, onFilter }: Properties) {
  const { search, triage } = useTexts()
  const typeName = useTypeName()
  const unitName = useUnitName()
  const isFiltered = Object.values(filter).some((value) => value !== '')
  return (
    <aside className="facets" aria-label={search.filters}>
      <FacetGroup
        title={search.documentType}
        entries={facets.documentType.map((one) => ({ ...one, label: typeName(one.value) || one.label }))}
        chosen={filter.documentType}
        onChoose={(value) => {
          onFilter({ art: value })
        }}
      />
      <FacetGroup
        title={search.orgUnit}
        entries={facets.orgUnit.map((one) => ({ ...one, label: unitName(one.value) || one.label }))}
        chosen={filter.orgUnit}
        onChoose={(value) => {
          onFilter({ amt: value })
        }}
      />
      <FacetGroup
        title={search.sender}
        entries={facets.sender.slice(0, MAX_SENDERS)}
        chosen={filter.sender}
        onChoose={(value) => {
          onFilter({ absender: value })
        }}
      />
      <FacetGroup
        title={search.state}
        entries={facets.state.map((one) => ({ ...one, label: stateName(triage.states, one.value) }))}
        chosen={filter.state}
        onChoose={(value) => {
          onFilter({ stand: value })
        }}
      />
      <FacetGroup
        title={search.year}
        entries={facets.year}
        chosen={filter.from.endsWith('-01-01') && filter.to.endsWith('-12-31') ? filter.from.slice(0, 4) : ''}
        onChoose={(year) => {
          onFilter(year === '' ? { von: '', bis: '' } : { von: `${year}-01-01`, bis: `${year}-12-31` })
        }}
      />
      <TextField
        label={search.from}
        type="date"
        value={filter.from}
        onChange={(event) => {
          onFilter({ von: event.target.value })
        }}
      />
      <TextField
        label={search.to}
        type="date"
        value={filter.to}
        onChange={(event) => {
          onFilter({ bis: event.target.value })
        }}
      />
      {isFiltered && (
        <Button
          className="button--small"
          icon="close"
          onClick={() => {
            onFilter({ art: '', amt: '', absender: '', stand: '', von: '', bis: '' })
          }}
        >
          {search.clear}
        </Button>
      )}
    </aside>
  )
}

function stateName(names: Readonly<Record<string, string>>, state: string): string {
  return names[state] ?? state
}

interface GroupProperties {
  readonly title: string
  readonly entries: readonly { readonly value: string; readonly label: string; readonly count: number }[]
  readonly chosen: string
  readonly onChoose: (value: string) => void
}

function FacetGroup({ title, entries, chosen, onChoose }: GroupProperties) {
  if (entries.length === 0 && chosen === '') return null
  return (
    <fieldset className="facet">
      <legend>{title}</legend>
      {entries.map(({ value, label, count }) => (
        <button
          key={value}
          type="button"
          className="facet__entry"
          aria-pressed={value === chosen}
          onClick={() => {
            onChoose(value === chosen ? '' : value)
          }}
        >
          <span>{label}</span>
          <span className="facet__count">{count}</span>
        </button>
      ))}
    </fieldset>
  )
}
