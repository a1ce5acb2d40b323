import type { Overview } from '../../shared/api/types.ts'
import { useUnitName } from '../../shared/master-data.ts'
import { useTexts } from '../../shared/preferences.tsx'
import { Empty } from '../../shared/ui/feedback.tsx'
import { ageRows, type AgeRow } from './figures.ts'

/** Open post by place and age; the bars say nothing that does not stand in the row as numbers. */
export function AgeTable({ overview }: { overview: Overview }) {
  const { overview: words } = useTexts()
  const unitName = useUnitName()
  const rows = ageRows(overview)
  const most = Math.max(1, ...rows.map(({ total }) => total))
  return (
    <section aria-labelledby="uebersicht-alter">
      <h2 className="kern-heading-medium" id="uebersicht-alter">
        {words.byAge}
      </h2>
      {rows.length === 0 && <Empty icon="check-circle" title={words.nothingOpen} />}
      {rows.length > 0 && (
        <div className="table-scroll" tabIndex={0} role="region" aria-labelledby="uebersicht-alter">
          <table className="table">
            <thead>
              <tr>
                <th scope="col">{words.place}</th>
                {overview.bands.map(({ fromHours }, index) => (
                  <th key={fromHours} scope="col" className="table__number">
                    <span className={`age-key age-key--${index}`} aria-hidden="true" />
                    {words.bands[index]}
                  </th>
                ))}
                <th scope="col" className="table__number">
                  {words.total}
                </th>
                <th scope="col" className="table__number">
                  {words.claimedColumn}
                </th>
                <th scope="col" className="table__number">
                  {words.overdueColumn}
                </th>
                <td className="age-bar-cell" />
              </tr>
            </thead>
            <tbody>
              {rows.map((row) => (
                <Row
                  key={row.orgUnitId ?? 'mailroom'}
                  row={row}
                  name={row.orgUnitId === undefined ? words.mailroom : unitName(row.orgUnitId)}
                  most={most}
                />
              ))}
            </tbody>
          </table>
        </div>
      )}
    </section>
  )
}

function Row({ row, name, most }: { row: AgeRow; name: string; most: number }) {
  return (
    <tr>
      <th scope="row">{name}</th>
      {row.open.map((count, index) => (
        <td key={index} className="table__number">
          {count}
        </td>
      ))}
      <td className="table__number">{row.total}</td>
      <td className="table__number">{row.claimed ?? '–'}</td>
      <td className="table__number">{row.overdue > 0 ? <strong>{row.overdue}</strong> : row.overdue}</td>
      <td className="age-bar-cell" aria-hidden="true">
        <AgeBar open={row.open} most={most} />
      </td>
    </tr>
  )
}

/** In hundredths of the fullest row. */
function AgeBar({ open, most }: { open: readonly number[]; most: number }) {
  const starts = open.map((_, index) => open.slice(0, index).reduce((total, count) => total + count, 0))
  return (
    <svg className="age-bar" viewBox="0 0 100 10" preserveAspectRatio="none" focusable="false">
      {open.map((count, index) => (
        <rect
          key={index}
          className={`age-bar__part age-bar__part--${index}`}
          x={((starts[index] ?? 0) / most) * 100}
          width={(count / most) * 100}
          height={10}
        />
      ))}
    </svg>
  )
}
