import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { API } from '../../shared/api/client.ts'
import type { OrgUnitView, UnitMoveList } from '../../shared/api/types.ts'
import { formatInstant } from '../../shared/format.ts'
import { unitLabel, useUnitName } from '../../shared/master-data.ts'
import { useTexts } from '../../shared/preferences.tsx'
import { Select } from '../../shared/ui/field.tsx'
import { FormDialog } from '../../shared/ui/form-dialog.tsx'
import { fetchUnitMoves, moveUnitWork } from './admin-api.ts'

interface Properties {
  readonly unit: OrgUnitView
  readonly units: readonly OrgUnitView[]
  readonly onClose: () => void
}

/** Moves everything of a unit to another one, step by step, and shows what has been moved so far. */
export function MoveWorkDialog({ unit, units, onClose }: Properties) {
  const { admin } = useTexts()
  const words = admin.units
  const client = useQueryClient()
  const [toUnitId, setToUnitId] = useState('')
  const [checked, setChecked] = useState(false)
  const key = ['unit-moves', unit.id]
  const { data } = useQuery({ queryKey: key, queryFn: async ({ signal }) => fetchUnitMoves(unit.id, signal) })
  const moving = useMutation({
    mutationFn: async () => {
      // Each step is done for good: what has been moved stays moved, whatever ends the rest.
      while ((await moveUnitWork(unit.id, toUnitId)).more) await client.invalidateQueries({ queryKey: key })
    },
    onSettled: async () => client.invalidateQueries(),
  })
  return (
    <FormDialog
      wide
      title={words.moveTitle(unitLabel(unit))}
      error={moving.error}
      pending={moving.isPending}
      submitLabel={moving.isPending ? words.moving : words.move}
      onSubmit={() => {
        setChecked(true)
        if (toUnitId !== '') moving.mutate()
      }}
      onClose={onClose}
    >
      <p>{words.moveBody}</p>
      <Select
        label={words.moveTo}
        error={checked && toUnitId === '' ? admin.missing : undefined}
        value={toUnitId}
        onChange={(event) => {
          setToUnitId(event.target.value)
        }}
      >
        <option value="">–</option>
        {units
          .filter(({ id }) => id !== unit.id)
          .map((one) => (
            <option key={one.id} value={one.id}>
              {unitLabel(one)}
            </option>
          ))}
      </Select>
      {moving.isSuccess && <p role="status">{words.moved}</p>}
      {data !== undefined && data.items.length > 0 && <Protocol unitId={unit.id} moves={data.items} />}
    </FormDialog>
  )
}

function Protocol({ unitId, moves }: { unitId: string; moves: UnitMoveList['items'] }) {
  const words = useTexts().admin.units
  const unitName = useUnitName()
  const byWhom = ({ by, arrangedBy }: UnitMoveList['items'][number]) =>
    arrangedBy === null ? by : words.arrangedBy(by, arrangedBy)
  return (
    <section aria-label={words.protocol}>
      <h3 className="kern-label">{words.protocol}</h3>
      <ul className="move-protocol">
        {moves.map((move) => (
          <li key={move.at}>
            {words.protocolLine(formatInstant(move.at), byWhom(move), unitName(move.toUnitId))}
            <span className="move-protocol__numbers">
              {[
                ...move.items,
                ...move.caseFiles,
                ...move.rules,
                ...move.planEntries,
                ...move.mailAccounts,
              ].join(', ')}
            </span>
          </li>
        ))}
      </ul>
      <p className="button-row">
        <a className="kern-link" href={`${API}/org-units/${unitId}/moves.pdf`} download="">
          {words.protocolPdf}
        </a>
        <a className="kern-link" href={`${API}/org-units/${unitId}/moves.csv`} download="">
          {words.protocolCsv}
        </a>
      </p>
    </section>
  )
}
