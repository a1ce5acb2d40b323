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

/** The next letter comes from the same set, where senders are alike, in this share of cases. */
const SAME_SET_SHARE = 0.35

/** Letters drawn from the sources, none twice, the same for the same seed. */
export function composeStack(sources: readonly Source[], kind: StackKind, seed: number): Stack {
  const random = seededRandom(seed)
  const left = bySet(sources)
  const pages: RecognizedPage[] = []
  const starts = new Set<number>()
  const setOf = new Map<number, string>()
  let set: string | undefined
  for (let count = 0; count < kind.letters && left.size > 0; count++) {
    set =
      set !== undefined && left.has(set) && random() < SAME_SET_SHARE ? set : anyOf([...left.keys()], random)
    const source = takeFrom(left, set, random)
    dropTwins(left, source)
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

function bySet(sources: readonly Source[]): Map<string, Source[]> {
  const sets = new Map<string, Source[]>()
  for (const source of sources) sets.set(source.set, [...(sets.get(source.set) ?? []), source])
  return sets
}

function takeFrom(left: Map<string, Source[]>, set: string, random: () => number): Source {
  const sources = left.get(set) ?? []
  const [source] = sources.splice(Math.floor(random() * sources.length), 1)
  if (source === undefined) throw new Error(`Nothing is left of ${set}.`)
  return source
}

/** The same letter twice in one stack is no question of where letters begin. */
function dropTwins(left: Map<string, Source[]>, { twin }: Source): void {
  for (const [set, sources] of left) {
    const others = sources.filter((other) => other.twin !== twin)
    if (others.length === 0) left.delete(set)
    else left.set(set, others)
  }
}

function anyOf(names: readonly string[], random: () => number): string {
  return names[Math.floor(random() * names.length)] ?? ''
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
