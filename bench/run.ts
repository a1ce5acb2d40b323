// `npm run bench -- NAME [--corpus DIR] [--json FILE] [more]`: one folder a benchmark; each exports `run`.
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

const [name, ...rest] = process.argv.slice(2)
if (name === undefined || !names.includes(name)) {
  process.stderr.write(
    `Usage: npm run bench -- NAME [--corpus DIR] [--json FILE]\nNAME is one of: ${names.join(', ')}\n`,
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
