import { memo, useEffect, useRef, type KeyboardEvent } from 'react'
import { previewUrl } from '../../shared/api/resources.ts'
import type { SplitPlanView } from '../../shared/api/types.ts'
import { useTexts } from '../../shared/preferences.tsx'
import { isWriting } from '../../shared/shortcuts.ts'
import { Icon } from '../../shared/ui/icon.tsx'
import { openStops, pageBeside, type PlannedPage, type StripLetter } from './strip.ts'

const THUMBNAIL_WIDTH_PX = 160

interface Properties {
  readonly plan: SplitPlanView
  readonly letters: readonly StripLetter[]
  readonly page: number
  readonly onPage: (page: number) => void
  readonly onRemove: () => void
}

/** All pages as pictures, letter by letter. Letters that are out of sight are not laid out, and their pictures not fetched. */
export function FilmStrip({ plan, letters, page, onPage, onRemove }: Properties) {
  const { stacks } = useTexts()
  const waiting = new Set(openStops(plan).map((stop) => stop.page))
  const press = (event: KeyboardEvent): void => {
    if (isWriting(event.target)) return
    const step = { ArrowLeft: -1, ArrowRight: 1 }[event.key] as 1 | -1 | undefined
    if (event.key === 'Delete') onRemove()
    else if (step !== undefined && !event.altKey) onPage(pageBeside(plan, page, step) ?? page)
    else return
    event.preventDefault()
  }
  return (
    <nav className="film" aria-label={stacks.strip} onKeyDown={press}>
      <ol className="film__letters">
        {letters.map((letter) => (
          <li key={letter.pages[0]?.page} className="film__letter">
            <h3 className="film__title">
              {letter.number === undefined ? stacks.noLetter : stacks.letter(letter.number)}
            </h3>
            <ol className="film__pages">
              {letter.pages.map((one) => (
                <Frame
                  key={one.page}
                  planned={one}
                  documentId={plan.documentId}
                  isOpen={one.page === page}
                  hasStop={waiting.has(one.page)}
                  onPage={onPage}
                />
              ))}
            </ol>
          </li>
        ))}
      </ol>
    </nav>
  )
}

interface FrameProperties {
  readonly planned: PlannedPage
  readonly documentId: string
  readonly isOpen: boolean
  readonly hasStop: boolean
  readonly onPage: (page: number) => void
}

const Frame = memo(function Frame({ planned, documentId, isOpen, hasStop, onPage }: FrameProperties) {
  const { stacks } = useTexts()
  const button = useRef<HTMLButtonElement>(null)
  useEffect(() => {
    if (!isOpen) return
    button.current?.scrollIntoView({ block: 'nearest', inline: 'nearest' })
    const inStrip = document.activeElement?.closest('.film') ?? null
    if (inStrip !== null) button.current?.focus({ preventScroll: true })
  }, [isOpen])
  const { page, role, turn } = planned
  return (
    <li>
      <button
        ref={button}
        type="button"
        className={`film__frame film__frame--${role}`}
        tabIndex={isOpen ? 0 : -1}
        aria-current={isOpen ? 'page' : undefined}
        aria-label={stacks.frame(page, stacks.roles[role], hasStop)}
        onClick={() => {
          onPage(page)
        }}
      >
        <span className={`film__picture film__picture--${turn}`}>
          <img
            src={previewUrl(documentId, page, THUMBNAIL_WIDTH_PX)}
            alt=""
            loading="lazy"
            decoding="async"
          />
        </span>
        <span className="film__number">
          {hasStop && <Icon name="warning" size={16} />}
          {page}
          {role !== 'page' && <span className="film__role">{stacks.roles[role]}</span>}
        </span>
      </button>
    </li>
  )
})
