import { join } from 'node:path'
import sharp from 'sharp'
import { seededRandom } from '../../test/support/seeded-random.ts'

/** A4 at 200 ppi. */
const PPI = 200
const WIDTH_PX = 1654
const HEIGHT_PX = 2339
/** Pages of each kind, each with its own grain, dirt and places. */
const PAGES_A_KIND = 6
/** Seeds of neighbouring pages are set apart by the golden ratio of 32 bits. */
const SPREAD = 0x9e3779b1

export interface BlankCase {
  readonly name: string
  readonly blank: boolean
  readonly kind: Kind
  readonly seed: number
}

interface Kind {
  readonly name: string
  readonly blank: boolean
  /** Level of the paper and strength of its grain. */
  readonly paper: number
  readonly grain: number
  readonly marks: (random: () => number) => string
}

const at = (random: () => number, low: number, high: number): number =>
  Math.round(low + random() * (high - low))
const word = (random: () => number, text: string, sizePx: number, ink = '#222'): string =>
  `<text x="${at(random, 200, 1100)}" y="${at(random, 300, 2000)}" font-size="${sizePx}" font-family="serif" fill="${ink}">${text}</text>`
const specks = (random: () => number, count: number): string =>
  Array.from(
    { length: count },
    () =>
      `<circle cx="${at(random, 60, 1590)}" cy="${at(random, 60, 2280)}" r="${(0.6 + random()).toFixed(1)}" fill="#444"/>`,
  ).join('')
const holes = (): string =>
  [850, 1480].map((y) => `<circle cx="90" cy="${y}" r="22" fill="#1a1a1a"/>`).join('')
const stroke = (random: () => number): string => {
  const x = at(random, 400, 900)
  const y = at(random, 1200, 2000)
  return `<path d="M${x} ${y} q40 -90 70 -10 t60 -20 t70 10 t90 -30" fill="none" stroke="#223a8c" stroke-width="4"/>`
}
const shineThrough = (random: () => number): string =>
  Array.from({ length: 24 }, (_, line) => {
    const y = 300 + line * 62
    return `<text x="-1450" y="${y}" transform="scale(-1 1)" font-size="34" font-family="serif" fill="#000" opacity="${(0.04 + random() * 0.03).toFixed(3)}">Durchscheinende Zeile der anderen Seite des Blattes, Nummer ${line}</text>`
  }).join('')

/** What lies in a feeder between letters: backs of pages and separator sheets, and pages with very little on them. */
const KINDS: readonly Kind[] = [
  { name: 'white paper', blank: true, paper: 250, grain: 3, marks: () => '' },
  { name: 'grey recycled paper', blank: true, paper: 214, grain: 9, marks: () => '' },
  { name: 'dust', blank: true, paper: 240, grain: 5, marks: (random) => specks(random, 40) },
  { name: 'punch holes', blank: true, paper: 244, grain: 5, marks: holes },
  {
    name: 'holes and dust on grey paper',
    blank: true,
    paper: 222,
    grain: 7,
    marks: (random) => holes() + specks(random, 25),
  },
  {
    name: 'shadow at an edge',
    blank: true,
    paper: 238,
    grain: 5,
    marks: () => '<rect x="0" y="0" width="26" height="2339" fill="#333"/>',
  },
  {
    name: 'fold',
    blank: true,
    paper: 240,
    grain: 5,
    marks: () => '<rect x="0" y="780" width="1654" height="5" fill="#000" opacity="0.10"/>',
  },
  { name: 'back of a printed page', blank: true, paper: 240, grain: 5, marks: shineThrough },
  { name: 'one word', blank: false, paper: 244, grain: 5, marks: (random) => word(random, 'Anlage', 34) },
  {
    name: 'page number',
    blank: false,
    paper: 244,
    grain: 5,
    marks: (random) =>
      `<text x="${at(random, 790, 850)}" y="2230" font-size="30" font-family="serif" fill="#222">– ${at(random, 2, 9)} –</text>`,
  },
  { name: 'signature', blank: false, paper: 242, grain: 5, marks: stroke },
  {
    name: 'pale stamp',
    blank: false,
    paper: 242,
    grain: 5,
    marks: (random) => word(random, 'EINGEGANGEN 12.03.2024', 46, '#9a86b4'),
  },
  {
    name: 'pencil note',
    blank: false,
    paper: 240,
    grain: 5,
    marks: (random) => word(random, 'bitte Rücksprache', 40, '#a5a5a5'),
  },
  {
    name: 'small print at the foot',
    blank: false,
    paper: 244,
    grain: 5,
    marks: () =>
      '<text x="200" y="2180" font-size="20" font-family="serif" fill="#333">Vordruck 12/345, Stand 01.2024</text>',
  },
]

export function blankCases(): BlankCase[] {
  return KINDS.flatMap((kind, index) =>
    Array.from({ length: PAGES_A_KIND }, (_, page) => ({
      name: `${kind.name} ${page + 1}`,
      blank: kind.blank,
      kind,
      seed: 1 + index * PAGES_A_KIND + page,
    })),
  )
}

export async function writeBlankCase({ kind, seed }: BlankCase, folder: string): Promise<string> {
  const random = seededRandom(seed * SPREAD)
  const paper = new Uint8Array(WIDTH_PX * HEIGHT_PX)
  for (let index = 0; index < paper.length; index++) {
    // Two uniform values make a triangle, which is near enough to the noise of a sensor.
    const noise = (random() + random() - 1) * kind.grain * 2
    paper[index] = Math.max(0, Math.min(255, kind.paper + noise))
  }
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="${WIDTH_PX}" height="${HEIGHT_PX}">${kind.marks(random)}</svg>`
  const path = join(folder, `blank-${seed}.png`)
  await sharp(paper, { raw: { width: WIDTH_PX, height: HEIGHT_PX, channels: 1 } })
    .toColourspace('srgb')
    .composite([{ input: Buffer.from(svg) }])
    .blur(0.6)
    .withMetadata({ density: PPI })
    .png({ compressionLevel: 1 })
    .toFile(path)
  return path
}
