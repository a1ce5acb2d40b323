import { existsSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { textPages } from '../../src/domain/extraction/text-page.ts'
import { readingOf } from '../../src/domain/extraction/reading.ts'
import type { ReadablePage } from '../../src/domain/extraction/reading.ts'
import { readItems, readRecognised, transcriptOf } from './corpus.ts'
import type { CorpusItem } from './corpus.ts'
import { measureFields } from './fields.ts'
import { measureBaselines } from './baselines.ts'
import { E_INVOICE_SETS, measureEInvoices } from './e-invoices.ts'
import { readLabelled } from './labelled.ts'
import { measureLearning, measureTrainTest } from './learning.ts'
import { measureFewShot } from './few-shot.ts'
import { measureKnownSenders } from './known-senders.ts'
import type { FewShotOptions } from './few-shot.ts'
import type { LabelledDocument } from './learning.ts'
import { printTable } from './measures.ts'
import type { Measure } from './measures.ts'
import { halfOf } from './halves.ts'
import type { Look } from './halves.ts'
import { readDocuments } from './read-documents.ts'
import { measureValues } from './values.ts'

export interface UnderstandingBenchOptions {
  readonly corpusDir?: string
  readonly jsonFile?: string
  /**
   * `--predictions FILE` takes recognised pages from there; `--read` reads the files themselves, as the product does, and with
   * `--write FILE` keeps the pages for `--predictions`; `--misses` prints every wrong field; `--set NAME` measures one set;
   * `--half 1` or `--half 2` takes one half of each set of fields and values only, drawn by `--seed N` (so that rules are made by looking at the
   * one and judged by the other); `--few-shot` leaves out each kind of letter and teaches it by a few examples (`--seeds 1,2`, `--half N` of the
   * kinds, `--after-start` learns all anew before each asking); `--train FILE --test FILE` measures labelled texts (CSV `label,text` or JSON lines) beside known classifiers.
   */
  readonly args: readonly string[]
}

/** Sets of documents with fields; those without transcripts need `--read` or `--predictions`. */
const FIELD_SETS = [
  'zugferd_de',
  'zugferd_scans_de',
  'goae_invoice_de',
  'receipts_de',
  'sroie_en_receipts',
  'bank_docs_de',
]

/** Measures extraction and classification on the labelled sets of a corpus and prints a table. */
export async function run({ corpusDir, jsonFile, args }: UnderstandingBenchOptions): Promise<void> {
  const [trainFile, testFile] = [valueOf(args, '--train'), valueOf(args, '--test')]
  if (trainFile !== undefined && testFile !== undefined) {
    finish(trainTestMeasures(testFile, readLabelled(trainFile), readLabelled(testFile)), jsonFile)
    return
  }
  if (corpusDir === undefined) {
    process.stdout.write('understanding: skipped, no corpus found (--corpus DIR or CORPUS_DIR)\n')
    return
  }
  const isWanted = (set: string): boolean => (valueOf(args, '--set') ?? set) === set
  if (args.includes('--few-shot')) {
    finish(fewShotMeasures(corpusDir, args, isWanted), jsonFile)
    return
  }
  const recognised = await recognisedPages(corpusDir, args, FIELD_SETS.filter(isWanted))
  const measures: Measure[] = []
  const look: Look = {
    keeps: halfOf(valueOf(args, '--half'), valueOf(args, '--seed')),
    misses: missesOf(args),
  }
  if (isWanted('values')) measures.push(...measureValues(corpusDir, look))
  for (const set of FIELD_SETS.filter(isWanted))
    measures.push(...fieldMeasures(corpusDir, set, recognised, look))
  for (const set of E_INVOICE_SETS.filter(isWanted))
    measures.push(...measureEInvoices(corpusDir, set, missesOf(args)))
  if (isWanted('bank_docs_de')) measures.push(...bankMeasures(corpusDir))
  if (isWanted('gnad_de_topics')) measures.push(...topicMeasures(corpusDir))
  finish(measures, jsonFile)
}

function finish(measures: readonly Measure[], jsonFile: string | undefined): void {
  printTable(measures)
  if (jsonFile !== undefined) writeFileSync(jsonFile, `${JSON.stringify(measures, undefined, 1)}\n`)
}

function valueOf(args: readonly string[], name: string): string | undefined {
  const index = args.indexOf(name)
  return index < 0 ? undefined : args[index + 1]
}

function missesOf(args: readonly string[]): ((line: string) => void) | undefined {
  return args.includes('--misses') ? (line) => void process.stdout.write(`${line}\n`) : undefined
}

type Recognised = ReadonlyMap<string, readonly ReadablePage[]>

async function recognisedPages(
  corpusDir: string,
  args: readonly string[],
  sets: readonly string[],
): Promise<Recognised> {
  const file = valueOf(args, '--predictions')
  if (file !== undefined) return readRecognised(file)
  if (!args.includes('--read')) return new Map()
  const pages = await readDocuments(corpusDir, sets)
  const target = valueOf(args, '--write')
  if (target !== undefined) {
    writeFileSync(target, [...pages].map(([id, list]) => `${JSON.stringify({ id, pages: list })}\n`).join(''))
  }
  return pages
}

function fieldMeasures(
  corpusDir: string,
  set: string,
  recognised: Recognised,
  { keeps, misses }: Look,
): readonly Measure[] {
  const items = (readItems(corpusDir, set) ?? []).filter(({ id }) => keeps(id))
  const pagesOf = (item: CorpusItem): readonly ReadablePage[] | undefined =>
    recognised.get(`${set}/${item.id}`) ?? transcriptOf(corpusDir, set, item)
  const known = items.filter((item) => pagesOf(item) !== undefined).length
  if (known < items.length) {
    process.stdout.write(
      `${set}: ${items.length - known} of ${items.length} skipped: no text (use --read or --predictions)\n`,
    )
  }
  return measureFields(set, items, pagesOf, misses)
}

/** Kinds nobody has seen, after a few examples; with `--half N` half the kinds. */
function fewShotMeasures(
  corpusDir: string,
  args: readonly string[],
  isWanted: (set: string) => boolean,
): readonly Measure[] {
  const tell = missesOf(args)
  const options: FewShotOptions = {
    seeds: (valueOf(args, '--seeds') ?? '1,2').split(','),
    keepsKind: halfOf(valueOf(args, '--half'), valueOf(args, '--seed')),
    isAfterStart: args.includes('--after-start'),
    ...(tell === undefined ? {} : { tell }),
  }
  const measures: Measure[] = []
  if (isWanted('bank_docs_de')) {
    const letters = bankLetters(corpusDir)
    const named = (set: string, label: (letter: BankLetter) => string): readonly Measure[] =>
      measureFewShot(
        set,
        letters.map((letter) => ({ id: letter.id, label: label(letter), pages: letter.pages })),
        options,
      )
    measures.push(
      ...named('bank letters: a new type', ({ label }) => label),
      ...named('bank letters: a new sender', ({ group }) => group),
      ...named('bank letters: a new type of one sender', ({ label, group }) => `${group} ${label}`),
      ...measureKnownSenders(
        'bank letters: a sender known again',
        letters.map(({ id, group, pages }) => ({ id, sender: group, pages })),
        options.seeds,
      ),
    )
  }
  if (isWanted('gnad_de_topics'))
    measures.push(...measureFewShot('articles: a new topic', topics(corpusDir), options))
  return measures
}

const BANK_LETTERS = 'bank_docs_de'

/** By bank. */
type BankLetter = LabelledDocument & { readonly group: string }

function bankLetters(corpusDir: string): readonly BankLetter[] {
  return (readItems(corpusDir, BANK_LETTERS) ?? []).flatMap((item) => {
    const pages = transcriptOf(corpusDir, BANK_LETTERS, item)
    return pages === undefined || typeof item.doctype !== 'string'
      ? []
      : [{ id: item.id, label: item.doctype, group: item.sender ?? '', pages }]
  })
}

/** Kinds of bank letters: known banks (documents mixed), and banks never seen in training. */
function bankMeasures(corpusDir: string): readonly Measure[] {
  const set = BANK_LETTERS
  const documents = bankLetters(corpusDir)
  const mixed = documents.map(({ id, label, pages }) => ({ id, label, pages }))
  return [
    ...measureLearning(`${set}: document type`, mixed),
    ...measureLearning(`${set}: document type, unseen banks`, documents),
    ...measureLearning(
      `${set}: sender as label`,
      documents.map(({ id, group, pages }) => ({ id, label: group, pages })),
    ),
  ]
}

/** One in so many texts is asked for when classifiers are compared. */
const BASELINE_SHARE = 4

/** Ours and the known classifiers on the same split. */
function trainTestMeasures(
  set: string,
  train: readonly LabelledDocument[],
  test: readonly LabelledDocument[],
): readonly Measure[] {
  const texts = (documents: readonly LabelledDocument[]): { label: string; text: string }[] =>
    documents.map(({ label, pages }) => ({
      label,
      text: readingOf(pages)
        .map(({ text }) => text)
        .join('\n'),
    }))
  return [...measureTrainTest(set, train, test), ...measureBaselines(set, texts(train), texts(test))]
}

const TOPICS = 'gnad_de_topics'

function topics(corpusDir: string): readonly LabelledDocument[] {
  const items = existsSync(join(corpusDir, TOPICS)) ? (readItems(corpusDir, TOPICS) ?? []) : []
  return items.map((item) => ({ id: item.id, label: item.label ?? '', pages: textPages(item.text ?? '') }))
}

function topicMeasures(corpusDir: string): readonly Measure[] {
  const set = TOPICS
  const documents = topics(corpusDir)
  const train = documents.filter((_document, index) => index % BASELINE_SHARE !== 0)
  const test = documents.filter((_document, index) => index % BASELINE_SHARE === 0)
  return [
    ...measureLearning(`${set}: topic`, documents),
    ...(documents.length === 0 ? [] : trainTestMeasures(`${set}: one split`, train, test)),
  ]
}
