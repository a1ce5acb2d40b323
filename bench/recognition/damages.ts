import { join } from 'node:path'
import sharp from 'sharp'
import { textOf } from '../../src/domain/recognition/page.ts'
import type { DocumentReader } from '../../src/ports/document-reader.ts'
import { seededRandom } from '../../test/support/seeded-random.ts'
import { percent } from './accuracy.ts'
import { variantOf, type Sample } from './corpus.ts'
import { inParallel } from './engine.ts'
import { countErrors, sumErrors } from './error-rates.ts'
import { LANGUAGES } from './product.ts'

/** A gray picture in memory. */
interface Gray {
  readonly width: number
  readonly height: number
  readonly data: Uint8Array
}

interface Damage {
  readonly name: string
  readonly make: (letter: Gray, other: Gray, random: () => number) => Gray
}

type Point = readonly [x: number, y: number]

/** Levels of a table top. */
const DESK = 62

/** What cameras and scanners do to pages. */
const DAMAGES: readonly Damage[] = [
  { name: 'none', make: (letter) => letter },
  { name: 'dark border of the scanner', make: (letter) => onDesk(letter, 12, rectangle(letter, 0.05)) },
  { name: 'dark border, slanted by 2°', make: (letter) => onDesk(letter, 12, slanted(letter, 2)) },
  { name: 'photo from above', make: (letter) => onDesk(letter, DESK, rectangle(letter, 0.09)) },
  { name: 'photo, tilted', make: (letter) => onDesk(letter, DESK, inPerspective(letter, 0.05)) },
  { name: 'photo, strongly tilted', make: (letter) => onDesk(letter, DESK, inPerspective(letter, 0.1)) },
  {
    name: 'photo, tilted, in shadow',
    make: (letter) => shaded(onDesk(letter, DESK, inPerspective(letter, 0.06))),
  },
  { name: 'shadow over half of the page', make: shaded },
  { name: 'shadow of a hand', make: handShaded },
  {
    name: 'photo, tilted, glare of a lamp',
    make: (letter) => glaring(onDesk(letter, DESK, inPerspective(letter, 0.06))),
  },
  { name: 'glare of a lamp', make: glaring },
  { name: 'out of focus', make: (letter) => blurred(letter, 5) },
  { name: 'other side shines through', make: (letter, other) => shiningThrough(letter, other, 0.3) },
  { name: 'punch holes and specks', make: (letter, _, random) => dirty(letter, random) },
]

export interface DamageRow {
  readonly damage: string
  readonly pages: number
  readonly cerPercent: number
  readonly werPercent: number
  readonly insertedPercent: number
  /** Pages of which the reader says that they are blurred or have glare. */
  readonly hints: number
}

/** Scans of the corpus with one damage each; how much is read wrong for it. */
export async function measureDamages(
  reader: DocumentReader,
  samples: readonly Sample[],
  folder: string,
  workers: number,
): Promise<DamageRow[]> {
  const letters = samples.filter((sample) => variantOf(sample) === 'scan300' && sample.truth !== undefined)
  const tasks = DAMAGES.flatMap((damage) => letters.map((letter, index) => ({ damage, letter, index })))
  const counted = await inParallel(tasks, workers, async ({ damage, letter, index }) => {
    const other = letters[(index + 1) % letters.length] ?? letter
    const random = seededRandom(index + 1)
    const { width, height, data } = damage.make(await gray(letter), await gray(other), random)
    const path = join(folder, `${letter.id}.${damage.name.replaceAll(/\W/gu, '-')}.jpg`)
    // Cameras name no resolution that could be believed.
    const picture = sharp(Buffer.from(data), { raw: { width, height, channels: 1 } }).withMetadata({
      density: 72,
    })
    await picture.jpeg({ quality: 85 }).toFile(path)
    const never = new AbortController().signal
    const { page } = await reader.readPage(
      { path, mediaType: 'image/jpeg' },
      1,
      { languages: LANGUAGES },
      never,
    )
    return {
      damage: damage.name,
      errors: countErrors(letter.truth ?? '', textOf(page)),
      hasHint: (page.qualityHints ?? []).length > 0,
    }
  })
  return DAMAGES.map(({ name }) => {
    const pages = counted.filter(({ damage }) => damage === name)
    const errors = pages.map((page) => page.errors)
    const sum = sumErrors(errors)
    return {
      damage: name,
      pages: errors.length,
      cerPercent: percent(sum.charErrors, sum.truthChars),
      werPercent: percent(sum.wordErrors, sum.truthWords),
      insertedPercent: percent(sum.insertedChars, sum.truthChars),
      hints: pages.filter(({ hasHint }) => hasHint).length,
    }
  })
}

