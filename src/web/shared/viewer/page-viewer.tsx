import { useQuery } from '@tanstack/react-query'
import { fetchPage, previewUrl } from '../api/resources.ts'
import { useTexts } from '../preferences.tsx'
import { useShortcuts } from '../shortcuts.ts'
import { IconButton } from '../ui/button.tsx'
import { usePreparedPage } from './page-image.ts'
import { PageSheet } from './page-sheet.tsx'
import { PageText } from './page-text.tsx'
import type { Place } from './places.ts'
import { useView, type View } from './use-view.ts'
import './viewer.css'

const THUMBNAIL_WIDTH_PX = 160

interface Properties {
  readonly documentId: string
  readonly pageCount: number
  readonly page: number
  readonly onPage: (page: number) => void
  /** Changes when the machine has made the pictures anew. */
  readonly revision: string
  readonly places: readonly Place[]
  readonly onPlace?: (id: string) => void
}

/** Page pictures with zoom, rotation, page strip, selectable words, drawn places, and the text as an alternative. */
export function PageViewer(properties: Properties) {
  const { documentId, pageCount, page, onPage, revision, places, onPlace } = properties
  const texts = useTexts()
  const view = useView()
  const { data: text } = useQuery({
    queryKey: ['page', documentId, page, revision],
    queryFn: async ({ signal }) => fetchPage(documentId, page, signal),
    staleTime: Infinity,
    retry: false,
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
        {pageCount > 1 && <Strip {...properties} />}
        <div
          className="viewer__pane"
          tabIndex={0}
          role="group"
          aria-label={texts.common.pageOf(page, pageCount)}
        >
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
              places={places.filter((place) => place.page === page)}
              onPlace={onPlace}
            />
          )}
        </div>
      </div>
    </section>
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

function Strip({ documentId, pageCount, page, onPage, revision, places }: Properties) {
  const { viewer, common } = useTexts()
  const marked = new Set(places.map((place) => place.page))
  return (
    <ol className="strip" aria-label={viewer.strip}>
      {Array.from({ length: pageCount }, (_, index) => index + 1).map((number) => (
        <li key={number}>
          <button
            type="button"
            className="strip__page"
            aria-current={number === page ? 'page' : undefined}
            aria-label={common.page(number)}
            onClick={() => {
              onPage(number)
            }}
          >
            <img
              key={revision}
              src={previewUrl(documentId, number, THUMBNAIL_WIDTH_PX)}
              alt=""
              loading="lazy"
              decoding="async"
            />
            <span className={marked.has(number) ? 'strip__number strip__number--marked' : 'strip__number'}>
              {number}
            </span>
          </button>
        </li>
      ))}
    </ol>
  )
}
