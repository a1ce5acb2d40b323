import { useQuery } from '@tanstack/react-query'
import { Link } from 'react-router'
import { LimitsButton } from '../../shared/ageing/limits-dialog.tsx'
import { call } from '../../shared/api/client.ts'
import type { Overview } from '../../shared/api/types.ts'
import { formatInstant } from '../../shared/format.ts'
import { useTexts } from '../../shared/preferences.tsx'
import { Button } from '../../shared/ui/button.tsx'
import { Alert } from '../../shared/ui/feedback.tsx'
import { Loaded } from '../../shared/ui/loaded.tsx'
import { PageTitle } from '../../shared/ui/page-title.tsx'
import { AgeTable } from './age-table.tsx'
import { DayChart } from './day-chart.tsx'
import { figuresOf } from './figures.ts'
import { OldestItems } from './oldest-items.tsx'
import './overview.css'

/** Counting takes the database a moment; changes are many, and nobody watches a report by the second. */
const REFRESH_MS = 60_000

/** What came in, what is open for how long and where, and who waits: for whoever leads, and for everybody his own part. */
export function OverviewPage() {
  const { overview: words } = useTexts()
  const query = useQuery({
    queryKey: ['overview'],
    queryFn: async ({ signal }) => (await call('/overview', { signal })) as Overview,
    refetchInterval: REFRESH_MS,
  })
  return (
    <div className="page overview">
      <PageTitle
        aside={
          <span className="overview__as-of">
            {query.data !== undefined && words.asOf(formatInstant(query.data.at))}
            <Button icon="rotate" className="button--small" onClick={() => void query.refetch()}>
              {words.refresh}
            </Button>
          </span>
        }
      >
        {words.title}
      </PageTitle>
      <p className="page__intro">{words.intro}</p>
      <Loaded query={query}>{(overview) => <Report overview={overview} />}</Loaded>
    </div>
  )
}

function Report({ overview }: { overview: Overview }) {
  const { ageing, overview: words } = useTexts()
  const figures = figuresOf(overview)
  return (
    <div className="overview__parts">
      {figures.waitingOverdue > 0 && (
        <Alert tone="warning" title={words.overdue(figures.waitingOverdue)}>
          <Link className="kern-link" to="/posteingang?ansicht=open">
            {words.toInbox}
          </Link>
        </Alert>
      )}
      <section aria-labelledby="uebersicht-zahlen">
        <h2 className="kern-sr-only" id="uebersicht-zahlen">
          {words.figures}
        </h2>
        <dl className="figures">
          <Figure name={words.today} value={figures.today} note={words.todayOpen(figures.todayOpen)} />
          <Figure
            name={words.waiting}
            value={figures.waiting}
            note={words.waitingOverdue(figures.waitingOverdue)}
          />
          <Figure name={words.delivered} value={figures.delivered} note={words.claimed(figures.claimed)} />
          <Figure name={words.late} value={figures.late} />
        </dl>
      </section>
      <AgeTable overview={overview} />
      <OldestItems
        title={ageing.overTitle}
        hint={ageing.overHint}
        items={overview.overdue}
        limits={[]}
        none={ageing.nothingOver}
        aside={<Limits limits={overview.limits} />}
      />
      <div className="overview__columns">
        <DayChart days={overview.days} />
        <OldestItems
          title={words.oldest}
          hint={words.oldestHint}
          items={overview.oldest}
          limits={overview.limits}
          none={words.nobodyWaits}
        />
      </div>
    </div>
  )
}

/** The limits in words, and for those who set them a way to change them. */
function Limits({ limits }: Pick<Overview, 'limits'>) {
  const { ageing } = useTexts()
  const parts = limits.map(({ stage, hours }) => `${ageing.stages[stage]}: ${ageing.hours(hours)}`)
  return (
    <div className="overview__limits">
      <p className="overview__hint">
        {parts.length === 0 ? ageing.noLimits : `${ageing.limitsNow} ${parts.join(' · ')}`}
      </p>
      <LimitsButton />
    </div>
  )
}

function Figure({ name, value, note }: { name: string; value: number; note?: string }) {
  return (
    <div className="figure">
      <dt className="figure__name">{name}</dt>
      <dd className="figure__value">{value}</dd>
      {note !== undefined && <dd className="figure__note">{note}</dd>}
    </div>
  )
}
