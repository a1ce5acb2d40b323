import { createHash } from 'node:crypto'
import { existsSync, readdirSync, statSync } from 'node:fs'
import { mkdir, readFile, writeFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { gunzipSync } from 'node:zlib'
import type { OcrEngine } from '../../domain/recognition/engine-choice.ts'

/** Models as Debian and Ubuntu install them (tessdata_fast): 1.65 times faster than those from npm, as accurate. */
const DEBIAN_ROOT = '/usr/share/tesseract-ocr'
const WANTED = ['deu', 'eng']
/** Integer models trained with the best data, as npm packages bring them. */
const NPM_VARIANT = '4.0.0_best_int'
const MARK_DIGITS = 6

/** A folder with `<language>.traineddata` files. */
interface ModelFolder {
  readonly directory: string
  readonly languages: ReadonlySet<string>
}

/** Models to read with. */
export interface Tessdata extends ModelFolder {
  /** Changes with the models; part of what is recorded of a reading. */
  readonly mark: string
  /** More accurate and slower ones, where the usual ones are the fast kind. */
  readonly better: ModelFolder | undefined
}

/**
 * Finds language data, in this order: the named folder, the system's when it has German and English, the npm packages
 * (unpacked into `unpackTo`). Those of npm also serve as the better ones beside the system's. Nothing is ever downloaded.
 */
export async function findTessdata(named: string | undefined, unpackTo: string): Promise<Tessdata> {
  const mark = modelsMark(named)
  if (named !== undefined) return { ...describe(named), better: undefined, mark }
  const found = findSystemModels()
  if (found !== undefined) return { ...found, better: await unpackFromNpm(unpackTo, WANTED), mark }
  return { ...(await unpackFromNpm(unpackTo, [...WANTED, 'osd'])), better: undefined, mark }
}

/** The newest models of the system that have German and English. */
export function findSystemModels(): ModelFolder | undefined {
  return systemFolders()
    .map(describe)
    .find(({ languages }) => WANTED.every((language) => languages.has(language)))
}

/** Engine, version and models as the record of a page names them, such as `tesseract 5.3.0 [4f2a91]`. */
export function nameOfReading(engine: OcrEngine, version: string, mark: string): string {
  return `${engine} ${version} [${mark}]`
}

/** Digits that stand for the models that `findTessdata` would give: names and sizes tell them apart. */
export function modelsMark(named: string | undefined): string {
  const folder = named ?? findSystemModels()?.directory
  const sizes = folder === undefined ? [] : sizesIn(folder)
  const facts = named === undefined ? [...sizes, `npm ${NPM_VARIANT}`] : sizes
  return createHash('sha256').update(facts.join('\n')).digest('hex').slice(0, MARK_DIGITS)
}

function sizesIn(folder: string): string[] {
  const { languages } = describe(folder)
  return [...languages].sort().map((language) => {
    return `${language} ${statSync(join(folder, `${language}.traineddata`)).size}`
  })
}

/** The folder to read with for the wanted model. */
export function modelFolder(tessdata: Tessdata, model: 'usual' | 'better'): string {
  return (model === 'better' ? tessdata.better : undefined)?.directory ?? tessdata.directory
}

function systemFolders(): string[] {
  if (!existsSync(DEBIAN_ROOT)) return []
  const versions = readdirSync(DEBIAN_ROOT).sort((a, b) => Number(b) - Number(a))
  return versions
    .map((version) => join(DEBIAN_ROOT, version, 'tessdata'))
    .filter((folder) => existsSync(folder))
}

function describe(directory: string): ModelFolder {
  const suffix = '.traineddata'
  const files = readdirSync(directory).filter((name) => name.endsWith(suffix))
  return { directory, languages: new Set(files.map((name) => name.slice(0, -suffix.length))) }
}

async function unpackFromNpm(target: string, languages: readonly string[]): Promise<ModelFolder> {
  await mkdir(target, { recursive: true })
  for (const language of languages) {
    const file = join(target, `${language}.traineddata`)
    if (!existsSync(file)) await writeFile(file, await readNpmModel(language))
  }
  return describe(target)
}

/** Orientation needs the old engine, whose data only the full variant has. */
async function readNpmModel(language: string): Promise<Buffer> {
  const root = dirname(createRequire(import.meta.url).resolve(`@tesseract.js-data/${language}/package.json`))
  const variant = language === 'osd' ? '4.0.0' : NPM_VARIANT
  return gunzipSync(await readFile(join(root, variant, `${language}.traineddata.gz`)))
}
