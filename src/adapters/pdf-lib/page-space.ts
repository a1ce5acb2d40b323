import type { PDFPage } from '@cantoo/pdf-lib'
import { addTurns } from '../../domain/recognition/turn.ts'
import { turnPoint, type Mapping } from './affine.ts'

/** In user space. */
export interface PageBox {
  readonly x: number
  readonly y: number
  readonly width: number
  readonly height: number
}

/** From a point of the page as it is shown (0..1, y down) to user space. */
export function userSpaceOf(page: PDFPage): Mapping {
  const box = visibleBox(page)
  const lie = turnPoint(addTurns(0, -page.getRotation().angle))
  return (point) => {
    const { x, y } = lie(point)
    return { x: box.x + x * box.width, y: box.y + (1 - y) * box.height }
  }
}

/** Viewers show the part of the crop box that lies in the media box (ISO 32000-1, 14.11.2). */
export function visibleBox(page: PDFPage): PageBox {
  const media = page.getMediaBox()
  const crop = page.getCropBox()
  const x = Math.max(media.x, crop.x)
  const y = Math.max(media.y, crop.y)
  const width = Math.min(media.x + media.width, crop.x + crop.width) - x
  const height = Math.min(media.y + media.height, crop.y + crop.height) - y
  return width > 0 && height > 0 ? { x, y, width, height } : media
}
