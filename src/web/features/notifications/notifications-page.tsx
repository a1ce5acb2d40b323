import { useId } from 'react'
import { Link } from 'react-router'
import type { NotificationView } from '../../shared/api/types.ts'
import { formatCalendarDate, formatInstant } from '../../shared/format.ts'
import { useUnitName } from '../../shared/master-data.ts'
import { useMarking, useNotifications } from '../../shared/notifications/notifications-api.ts'
import { SavedSearchLink } from '../../shared/searches/saved-search-link.tsx'
import { useSearchesWithNews } from '../../shared/searches/saved-searches-api.ts'
import { useTexts } from '../../shared/preferences.tsx'
import { problemText } from '../../shared/problems.ts'
import { Badge, type BadgeTone } from '../../shared/ui/badge.tsx'
import { Button } from '../../shared/ui/button.tsx'
import { Alert, Empty } from '../../shared/ui/feedback.tsx'
import type { IconName } from '../../shared/ui/icon.tsx'
import { Loaded } from '../../shared/ui/loaded.tsx'
import { PageTitle } from '../../shared/ui/page-title.tsx'
import './notifications.css'

/** What was given to the person, calls him or is due; what is new first. */
export function NotificationsPage() {
  const texts = useTexts()
  const { notifications: words } = texts
  const query = useNotifications()
  const marking = useMarking()
  const mark = (keys: readonly string[], isRead: boolean) => {
    marking.mutate({ keys, isRead })
  }
  return (
    <div className="page page--narrow">
      <PageTitle>{words.title}</PageTitle>
      <p>{words.intro}</p>
      {marking.isError && <Alert tone="danger" urgent title={problemText(marking.error, texts)} />}
      <SearchNews />
      <Loaded query={query}>
        {({ items, isCut }) => <Notifications items={items} isCut={isCut} onMark={mark} />}
      </Loaded>
    </div>
  )
}

/** Saved searches that find something new. */
function SearchNews() {
  const { savedSearches: words } = useTexts()
  const titleId = useId()
  const searches = useSearchesWithNews()
  if (searches.length === 0) return null
  return (
    <section aria-labelledby={titleId}>
      <h2 className="section-title" id={titleId}>
        {words.newsTitle}
      </h2>
      <ul className="notices">
        {searches.map((one) => (
          <li key={one.id} className="notice notice--new">
            <SavedSearchLink search={one} />
          </li>
        ))}
      </ul>
    </section>
  )
}

type Mark = (keys: readonly string[], isRead: boolean) => void

interface Properties {
  readonly items: readonly NotificationView[]
  readonly isCut: boolean
  readonly onMark: Mark
}

function Notifications({ items, isCut, onMark }: Properties) {
  const { notifications: words } = useTexts()
  const unread = items.filter(({ isRead }) => !isRead)
  if (items.length === 0) {
    return (
      <Empty icon="check-circle" title={words.none}>
        <p>{words.noneHint}</p>
      </Empty>
    )
  }
  return (
    <>
      <p role="status">{words.bell(unread.length)}</p>
      {unread.length > 0 && (
        <div className="button-row">
          <Button
            className="button--small"
            icon="check"
            onClick={() => {
              onMark(
                unread.map(({ key }) => key),
                true,
              )
            }}
          >
            {words.allRead}
          </Button>
        </div>
      )}
      <ul className="notices">
        {items.map((one) => (
          <Notice key={one.key} notice={one} onMark={onMark} />
        ))}
      </ul>
      {isCut && <p className="kern-body">{words.cut}</p>}
    </>
  )
}

function Notice({ notice, onMark }: { notice: NotificationView; onMark: Mark }) {
  const { notifications: words } = useTexts()
  const { key, object, words: said, isRead, since } = notice
  const { tone, icon, label } = useSign(notice)
  const title = object.subject === null ? object.number : `${object.number} ${object.subject}`
  return (
    <li className={`notice${isRead ? '' : ' notice--new'}`}>
      <div className="notice__line">
        <Badge tone={tone} icon={icon}>
          {label}
        </Badge>
        {!isRead && <strong className="notice__new">{words.isNew}</strong>}
        <span className="notice__time">
          {since.includes('T') ? (
            <time dateTime={since}>{formatInstant(since)}</time>
          ) : (
            formatCalendarDate(since)
          )}
        </span>
      </div>
      <Link
        className="notice__link"
        to={object.kind === 'case-file' ? `/akten/${object.id}` : `/posteingang/${object.id}`}
        onClick={() => {
          if (!isRead) onMark([key], true)
        }}
      >
        {title}
      </Link>
      <p className="notice__words">{useSentence(notice)}</p>
      {said !== null && <p className="notice__said">{said}</p>}
      <Button
        kind="tertiary"
        className="button--small"
        aria-label={isRead ? words.markNewLong(title) : words.markReadLong(title)}
        onClick={() => {
          onMark([key], !isRead)
        }}
      >
        {isRead ? words.markNew : words.markRead}
      </Button>
    </li>
  )
}

interface Sign {
  readonly tone: BadgeTone
  readonly icon: IconName
  readonly label: string
}

const ICONS = {
  assigned: 'user',
  mentioned: 'pencil',
  asked: 'route',
  ageing: 'clock',
  due: 'clock',
} as const

function useSign({ kind, due }: NotificationView): Sign {
  const { notifications: words } = useTexts()
  if (due === null)
    return { tone: kind === 'ageing' ? 'warning' : 'info', icon: ICONS[kind], label: words.kinds[kind] }
  const { urgency } = due
  const tone = urgency === 'overdue' ? 'danger' : urgency === 'today' ? 'warning' : 'info'
  return { tone, icon: urgency === 'overdue' ? 'warning' : 'clock', label: words.due[due.kind] }
}

function useSentence({ kind, by, task, ageing, due }: NotificationView): string {
  const { notifications: words, routeSlips } = useTexts()
  const lying = useAgeingSentence(ageing)
  if (lying !== null) return lying
  if (due !== null) return words.dueOn[due.urgency](formatCalendarDate(due.on))
  if (task !== null) return words.askedBy(by?.displayName ?? '', routeSlips.tasks[task])
  if (kind === 'mentioned') return words.mentionedBy(by?.displayName ?? '')
  return by === null ? words.assigned : words.assignedBy(by.displayName)
}

function useAgeingSentence(ageing: NotificationView['ageing']): string | null {
  const { ageing: limits, notifications: words } = useTexts()
  const unitName = useUnitName()
  if (ageing === null) return null
  const { stage, hours, orgUnitId } = ageing
  const unit = orgUnitId === null ? null : unitName(orgUnitId)
  return words.ageing(limits.stages[stage], limits.hours(hours), unit)
}
