import { useState } from 'react'
import type { PlanDifferenceView } from '../../shared/api/types.ts'
import { formatCalendarDate } from '../../shared/format.ts'
import { useTexts } from '../../shared/preferences.tsx'
import { Badge, type BadgeTone } from '../../shared/ui/badge.tsx'
import { Button } from '../../shared/ui/button.tsx'
import { Check } from '../../shared/ui/field.tsx'
import type { IconName } from '../../shared/ui/icon.tsx'

type Outcome = PlanDifferenceView['outcome']

/** Faults first: nothing is taken over before they are mended. */
const ORDER: readonly Outcome[] = ['faulty', 'ended', 'changed', 'new', 'unchanged']
const LOOKS: Readonly<Record<Outcome, readonly [BadgeTone, IconName]>> = {
  faulty: ['danger', 'warning'],
  ended: ['warning', 'clock'],
  changed: ['info', 'pencil'],
  new: ['success', 'plus'],
  unchanged: ['neutral', 'check'],
}
const SHOWN = 200

/** What a table would change in the plan: how many lines of each kind, and each line. */
export function PlanDifferences({ differences }: { differences: readonly PlanDifferenceView[] }) {
  const { common, filing } = useTexts()
  const [withUnchanged, setWithUnchanged] = useState(false)
  const [limit, setLimit] = useState(SHOWN)
  const rows = ORDER.filter((outcome) => withUnchanged || outcome !== 'unchanged').flatMap((outcome) =>
    differences.filter((difference) => difference.outcome === outcome),
  )
  return (
    <>
      <ul className="plan-counts">
        {ORDER.map((outcome) => (
          <li key={outcome}>
            <OutcomeBadge
              outcome={outcome}
              count={differences.filter((difference) => difference.outcome === outcome).length}
            />
          </li>
        ))}
      </ul>
      <Check
        label={filing.showUnchanged}
        checked={withUnchanged}
        onChange={(event) => {
          setWithUnchanged(event.target.checked)
        }}
      />
      {rows.length > 0 && (
        <div className="table-scroll" tabIndex={0} role="region" aria-label={filing.differences}>
          <table className="table">
            <thead>
              <tr>
                <th scope="col">{filing.line}</th>
                <th scope="col">{filing.outcome}</th>
                <th scope="col">{filing.columns.number}</th>
                <th scope="col">{filing.columns.title}</th>
                <th scope="col">{filing.what}</th>
              </tr>
            </thead>
            <tbody>
              {rows.slice(0, limit).map((row) => (
                <Row key={`${row.line ?? ''}/${row.number}`} row={row} />
              ))}
            </tbody>
          </table>
        </div>
      )}
      {rows.length > limit && (
        <Button
          onClick={() => {
            setLimit(limit + SHOWN)
          }}
        >
          {common.more}
        </Button>
      )}
    </>
  )
}

function OutcomeBadge({ outcome, count }: { outcome: Outcome; count?: number }) {
  const { filing } = useTexts()
  const [tone, icon] = LOOKS[outcome]
  return (
    <Badge tone={tone} icon={icon}>
      {count === undefined ? filing.outcomes[outcome] : `${filing.outcomes[outcome]}: ${count}`}
    </Badge>
  )
}

function Row({ row }: { row: PlanDifferenceView }) {
  const { filing } = useTexts()
  const shown = (value: string) => formatCalendarDate(value) || filing.nothing
  return (
    <tr>
      <td className="table__number">{row.line ?? '–'}</td>
      <td>
        <OutcomeBadge outcome={row.outcome} />
      </td>
      <td className="table__code">{row.number}</td>
      <td>{row.title}</td>
      <td>
        {row.faults.map((fault) => (
          <p key={fault} className="plan-differences__line">
            {fault}
          </p>
        ))}
        {row.outcome !== 'new' &&
          row.changes.map(({ column, before, after }) => (
            <p key={column} className="plan-differences__line">
              {`${filing.columns[column]}: ${shown(before)} → ${shown(after)}`}
            </p>
          ))}
      </td>
    </tr>
  )
}
