import { useState, type PointerEvent } from 'react'
import { useQuery } from '@tanstack/react-query'
import { fetchPage } from '../../shared/api/resources.ts'
import type { Box, PageView } from '../../shared/api/types.ts'
import { rectangle } from '../../shared/format.ts'
import { useTexts } from '../../shared/preferences.tsx'
import { usePageImage, type PageKey } from '../../shared/viewer/page-image.ts'
import { isLargeEnough, type Mark } from './use-marks.ts'

/** Height to width of DIN A4, until the picture is there. */
const A4_RATIO = 1.4142

interface Properties {
  readonly pageKey: PageKey
  readonly pageCount: number
  readonly marks: readonly Mark[]
  readonly selected: number | undefined
  readonly onDraw: (box: Box) => void
  readonly onSelect: (key: number) => void
}

/** The picture of a page to draw places on. Everything here can be done by keyboard in the list beside it. */
export function RedactionCanvas({ pageKey, pageCount, marks, selected, onDraw, onSelect }: Properties) {
  const texts = useTexts()
  const [ratio, setRatio] = useState(A4_RATIO)
  const [start, setStart] = useState<readonly [number, number]>()
  const [end, setEnd] = useState<readonly [number, number]>()
  const { url, isMissing } = usePageImage(pageKey, 1)
  const { documentId, page, revision } = pageKey
  const { data: text } = useQuery({
    queryKey: ['page', documentId, page, revision],
    queryFn: async ({ signal }) => fetchPage(documentId, page, signal),
    staleTime: Infinity,
    retry: false,
  })
  const drawn = start !== undefined && end !== undefined ? boxOf(start, end) : undefined
  const finish = (): void => {
    setStart(undefined)
    setEnd(undefined)
    if (start === undefined) return
    const box = drawn !== undefined && isLargeEnough(drawn) ? drawn : wordAt(text, start)
    if (box !== undefined) onDraw(box)
  }
  if (isMissing) return <p className="viewer__missing">{texts.viewer.noPreview}</p>
  return (
    <div className="redaction__sheet" style={{ aspectRatio: 1 / ratio }}>
      {url !== undefined && (
        <img
          className="redaction__picture"
          src={url}
          alt={texts.viewer.pageImage(page, pageCount)}
          draggable={false}
          onLoad={({ currentTarget: image }) => {
            setRatio(image.naturalHeight / image.naturalWidth)
          }}
        />
      )}
      <svg
        className="redaction__overlay"
        viewBox="0 0 1 1"
        preserveAspectRatio="none"
        aria-hidden="true"
        onPointerDown={(event) => {
          if (event.button !== 0) return
          event.currentTarget.setPointerCapture(event.pointerId)
          setStart(pointOf(event))
        }}
        onPointerMove={(event) => {
          if (start !== undefined) setEnd(pointOf(event))
        }}
        onPointerUp={finish}
        onPointerCancel={() => {
          setStart(undefined)
          setEnd(undefined)
        }}
      >
        {marks.map(({ key, box }) => (
          <rect
            key={key}
            {...rectangle(box)}
            className={`redaction__mark${key === selected ? ' redaction__mark--selected' : ''}`}
            onPointerDown={(event) => {
              event.stopPropagation()
              onSelect(key)
            }}
          />
        ))}
        {drawn !== undefined && <rect {...rectangle(drawn)} className="redaction__mark" />}
      </svg>
    </div>
  )
}

function pointOf(event: PointerEvent<SVGSVGElement>): readonly [number, number] {
  const { left, top, width, height } = event.currentTarget.getBoundingClientRect()
  const inside = (value: number): number => Math.min(1, Math.max(0, value))
  return [inside((event.clientX - left) / width), inside((event.clientY - top) / height)]
}

function boxOf([x0, y0]: readonly [number, number], [x1, y1]: readonly [number, number]): Box {
  return [Math.min(x0, x1), Math.min(y0, y1), Math.max(x0, x1), Math.max(y0, y1)]
}

/** The word that was clicked. */
function wordAt(page: PageView | undefined, [x, y]: readonly [number, number]): Box | undefined {
  const words = page?.blocks.flatMap(({ lines }) => lines.flatMap((line) => line.words)) ?? []
  return words.find(({ box }) => x >= box[0] && x <= box[2] && y >= box[1] && y <= box[3])?.box
}
