import type { QuarterTurn } from '../../domain/recognition/page.ts'
import type { ExifOrientation } from '../../ports/view-copy-writer.ts'

export interface Point {
  readonly x: number
  readonly y: number
}

/** Points in 0..1, origin top left, y down, unless said otherwise. */
export type Mapping = (point: Point) => Point

/** Where a point lies after the page was turned clockwise. */
export function turnPoint(turn: QuarterTurn): Mapping {
  switch (turn) {
    case 0:
      return (point) => point
    case 90:
      return ({ x, y }) => ({ x: 1 - y, y: x })
    case 180:
      return ({ x, y }) => ({ x: 1 - x, y: 1 - y })
    case 270:
      return ({ x, y }) => ({ x: y, y: 1 - x })
  }
}

/** Where a point of a stored picture lies when it is shown. */
export function showPoint(orientation: ExifOrientation): Mapping {
  const mirror: Mapping = ({ x, y }) => ({ x: 1 - x, y })
  const transpose: Mapping = ({ x, y }) => ({ x: y, y: x })
  switch (orientation) {
    case 1:
      return turnPoint(0)
    case 2:
      return mirror
    case 3:
      return turnPoint(180)
    case 4:
      return ({ x, y }) => ({ x, y: 1 - y })
    case 5:
      return transpose
    case 6:
      return turnPoint(90)
    case 7:
      return ({ x, y }) => ({ x: 1 - y, y: 1 - x })
    case 8:
      return turnPoint(270)
  }
}

/** The six numbers of a PDF transformation matrix. */
export type Matrix = readonly [a: number, b: number, c: number, d: number, e: number, f: number]

/** The matrix that does what an affine mapping does to the unit square with its origin at the lower left. */
export function matrixOf(mapping: Mapping): Matrix {
  const origin = mapping({ x: 0, y: 0 })
  const right = mapping({ x: 1, y: 0 })
  const up = mapping({ x: 0, y: 1 })
  return [right.x - origin.x, right.y - origin.y, up.x - origin.x, up.y - origin.y, origin.x, origin.y]
}
