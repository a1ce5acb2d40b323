import { useEffect, useRef } from 'react'
import { Link } from 'react-router'
import { AccessButtons } from '../../shared/access/access-buttons.tsx'
import { LevelBadge } from '../../shared/access/level-badge.tsx'
import type { DocumentView, ItemView } from '../../shared/api/types.ts'
import { formatCalendarDate, formatInstant } from '../../shared/format.ts'
import { MailBadges } from '../../shared/mail/mail-badges.tsx'
import { useTexts } from '../../shared/preferences.tsx'
import { useMay } from '../../shared/session.tsx'
import { IconButton } from '../../shared/ui/button.tsx'
import { Icon } from '../../shared/ui/icon.tsx'
import { VirusBadge } from '../../shared/virus-badge.tsx'
import { ArrivalNotes } from './arrival-notes.tsx'
import { ItemBadge, PartBadge } from './item-row.tsx'
import { itemTitle } from './views.ts'

interface Properties {
  readonly item: ItemView
  readonly document: DocumentView
  readonly onHelp: () => void
}

/** Number, title and arrival. Takes the focus when the element that had it is gone. */
export function ItemHeader({ item, document, onHelp }: Properties) {
  const { triage } = useTexts()
  const may = useMay()
  const heading = useRef<HTMLHeadingElement>(null)
  useEffect(() => {
    const { activeElement } = window.document
    const isVisible = activeElement instanceof HTMLElement && activeElement.offsetParent !== null
    if (!isVisible || activeElement === window.document.body) heading.current?.focus({ preventScroll: true })
  }, [item.id])
  return (
    <header className="item-header">
      <div className="item-header__top">
        <span className="item-header__number">{item.receiptNumber}</span>
        <ItemBadge item={item} />
        <LevelBadge level={item.level} />
        <PartBadge part={item.part} />
        {isAmiss(document.virusScan) && <VirusBadge scan={document.virusScan} />}
        <IconButton icon="keyboard" label={`${triage.shortcuts.title} (?)`} onClick={onHelp} />
      </div>
      <h2 className="item-header__title" id="eingang-titel" ref={heading} tabIndex={-1}>
        {itemTitle(item) ?? triage.noSubject}
      </h2>
      <p className="item-header__facts">
        {triage.channels[item.channel]}, {triage.receivedAt.toLowerCase()} {formatInstant(item.receivedAt)}
        {item.claim !== null && (
          <span className="item-header__claim">
            <Icon name="user" size={16} />
            {triage.claimedBy(item.claim.displayName)}
          </span>
        )}
      </p>
      <Outgoing outgoing={item.outgoing} />
      <ArrivalNotes item={item} />
      {item.origin !== null && <Origin origin={item.origin} batchId={item.batchId} />}
      {document.mail !== null && (
        <p className="item-header__facts">
          <MailBadges mail={document.mail} />
        </p>
      )}
      {item.verifiedSender !== null && <VerifiedSender sender={item.verifiedSender} />}
      {item.note !== null && <p className="item-header__note">{item.note}</p>}
      <div className="item-header__links">
        <Link className="item-header__open" to={`/dokumente/${document.id}`}>
          <Icon name="document" size={16} />
          {triage.actions.openDocument}
        </Link>
        <AccessButtons
          guarded={{ kind: 'incoming-items', id: item.id, version: item.version }}
          level={item.level}
        />
        {item.caseFileId !== null && may('files:read') && (
          <Link className="item-header__open" to={`/akten/${item.caseFileId}`}>
            <Icon name="folder" size={16} />
            {triage.actions.openFile}
          </Link>
        )}
      </div>
    </header>
  )
}

/** Where no scanner is configured, every item would say that it was not scanned. */
function isAmiss(scan: DocumentView['virusScan']): scan is NonNullable<DocumentView['virusScan']> {
  return scan !== null && scan.state !== 'clean'
}

/** Whom an identity provider vouched for; unlike the sender field nobody here can change it. */
function VerifiedSender({ sender }: { sender: NonNullable<ItemView['verifiedSender']> }) {
  const words = useTexts().providers
  const { name, level, provider } = sender
  return (
    <p className="item-header__facts">
      <Icon name="shield" size={16} /> {words.verifiedSender(name, provider)}
      {level !== null && `, ${words.verifiedLevel(words.levels[level])}`}
    </p>
  )
}

/** The scan that the letter was cut out of. */
function Origin({ origin, batchId }: { origin: NonNullable<ItemView['origin']>; batchId: string | null }) {
  const { batches } = useTexts()
  const may = useMay()
  const words = batches.origin(origin.stackNumber, origin.pages.join(', '))
  const path = `/stapel/${batchId ?? ''}/scans/${origin.stackItemId}`
  return (
    <p className="item-header__facts">
      <Icon name="scan" size={16} />{' '}
      {may('batches:read') && batchId !== null ? (
        <Link className="kern-link" to={path}>
          {words}
        </Link>
      ) : (
        words
      )}
    </p>
  )
}

/** A letter that was written here: to whom it went, and what it answers. */
function Outgoing({ outgoing }: Pick<ItemView, 'outgoing'>) {
  const { letters } = useTexts()
  if (outgoing === null) return null
  const { recipient, sentOn, author, answersItemId } = outgoing
  const [name = ''] = recipient.split('\n')
  return (
    <p className="item-header__facts">
      {letters.outgoing} {letters.outgoingTo(name, formatCalendarDate(sentOn), author.displayName)}
      {answersItemId !== null && (
        <Link className="item-header__open" to={`/posteingang/${answersItemId}`}>
          {letters.answers}
        </Link>
      )}
    </p>
  )
}