async function gray({ path }: Sample): Promise<Gray> {
  const { data, info } = await sharp(path)
    .grayscale()
    .toColourspace('b-w')
    .raw()
    .toBuffer({ resolveWithObject: true })
  return { width: info.width, height: info.height, data }
}

type Corners = readonly [topLeft: Point, topRight: Point, bottomRight: Point, bottomLeft: Point]

function rectangle({ width, height }: Gray, margin: number): Corners {
  const [x, y] = [width * margin, height * margin]
  return [
    [x, y],
    [width - x, y],
    [width - x, height - y],
    [x, height - y],
  ]
}

function slanted(letter: Gray, degrees: number): Corners {
  const angle = (degrees * Math.PI) / 180
  const [cx, cy] = [letter.width / 2, letter.height / 2]
  const turned = ([x, y]: Point): Point => [
    cx + (x - cx) * Math.cos(angle) - (y - cy) * Math.sin(angle),
    cy + (x - cx) * Math.sin(angle) + (y - cy) * Math.cos(angle),
  ]
  const [topLeft, topRight, bottomRight, bottomLeft] = rectangle(letter, 0.06)
  return [turned(topLeft), turned(topRight), turned(bottomRight), turned(bottomLeft)]
}

/** As seen by somebody who holds the camera lower and to the left of the middle. */
function inPerspective({ width, height }: Gray, strength: number): Corners {
  const [x, y] = [width * strength, height * strength]
  return [
    [x * 1.9, y * 1.1],
    [width - x * 1.2, y * 0.7],
    [width - x * 0.5, height - y * 0.6],
    [x * 0.6, height - y * 0.9],
  ]
}

/** The page drawn into four corners on a dark ground of the same size. */
function onDesk(letter: Gray, level: number, corners: Corners): Gray {
  const { width, height, data } = letter
  const out = new Uint8Array(data.length)
  const toPage = homography(corners, width, height)
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      const [u, v] = toPage(x, y)
      const ground = level + ((x * 7 + y * 13) % 11)
      out[y * width + x] =
        u < 0 || v < 0 || u >= width - 1 || v >= height - 1 ? ground : sampled(letter, u, v)
    }
  }
  return { width, height, data: out }
}

function sampled({ width, data }: Gray, x: number, y: number): number {
  const [left, top] = [Math.floor(x), Math.floor(y)]
  const [a, b] = [x - left, y - top]
  const at = top * width + left
  const upper = (data[at] ?? 0) * (1 - a) + (data[at + 1] ?? 0) * a
  const lower = (data[at + width] ?? 0) * (1 - a) + (data[at + width + 1] ?? 0) * a
  return upper * (1 - b) + lower * b
}

