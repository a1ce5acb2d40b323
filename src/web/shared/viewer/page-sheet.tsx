import { useDeferredValue, useEffect, useRef, useState, type CSSProperties } from 'react'
import type { PageView } from '../api/types.ts'
import { rectangle } from '../format.ts'
import { useTexts } from '../preferences.tsx'
import { usePageImage } from './page-image.ts'
import type { Place } from './places.ts'
import type { View } from './use-view.ts'

/** Height to width of DIN A4, until the picture is there. */
const A4_RATIO = 1.4142

interface Properties {
  readonly documentId: string
  readonly page: number
  readonly pageCount: number
  /** Changes when the machine has made the picture anew. */
  readonly revision: string
  readonly checkId?: string | undefined
  readonly view: Pick<View, 'zoom' | 'rotation'>
  readonly text: PageView | undefined
  readonly places: readonly Place[]
  readonly onPlace?: ((id: string) => void) | undefined
}

/** The picture of one page with its words (invisible, selectable) and the places drawn over it. */
export function PageSheet({
  documentId,
  page,
  pageCount,
  revision,
  checkId,
  view,
  text,
  places,
  onPlace,
}: Properties) {
  const texts = useTexts()
  const [ratio, setRatio] = useState(A4_RATIO)
  // Hundreds of words to lay out: the picture does not wait for them.
  const words = useDeferredValue(text, undefined)
  const { url, isMissing } = usePageImage({ documentId, page, revision, checkId }, view.zoom)
  if (isMissing) return <p className="viewer__missing">{texts.viewer.noPreview}</p>
  const sideways = view.rotation === 90 || view.rotation === 270
  const outer: CSSProperties = { width: `${view.zoom * 100}%`, aspectRatio: sideways ? ratio : 1 / ratio }
  return (
    <div className="sheet" style={outer}>
      <div className={`sheet__turn sheet__turn--${view.rotation}`}>
        {url !== undefined && (
          <img
            className="sheet__image"
            src={url}
            alt={texts.viewer.pageImage(page, pageCount)}
            onLoad={({ currentTarget: image }) => {
              setRatio(image.naturalHeight / image.naturalWidth)
            }}
          />
        )}
        {url !== undefined && <Overlay ratio={ratio} text={words} places={places} onPlace={onPlace} />}
      </div>
    </div>
  )
}

interface OverlayProperties extends Pick<Properties, 'text' | 'places' | 'onPlace'> {
  readonly ratio: number
}

/** Drawn in units of a thousandth of the page's width. Everything here is reachable elsewhere by keyboard and text. */
const UNITS = 1_000

function Overlay({ ratio, text, places, onPlace }: OverlayProperties) {
  const heightUnits = UNITS * ratio
  return (
    <svg
      className="overlay"
      viewBox={`0 0 ${UNITS} ${heightUnits}`}
      preserveAspectRatio="none"
      aria-hidden="true"
    >
      {text?.blocks.map((block, blockIndex) =>
        block.lines.map((line, lineIndex) => (
          <text key={`${blockIndex} ${lineIndex}`} className="overlay__line">
            {line.words.map((word, index) => {
              const { x, y, width, height } = rectangle(word.box)
              return (
                <tspan
                  key={index}
                  x={x * UNITS}
                  y={(y + height * 0.8) * heightUnits}
                  textLength={Math.max(1, width * UNITS)}
                  lengthAdjust="spacingAndGlyphs"
                  fontSize={Math.max(1, height * heightUnits)}
                >
                  {`${word.text} `}
                </tspan>
              )
            })}
          </text>
        )),
      )}
      {places.map((place) => (
        <PlaceMark key={place.id} place={place} heightUnits={heightUnits} onPlace={onPlace} />
      ))}
    </svg>
  )
}

/** Room between the printed words and the frame around them. */
const MARGIN_UNITS = 4

interface MarkProperties {
  readonly place: Place
  readonly heightUnits: number
  readonly onPlace: ((id: string) => void) | undefined
}

function PlaceMark({ place, heightUnits, onPlace }: MarkProperties) {
  const element = useRef<SVGRectElement>(null)
  useEffect(() => {
    if (place.active) element.current?.scrollIntoView({ block: 'nearest', inline: 'nearest' })
  }, [place.active])
  const { x, y, width, height } = rectangle(place.box)
  return (
    <rect
      ref={element}
      className={`overlay__place overlay__place--${place.kind}${place.active ? ' overlay__place--active' : ''}`}
      x={x * UNITS - MARGIN_UNITS}
      y={y * heightUnits - MARGIN_UNITS}
      width={width * UNITS + 2 * MARGIN_UNITS}
      height={height * heightUnits + 2 * MARGIN_UNITS}
      rx={MARGIN_UNITS}
      onClick={
        onPlace &&
        (() => {
          onPlace(place.id)
        })
      }
    >
      <title>{place.label}</title>
    </rect>
  )
}
