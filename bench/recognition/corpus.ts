import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { basename, extname, join, resolve } from 'node:path'

/** A document whose text is known. */
export interface Sample {
  readonly set: string
  readonly id: string
  readonly path: string
  readonly mediaType: string
  readonly truth: string
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
 * `truth.jsonl` names a `file` and a `text_file`; lines without either are left out.
 */
export function readSamples(folder: string): Sample[] {
  const root = resolve(folder)
  if (existsSync(join(root, 'truth.jsonl'))) return readSet(root)
  return readdirSync(root, { withFileTypes: true })
    .filter((entry) => entry.isDirectory() && existsSync(join(root, entry.name, 'truth.jsonl')))
    .flatMap((entry) => readSet(join(root, entry.name)))
}

function readSet(folder: string): Sample[] {
  const lines = readFileSync(join(folder, 'truth.jsonl'), 'utf8').split('\n')
  return lines
    .filter((line) => line.trim() !== '')
    .flatMap((line) => toSample(folder, JSON.parse(line)) ?? [])
}

function toSample(folder: string, line: unknown): Sample | undefined {
  if (typeof line !== 'object' || line === null) return undefined
  const { id, file, text_file: textFile } = line as Record<string, unknown>
  if (typeof file !== 'string' || typeof textFile !== 'string') return undefined
  const mediaType = MEDIA_TYPES[extname(file).toLowerCase()]
  const path = join(folder, file)
  const truthPath = join(folder, textFile)
  if (mediaType === undefined || !existsSync(path) || !existsSync(truthPath)) return undefined
  const truth = readFileSync(truthPath, 'utf8')
  return { set: basename(folder), id: typeof id === 'string' ? id : file, path, mediaType, truth }
}

/** The kind of degradation, where ids end in one: `letter.scan300` → `scan300`. */
export function variantOf({ id }: Sample): string {
  return /\.([a-z]+\d*)$/u.exec(id)?.[1] ?? '-'
}
