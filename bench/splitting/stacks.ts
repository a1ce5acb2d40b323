import type { RecognizedPage } from '../../src/domain/recognition/page.ts'
import { seededRandom } from '../../test/support/seeded-random.ts'
import { createPen } from './draw-page.ts'
import type { Source } from './sources.ts'

export interface Stack {
  readonly pages: readonly RecognizedPage[]
  /** Numbers of the pages with which letters begin, sheets and empty sides left out. */
  readonly starts: ReadonlySet<number>
  /** Set of the letter that each written page belongs to. */
  readonly setOf: ReadonlyMap<number, string>
}

export interface StackKind {
  readonly letters: number
  /** Backs are scanned, so that odd letters end with an empty side. */
  readonly twoSided: boolean
  /** A separator sheet lies before each letter; this share of them cannot be read. */
  readonly sheets: { readonly unreadable: number } | undefined
}

/** The next letter comes from the same sender, or from the same set, in this share of cases. */
const SAME_FAMILY_SHARE = 0.2
const SAME_SET_SHARE = 0.2

/** Letters drawn from the sources, none twice, the same for the same seed. */
export function composeStack(sources: readonly Source[], kind: StackKind, seed: number): Stack {
  const random = seededRandom(seed)
  let left = sources
  const pages: RecognizedPage[] = []
  const starts = new Set<number>()
  const setOf = new Map<number, string>()
  let source: Source | undefined
  for (let count = 0; count < kind.letters && left.length > 0; count++) {
    source = nextSource(left, source, random)
    const { twin } = source
    // The same letter twice in one stack is no question of where letters begin.
    left = left.filter((other) => other.twin !== twin)
    if (kind.sheets !== undefined) putSheet(pages, kind, random)
    starts.add(pages.length + 1)
    for (const page of source.pages) {
      setOf.set(pages.length + 1, source.set)
      pages.push({ ...page, number: pages.length + 1, blank: false })
    }
    if (kind.twoSided && pages.length % 2 === 1) pages.push(emptySide(pages.length + 1))
  }
  return { pages, starts, setOf }
}

/** Sets count alike, however many letters they have. */
function nextSource(left: readonly Source[], last: Source | undefined, random: () => number): Source {
  const at = random()
  const family = at < SAME_FAMILY_SHARE ? left.filter((other) => other.family === last?.family) : []
  if (family.length > 0) return anyOf(family, random)
  const sets = [...new Set(left.map((other) => other.set))]
  const isSameSet = at < SAME_FAMILY_SHARE + SAME_SET_SHARE && last !== undefined && sets.includes(last.set)
  const set = isSameSet ? last.set : anyOf(sets, random)
  return anyOf(
    left.filter((other) => other.set === set),
    random,
  )
}

function anyOf<Item>(items: readonly Item[], random: () => number): Item {
  const item = items[Math.floor(random() * items.length)]
  if (item === undefined) throw new Error('Nothing is left to draw from.')
  return item
}

/** Names of sheets as recognition reads them off a damaged sheet. */
const NAMES = ['TRENNBLATT', 'TRENNBLAIT', 'Trennb1att', 'TRENMBLATT']

function putSheet(pages: RecognizedPage[], { sheets, twoSided }: StackKind, random: () => number): void {
  const pen = createPen(random, 0)
  const isUnreadable = random() < (sheets?.unreadable ?? 0)
  const hasName = random() < 0.7
  if (!isUnreadable || hasName) pen.line(isUnreadable ? anyOf(NAMES, random) : 'TRENNBLATT', 200, 420, 30)
  const page = { ...pen.page(pages.length + 1), blank: false }
  const box = [0.1, 0.1, 0.4, 0.3] as const
  pages.push(
    isUnreadable
      ? { ...page, ...(hasName && random() < 0.5 ? {} : { unreadCodes: [box] }) }
      : { ...page, barcodes: [{ format: 'QRCode', text: 'PATCHT', box }] },
  )
  if (twoSided) pages.push(emptySide(pages.length + 1))
}

function emptySide(number: number): RecognizedPage {
  return createPen(() => 0.5, 0).page(number)
}
