import type { Overview } from '../../shared/api/types.ts'
import { formatCalendarDate } from '../../shared/format.ts'
import { useTexts } from '../../shared/preferences.tsx'
import { sum } from './figures.ts'

const HEIGHT = 100
const COLUMN = 40
const GAP = 12

type Day = Overview['days'][number]

/** What was captured day by day and what of it is open: as columns, and the same in a table. */
export function DayChart({ days }: { days: readonly Day[] }) {
  const { overview: words } = useTexts()
  return (
    <section aria-labelledby="uebersicht-tage">
      <h2 className="kern-heading-medium" id="uebersicht-tage">
        {words.byDay}
      </h2>
      <p className="overview__hint">{words.byDayHint}</p>
      <Columns days={days.toReversed()} />
      <div className="table-scroll" tabIndex={0} role="region" aria-labelledby="uebersicht-tage">
        <table className="table">
          <thead>
            <tr>
              <th scope="col">{words.day}</th>
              <th scope="col" className="table__number">
                {words.received}
              </th>
              <th scope="col" className="table__number">
                <span className="age-key day-key--done" aria-hidden="true" />
                {words.done}
              </th>
              <th scope="col" className="table__number">
                <span className="age-key day-key--open" aria-hidden="true" />
                {words.stillOpen}
              </th>
            </tr>
          </thead>
          <tbody>
            {days.map(({ day, received, open }) => (
              <tr key={day}>
                <th scope="row">{formatCalendarDate(day)}</th>
                <td className="table__number">{received}</td>
                <td className="table__number">{received - open}</td>
                <td className="table__number">{open}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </section>
  )
}

/** The oldest day on the left. */
function Columns({ days }: { days: readonly Day[] }) {
  const { overview: words } = useTexts()
  const most = Math.max(1, ...days.map(({ received }) => received))
  const heightOf = (count: number): number => (count / most) * HEIGHT
  const label = words.chart(sum(days.map(({ received }) => received)), sum(days.map(({ open }) => open)))
  return (
    <svg
      className="day-chart"
      role="img"
      aria-label={label}
      viewBox={`0 0 ${days.length * (COLUMN + GAP)} ${HEIGHT + 2}`}
      preserveAspectRatio="none"
    >
      {days.map(({ day, received, open }, index) => (
        <g key={day} transform={`translate(${index * (COLUMN + GAP) + GAP / 2} 0)`}>
          <rect
            className="day-chart__done"
            y={HEIGHT - heightOf(received)}
            width={COLUMN}
            height={heightOf(received - open)}
          />
          <rect
            className="day-chart__open"
            y={HEIGHT - heightOf(open)}
            width={COLUMN}
            height={heightOf(open)}
          />
        </g>
      ))}
      <line className="day-chart__ground" x1="0" x2="100%" y1={HEIGHT + 1} y2={HEIGHT + 1} />
    </svg>
  )
}
