import { Link } from 'react-router'
import type { ItemSummary } from '../../shared/api/types.ts'
import { formatAge, formatInstant } from '../../shared/format.ts'
import { useUnitName } from '../../shared/master-data.ts'
import { useNowMs } from '../../shared/now.ts'
import { usePreferences, useTexts } from '../../shared/preferences.tsx'
import { Empty } from '../../shared/ui/feedback.tsx'

/** Who waits: the oldest items that nobody has taken, each a way to it. */
export function OldestItems({ items }: { items: readonly ItemSummary[] }) {
  const { overview: words, triage } = useTexts()
  const { language } = usePreferences()
  const unitName = useUnitName()
  const nowMs = useNowMs()
  return (
    <section aria-labelledby="uebersicht-aelteste">
      <h2 className="kern-heading-medium" id="uebersicht-aelteste">
        {words.oldest}
      </h2>
      <p className="overview__hint">{words.oldestHint}</p>
      {items.length === 0 && <Empty icon="check-circle" title={words.nobodyWaits} />}
      <ol className="oldest">
        {items.map((item) => (
          <li key={item.id} className="oldest__item">
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
            </span>
          </li>
        ))}
      </ol>
    </section>
  )
}
