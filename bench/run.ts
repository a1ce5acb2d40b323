// `npm run bench -- NAME [--corpus DIR] [--json FILE] [more]`: one folder a benchmark; each exports `run`. Without a name: uploads.
import { existsSync, readdirSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'
import { parseArgs } from 'node:util'

export interface BenchOptions {
  readonly corpusDir?: string
  readonly jsonFile?: string
  /** Whatever stands behind the common options. */
  readonly args: readonly string[]
}

const here = fileURLToPath(new URL('.', import.meta.url))
const names = readdirSync(here).filter((name) => existsSync(join(here, name, 'bench.ts')))

/** What asks for no corpus and tells of the promise that everything else rests on; in a minute or two. */
const WITHOUT_NAME = ['uploads', '--count', '1000']
const given = process.argv.slice(2)
const isNamed = given[0] !== undefined && !given[0].startsWith('-')
const [name = '', ...rest] = isNamed ? given : [...WITHOUT_NAME, ...given]
if (!names.includes(name) || given.includes('--help')) {
  process.stderr.write(
    `Usage: npm run bench -- [NAME] [--corpus DIR] [--json FILE]\nNAME is one of: ${names.join(', ')}; without one: ${WITHOUT_NAME.join(' ')}\n`,
  )
  process.exit(2)
}

const { values } = parseArgs({
  args: rest,
  options: { corpus: { type: 'string' }, json: { type: 'string' } },
  strict: false,
  allowPositionals: true,
})
const corpus = values.corpus ?? process.env['CORPUS_DIR'] ?? '../shared/corpus'
const corpusDir = typeof corpus === 'string' && existsSync(corpus) ? resolve(corpus) : undefined
const { json } = values

const bench = (await import(pathToFileURL(join(here, name, 'bench.ts')).href)) as {
  run: (options: BenchOptions) => Promise<void>
}
await bench.run({
  ...(corpusDir === undefined ? {} : { corpusDir }),
  ...(typeof json === 'string' ? { jsonFile: resolve(json) } : {}),
  args: rest,
})
