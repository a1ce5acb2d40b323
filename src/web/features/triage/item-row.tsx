import { memo, type CSSProperties } from 'react'
import { Link } from 'react-router'
import { LevelBadge } from '../../shared/access/level-badge.tsx'
import type { ItemSummary } from '../../shared/api/types.ts'
import { formatAge, formatInstant } from '../../shared/format.ts'
import { usePreferences, useTexts } from '../../shared/preferences.tsx'
import { Badge } from '../../shared/ui/badge.tsx'
import { Icon } from '../../shared/ui/icon.tsx'
import { channelIcon, itemTitle, stateSign } from './views.ts'

interface Properties {
  readonly item: ItemSummary
  readonly selected: boolean
  readonly search: string
  readonly nowMs: number
  readonly unitName: string
  readonly topPx: number
  /** Which one of how many; of a list that is not known to its end, of -1. */
  readonly place: number
  readonly count: number
  /** Without it nothing can be done with several items at once. */
  readonly onChoose: ((id: string, withRangeToLast: boolean) => void) | undefined
  readonly chosen: boolean
}

export const ItemRow = memo(function ItemRow(properties: Properties) {
  const { item, selected, search, nowMs, unitName, topPx, place, count, onChoose, chosen } = properties
  const { triage } = useTexts()
  const { language } = usePreferences()
  const style: CSSProperties = { top: topPx }
  return (
    <li className="item-row" style={style} aria-posinset={place} aria-setsize={count} data-item={item.id}>
      {onChoose && <ChooseBox item={item} chosen={chosen} onChoose={onChoose} />}
      <Link
        id={`eingang-${item.id}`}
        className="item-row__link"
        to={{ pathname: `/posteingang/${item.id}`, search }}
        aria-current={selected ? 'true' : undefined}
      >
        <span className="item-row__line">
          <span className="item-row__number">
            <Icon name={channelIcon(item.channel)} size={16} />
            <span className="kern-sr-only">{triage.channels[item.channel]}: </span>
            {item.receiptNumber}
          </span>
          <time className="item-row__age" dateTime={item.receivedAt} title={formatInstant(item.receivedAt)}>
            {formatAge(item.receivedAt, nowMs, language)}
          </time>
        </span>
        <span className="item-row__subject">{itemTitle(item) ?? triage.noSubject}</span>
        <span className="item-row__sender">{item.sender ?? triage.noSender}</span>
        <span className="item-row__line item-row__line--state">
          <ItemBadge item={item} />
          <LevelBadge level={item.level} />
          <PartBadge part={item.part} />
          {unitName !== '' && <span className="item-row__unit">{unitName}</span>}
        </span>
      </Link>
    </li>
  )
})

/** Of a posting that came in several parts. */
export function PartBadge({ part }: Pick<ItemSummary, 'part'>) {
  const { posting } = useTexts()
  if (part === null) return null
  return (
    <Badge tone="neutral" icon="copy">
      {posting.badge(part.number, part.of)}
    </Badge>
  )
}

interface ChooseProperties {
  readonly item: ItemSummary
  readonly chosen: boolean
  readonly onChoose: (id: string, withRangeToLast: boolean) => void
}

function ChooseBox({ item, chosen, onChoose }: ChooseProperties) {
  const { bulk } = useTexts().triage
  return (
    <label className="item-row__choose">
      <input
        type="checkbox"
        aria-label={bulk.choose(item.receiptNumber)}
        checked={chosen}
        onChange={({ nativeEvent }) => {
          onChoose(item.id, nativeEvent instanceof MouseEvent && nativeEvent.shiftKey)
        }}
      />
    </label>
  )
}

/** Trouble first, then reading in progress, then the state on the item's way. */
export function ItemBadge({ item }: { item: Pick<ItemSummary, 'state' | 'processing'> }) {
  const { triage } = useTexts()
  const { processing, state } = item
  if (state === 'quarantined') return <StateBadge state={state} />
  if (processing.state === 'needs-attention') {
    return (
      <Badge tone="danger" icon="warning">
        {triage.processing['needs-attention']}
      </Badge>
    )
  }
  if (processing.state === 'running' || processing.state === 'queued') {
    const pages =
      processing.pagesTotal > 0 && triage.processing.pages(processing.pagesDone, processing.pagesTotal)
    return (
      <Badge tone="neutral" icon="scan">
        {pages || triage.processing[processing.state]}
      </Badge>
    )
  }
  return <StateBadge state={state} />
}

function StateBadge({ state }: Pick<ItemSummary, 'state'>) {
  const { triage } = useTexts()
  const sign = stateSign(state)
  return (
    <Badge tone={sign.tone} icon={sign.icon}>
      {triage.states[state]}
    </Badge>
  )
}
