import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { basename, extname, join, resolve } from 'node:path'

/** A document of which something is known. */
export interface Sample {
  readonly set: string
  readonly id: string
  readonly path: string
  readonly mediaType: string
  readonly language: 'deu' | 'eng'
  /** The whole text; undefined where only some values are known. */
  readonly truth: string | undefined
  /** Values that stand on the page, by name. */
  readonly values: ReadonlyMap<string, string>
}

const MEDIA_TYPES: Readonly<Record<string, string>> = {
  '.pdf': 'application/pdf',
  '.jpg': 'image/jpeg',
  '.jpeg': 'image/jpeg',
  '.png': 'image/png',
  '.tif': 'image/tiff',
  '.tiff': 'image/tiff',
  '.webp': 'image/webp',
}

/**
 * Samples of a folder in the corpus layout: either one set (with a `truth.jsonl`) or a folder of sets. Each line of
 * `truth.jsonl` names a `file` and a `text_file` or `fields`; other lines are left out.
 */
export function readSamples(folder: string): Sample[] {
  const root = resolve(folder)
  if (existsSync(join(root, 'truth.jsonl'))) return readSet(root)
  return readdirSync(root, { withFileTypes: true })
    .filter((entry) => entry.isDirectory() && existsSync(join(root, entry.name, 'truth.jsonl')))
    .flatMap((entry) => readSet(join(root, entry.name)))
}

/** At most so many samples of each set and variant, spread over it. */
export function limitSamples(samples: readonly Sample[], limit: number): Sample[] {
  const groups = groupBy(samples, (sample) => `${sample.set}\t${variantOf(sample)}`)
  return [...groups.values()].flatMap((group) => {
    const step = Math.max(1, group.length / limit)
    const count = Math.min(limit, group.length)
    return Array.from({ length: count }, (_, index) => group[Math.floor(index * step)]).filter(
      (sample) => sample !== undefined,
    )
  })
}

export function groupBy<Item>(items: readonly Item[], keyOf: (item: Item) => string): Map<string, Item[]> {
  const groups = new Map<string, Item[]>()
  for (const item of items) {
    const group = groups.get(keyOf(item))
    if (group === undefined) groups.set(keyOf(item), [item])
    else group.push(item)
  }
  return groups
}

function readSet(folder: string): Sample[] {
  const lines = readFileSync(join(folder, 'truth.jsonl'), 'utf8').split('\n')
  return lines
    .filter((line) => line.trim() !== '')
    .flatMap((line) => toSample(folder, JSON.parse(line)) ?? [])
}

function toSample(folder: string, line: unknown): Sample | undefined {
  if (typeof line !== 'object' || line === null) return undefined
  const { id, lang, fields, ...files } = line as Record<string, unknown>
  const file = String(files['file'])
  const mediaType = MEDIA_TYPES[extname(file).toLowerCase()]
  const path = join(folder, file)
  if (mediaType === undefined || !existsSync(path)) return undefined
  const truth = readTruth(folder, files['text_file'])
  const values = truth === undefined ? readValues(fields) : new Map<string, string>()
  if (truth === undefined && values.size === 0) return undefined
  const language = lang === 'en' ? 'eng' : 'deu'
  const name = typeof id === 'string' ? id : file
  return { set: basename(folder), id: name, path, mediaType, language, truth, values }
}

function readTruth(folder: string, file: unknown): string | undefined {
  if (typeof file !== 'string' || !existsSync(join(folder, file))) return undefined
  return readFileSync(join(folder, file), 'utf8')
}

function readValues(fields: unknown): Map<string, string> {
  if (typeof fields !== 'object' || fields === null) return new Map()
  return new Map(
    Object.entries(fields).flatMap(([name, value]): [string, string][] =>
      typeof value === 'string' ? [[name, value]] : [],
    ),
  )
}

/** The kind of degradation, where ids end in one: `letter.scan300` → `scan300`. */
export function variantOf({ id }: Pick<Sample, 'id'>): string {
  return /\.([a-z]+\d*)$/u.exec(id)?.[1] ?? '-'
}
