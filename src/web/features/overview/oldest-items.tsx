import { useId, type ReactNode } from 'react'
import { Link } from 'react-router'
import type { ItemSummary, Overview } from '../../shared/api/types.ts'
import { formatAge, formatInstant } from '../../shared/format.ts'
import { useUnitName } from '../../shared/master-data.ts'
import { useNowMs } from '../../shared/now.ts'
import { usePreferences, useTexts } from '../../shared/preferences.tsx'
import { Badge } from '../../shared/ui/badge.tsx'
import { Empty } from '../../shared/ui/feedback.tsx'
import { isOverdue } from './figures.ts'

interface Properties {
  readonly title: string
  readonly hint: string
  readonly items: readonly ItemSummary[]
  readonly limits: Overview['limits']
  /** Shown when there are none. */
  readonly none: string
  readonly aside?: ReactNode
}

/** Items that wait, the oldest first, each a way to it; what is over the limit of its stage says so. */
export function OldestItems({ title, hint, items, limits, none, aside }: Properties) {
  const titleId = useId()
  return (
    <section aria-labelledby={titleId}>
      <h2 className="kern-heading-medium" id={titleId}>
        {title}
      </h2>
      <p className="overview__hint">{hint}</p>
      {aside}
      {items.length === 0 && <Empty icon="check-circle" title={none} />}
      <ol className="oldest">
        {items.map((item) => (
          <Line key={item.id} item={item} isOver={isOverdue(item, limits)} />
        ))}
      </ol>
    </section>
  )
}

function Line({ item, isOver }: { item: ItemSummary; isOver: boolean }) {
  const { ageing, triage } = useTexts()
  const { language } = usePreferences()
  const unitName = useUnitName()
  const nowMs = useNowMs()
  return (
    <li className="oldest__item">
      <Link
        className="kern-link"
        to={`/posteingang/${item.id}?ansicht=${item.target === null ? 'open' : 'routed'}`}
      >
        {item.receiptNumber}: {item.subject ?? item.documents[0]?.filename ?? triage.noSubject}
      </Link>
      <span className="oldest__facts">
        {triage.states[item.state]}
        {item.target !== null && `, ${unitName(item.target.orgUnitId)}`},{' '}
        <time dateTime={item.capturedAt} title={formatInstant(item.capturedAt)}>
          {formatAge(item.capturedAt, nowMs, language)}
        </time>
        {isOver && (
          <>
            {' '}
            <Badge tone="warning" icon="clock">
              {ageing.over}
            </Badge>
          </>
        )}
      </span>
    </li>
  )
}