/** Maps a point of the picture to the page that lies in the four corners (Heckbert 1989, square to quadrilateral). */
function homography(corners: Corners, width: number, height: number): (x: number, y: number) => Point {
  const [[x0, y0], [x1, y1], [x2, y2], [x3, y3]] = corners
  const [dx1, dx2, dx3] = [x1 - x2, x3 - x2, x0 - x1 + x2 - x3]
  const [dy1, dy2, dy3] = [y1 - y2, y3 - y2, y0 - y1 + y2 - y3]
  const whole = dx1 * dy2 - dx2 * dy1
  const g = (dx3 * dy2 - dx2 * dy3) / whole
  const h = (dx1 * dy3 - dx3 * dy1) / whole
  const [a, b, c] = [x1 - x0 + g * x1, x3 - x0 + h * x3, x0]
  const [d, e, f] = [y1 - y0 + g * y1, y3 - y0 + h * y3, y0]
  return (x, y) => {
    const u = (e - f * h) * x + (c * h - b) * y + (b * f - c * e)
    const v = (f * g - d) * x + (a - c * g) * y + (c * d - a * f)
    const w = (d * h - e * g) * x + (b * g - a * h) * y + (a * e - b * d)
    return [(u / w) * width, (v / w) * height]
  }
}

/** Light from the right, with the soft shadow of a head. */
function shaded({ width, height, data }: Gray): Gray {
  return {
    width,
    height,
    data: data.map((level, index) => {
      const [x, y] = [(index % width) / width, Math.floor(index / width) / height]
      const edge = 1 / (1 + Math.exp(-(x + y * 0.6 - 0.75) * 14))
      return level * (0.42 + 0.5 * edge)
    }),
  }
}

/** A dark spot with an edge that is nearly sharp. */
function handShaded({ width, height, data }: Gray): Gray {
  return {
    width,
    height,
    data: data.map((level, index) => {
      const [x, y] = [(index % width) / width - 0.35, Math.floor(index / width) / height - 0.75]
      const inside = 1 / (1 + Math.exp((Math.hypot(x, y * 0.7) - 0.3) * 60))
      return level * (0.95 - 0.5 * inside)
    }),
  }
}

/** Mean of a square of this side. */
function blurred(gray: Gray, side: number): Gray {
  return blurredAlong(blurredAlong(gray, side, 1), side, gray.width)
}

function blurredAlong({ width, height, data }: Gray, side: number, step: number): Gray {
  const reach = side >> 1
  return {
    width,
    height,
    data: data.map((_, index) => {
      let sum = 0
      for (let at = -reach; at <= reach; at++) sum += data[index + at * step] ?? 255
      return sum / side
    }),
  }
}

function glaring({ width, height, data }: Gray): Gray {
  return {
    width,
    height,
    data: data.map((level, index) => {
      const [x, y] = [(index % width) / width - 0.62, Math.floor(index / width) / height - 0.4]
      return Math.min(255, level + 190 * Math.exp(-(x * x + y * y) * 60))
    }),
  }
}

function shiningThrough(letter: Gray, other: Gray, strength: number): Gray {
  const { width, height, data } = letter
  return {
    width,
    height,
    data: data.map((level, index) => {
      const [x, y] = [other.width - 1 - (index % width), Math.floor(index / width)]
      const behind = other.data[y * other.width + x] ?? 255
      return Math.min(level, 255 - (255 - behind) * strength)
    }),
  }
}

function dirty({ width, height, data }: Gray, random: () => number): Gray {
  const out = Uint8Array.from(data)
  const dot = (cx: number, cy: number, radius: number, level: number): void => {
    for (let y = Math.floor(cy - radius); y <= cy + radius; y++) {
      for (let x = Math.floor(cx - radius); x <= cx + radius; x++) {
        const isInside = x >= 0 && y >= 0 && x < width && y < height
        if (isInside && (x - cx) ** 2 + (y - cy) ** 2 <= radius ** 2) out[y * width + x] = level
      }
    }
  }
  for (const share of [0.36, 0.63]) dot(width * 0.045, height * share, width * 0.012, 25)
  for (let speck = 0; speck < 400; speck++)
    dot(random() * width, random() * height, 0.8 + random() * 1.8, 60 + random() * 60)
  return { width, height, data: out }
}
