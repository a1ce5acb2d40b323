/** What is known of a JPEG without decoding it. */
export interface JpegFacts {
  readonly widthPx: number
  readonly heightPx: number
  /** 1 grey, 3 colour, 4 for print. */
  readonly components: number
  /** How far a viewer turns the picture to the right so that it stands upright; `undefined` for mirrored ones. */
  readonly turnedBy: Turn | undefined
}
export type Turn = 0 | 90 | 180 | 270

const START_OF_IMAGE = 0xff_d8
const START_OF_SCAN = 0xda
const APP1 = 0xe1
/** SOF0 to SOF15 are frames, but for three tables among them. */
const NO_FRAMES = new Set([0xc4, 0xc8, 0xcc])
const ORIENTATION_TAG = 0x01_12
const TURNS: Readonly<Record<number, Turn>> = { 1: 0, 3: 180, 6: 90, 8: 270 }

/** Reads the segments of a JPEG (ITU T.81, annex B) up to its frame; `undefined` for what is none. */
export function jpegFacts(bytes: Uint8Array): JpegFacts | undefined {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  let orientation = 1
  for (const { marker, at, end } of segmentsOf(view)) {
    if (marker === APP1) orientation = orientationIn(view, at, end) ?? orientation
    if (!isFrame(marker)) continue
    return {
      heightPx: view.getUint16(at + 1),
      widthPx: view.getUint16(at + 3),
      components: view.getUint8(at + 5),
      turnedBy: TURNS[orientation],
    }
  }
  return undefined
}

interface Segment {
  readonly marker: number
  /** Where its content begins and ends. */
  readonly at: number
  readonly end: number
}

/** Bytes of marker, length and the shortest content that is looked at. */
const SHORTEST_SEGMENT = 10

function* segmentsOf(view: DataView): Generator<Segment, void> {
  if (view.byteLength < 4 || view.getUint16(0) !== START_OF_IMAGE) return
  let start = 2
  while (start + SHORTEST_SEGMENT <= view.byteLength && view.getUint8(start) === 0xff) {
    const marker = view.getUint8(start + 1)
    const length = view.getUint16(start + 2)
    if (marker === START_OF_SCAN || length < 2) return
    const end = start + 2 + length
    yield { marker, at: start + 4, end: Math.min(end, view.byteLength) }
    start = end
  }
}

function isFrame(marker: number): boolean {
  return marker >= 0xc0 && marker <= 0xcf && !NO_FRAMES.has(marker)
}

/** The orientation that the camera noted (Exif 2.32, 4.6.4). */
function orientationIn(view: DataView, start: number, end: number): number | undefined {
  const tiff = start + 6
  // "Exif" and two zeros, then a TIFF head of eight bytes.
  if (tiff + 8 > end || view.getUint32(start) !== 0x45_78_69_66) return undefined
  const isLittle = view.getUint16(tiff) === 0x49_49
  const directory = tiff + view.getUint32(tiff + 4, isLittle)
  if (directory + 2 > end) return undefined
  const count = view.getUint16(directory, isLittle)
  for (let entry = 0; entry < count; entry += 1) {
    const at = directory + 2 + entry * 12
    if (at + 12 > end) return undefined
    if (view.getUint16(at, isLittle) === ORIENTATION_TAG) return view.getUint16(at + 8, isLittle)
  }
  return undefined
}
