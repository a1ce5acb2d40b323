import { useQuery } from '@tanstack/react-query'
import { useRef, type ReactNode, type RefObject } from 'react'
import { useTexts } from '../preferences.tsx'
import { useShortcuts } from '../shortcuts.ts'
import { IconButton } from '../ui/button.tsx'
import { pageTextQuery, usePreparedPage } from './page-image.ts'
import { PageSheet } from './page-sheet.tsx'
import { PageStrip } from './page-strip.tsx'
import { PageText } from './page-text.tsx'
import type { Place } from './places.ts'
import { selectedLines } from './selected-text.ts'
import { TakeBar, type WordTarget } from './take-bar.tsx'
import { useView, type View } from './use-view.ts'
import { useWordPicking, type WordPicking } from './use-word-picking.ts'
import './viewer.css'

interface Properties {
  readonly documentId: string
  readonly pageCount: number
  readonly page: number
  readonly onPage: (page: number) => void
  /** Changes when the machine has made the pictures anew. */
  readonly revision: string
  readonly places: readonly Place[]
  readonly onPlace?: (id: string) => void
  /** Where marked words can go. */
  readonly wordTarget?: WordTarget
}

/** Page pictures with zoom, rotation, page strip, selectable words, drawn places, and the text as an alternative. */
export function PageViewer(properties: Properties) {
  const { documentId, pageCount, page, onPage, revision, places, onPlace, wordTarget } = properties
  const texts = useTexts()
  const view = useView()
  const pane = useRef<HTMLDivElement>(null)
  const { data: text } = useQuery(pageTextQuery({ documentId, page, revision }))
  const take = () => {
    if (picking.text !== undefined) wordTarget?.onTake(wordTarget.fieldId, picking.text)
    picking.end()
  }
  const picking = useWordPicking({
    page,
    text,
    isOffered: wordTarget !== undefined && !view.asText,
    focusPage: () => pane.current?.focus({ preventScroll: true }),
    onTake: take,
  })
  usePreparedPage({ documentId, page: page + 1, revision }, page < pageCount)
  const turn = (step: number) => {
    const next = page + step
    if (next >= 1 && next <= pageCount) onPage(next)
  }
  useShortcuts({
    'alt+arrowleft': () => {
      turn(-1)
    },
    'alt+arrowright': () => {
      turn(1)
    },
    '+': view.zoomIn,
    '-': view.zoomOut,
    r: view.rotate,
  })
  return (
    <section className="viewer" aria-label={texts.viewer.label}>
      <Toolbar view={view} page={page} pageCount={pageCount} turn={turn} />
      <div className="viewer__body">
        {pageCount > 1 && <PageStrip {...properties} />}
        <Pane picking={picking} label={texts.common.pageOf(page, pageCount)} ref={pane}>
          {view.asText ? (
            <PageText page={text} />
          ) : (
            <PageSheet
              documentId={documentId}
              page={page}
              pageCount={pageCount}
              revision={revision}
              view={view}
              text={text}
              places={[...places.filter((place) => place.page === page), ...picking.marks]}
              onPlace={onPlace}
            />
          )}
        </Pane>
      </div>
      {picking.text !== undefined && wordTarget && (
        <TakeBar
          text={picking.text}
          isByKeys={picking.isByKeys}
          target={wordTarget}
          onTake={take}
          onEnd={picking.end}
        />
      )}
    </section>
  )
}

interface PaneProperties {
  readonly picking: WordPicking
  readonly label: string
  readonly ref: RefObject<HTMLDivElement | null>
  readonly children: ReactNode
}

/** The part that scrolls. While words are picked, arrow keys are for them, also where a screen reader would take them. */
function Pane({ picking, label, ref, children }: PaneProperties) {
  const { viewer } = useTexts()
  const { isByKeys, onKeyDown, pickText, end } = picking
  useShortcuts(isByKeys ? { escape: end } : {})
  const markedLines = () => (ref.current === null ? [] : selectedLines(ref.current))
  return (
    <div
      ref={ref}
      className="viewer__pane"
      tabIndex={0}
      role={isByKeys ? 'application' : 'group'}
      aria-label={isByKeys ? viewer.take.picking : label}
      onKeyDown={onKeyDown}
      onMouseUp={() => {
        pickText(markedLines().join(' '))
      }}
      onCopy={(event) => {
        const lines = markedLines()
        if (lines.length === 0) return
        event.preventDefault()
        event.clipboardData.setData('text/plain', lines.join('\n'))
      }}
    >
      {children}
    </div>
  )
}

interface ToolbarProperties {
  readonly view: View
  readonly page: number
  readonly pageCount: number
  readonly turn: (step: number) => void
}

function Toolbar({ view, page, pageCount, turn }: ToolbarProperties) {
  const { viewer, common } = useTexts()
  return (
    <div className="viewer__toolbar" role="toolbar" aria-label={viewer.label}>
      <div className="viewer__tools">
        <IconButton
          icon="chevron-left"
          label={viewer.previous}
          disabled={page <= 1}
          onClick={() => {
            turn(-1)
          }}
        />
        <span className="viewer__count" aria-live="polite">
          {common.pageOf(page, pageCount)}
        </span>
        <IconButton
          icon="chevron-right"
          label={viewer.next}
          disabled={page >= pageCount}
          onClick={() => {
            turn(1)
          }}
        />
      </div>
      <div className="viewer__tools">
        <IconButton icon="zoom-out" label={viewer.zoomOut} onClick={view.zoomOut} />
        <IconButton icon="zoom-in" label={viewer.zoomIn} onClick={view.zoomIn} />
        <IconButton icon="fit" label={viewer.fitWidth} onClick={view.fit} />
        <IconButton icon="rotate" label={viewer.rotate} onClick={view.rotate} />
        <IconButton
          icon={view.asText ? 'image' : 'text'}
          label={view.asText ? viewer.imageMode : viewer.textMode}
          aria-pressed={view.asText}
          onClick={view.toggleText}
        />
      </div>
    </div>
  )
}
