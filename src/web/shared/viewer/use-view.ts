import { useState } from 'react'

export type Rotation = 0 | 90 | 180 | 270

const ZOOM_STEP = 1.25
const MIN_ZOOM = 0.4
const MAX_ZOOM = 5

/** How the page is looked at: 1 fills the width of the pane. Turning changes the view only, never the document. */
export function useView() {
  const [zoom, setZoom] = useState(1)
  const [rotation, setRotation] = useState<Rotation>(0)
  const [asText, setAsText] = useState(false)
  const scale = (factor: number) => {
    setZoom((before) => Math.min(MAX_ZOOM, Math.max(MIN_ZOOM, before * factor)))
  }
  return {
    zoom,
    rotation,
    asText,
    zoomIn: () => {
      scale(ZOOM_STEP)
    },
    zoomOut: () => {
      scale(1 / ZOOM_STEP)
    },
    fit: () => {
      setZoom(1)
    },
    rotate: () => {
      setRotation((before) => ((before + 90) % 360) as Rotation)
    },
    toggleText: () => {
      setAsText((before) => !before)
    },
  }
}

export type View = ReturnType<typeof useView>
