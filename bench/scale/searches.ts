import { createFts5SearchIndex } from '../../src/adapters/search-fts5/search-index.ts'
import { MAILROOM_KEY, systemActor, unitKey, type Actor } from '../../src/domain/access/actor.ts'
import type { SearchFilter, SearchIndex } from '../../src/ports/search-index.ts'
import { personOf, timesOf, type ListTime } from '../embedded/lists.ts'
import { createLetterMaker, fileNumberOf, TENANT, UNITS } from './letters.ts'

export interface SearchResult {
  readonly indexedPerSecond: number
  readonly indexMegabytes: number
  readonly searches: readonly ListTime[]
}

const signal = new AbortController().signal
const PAGE = 20
const COMPLETIONS = 8

/** Fills the index, unless it has been filled before, and times what people ask. */
export async function measureSearches(path: string, documents: number): Promise<SearchResult> {
  const index = await createFts5SearchIndex({ path })
  try {
    const indexedPerSecond = await fill(index, documents)
    const { sizeBytes } = await index.health(signal)
    return {
      indexedPerSecond,
      indexMegabytes: sizeBytes / 2 ** 20,
      searches: await timeSearches(index, documents),
    }
  } finally {
    await index[Symbol.asyncDispose]()
  }
}

async function fill(index: SearchIndex, documents: number): Promise<number> {
  const { documentCount } = await index.health(signal)
  const letters = createLetterMaker()
  let spentMs = 0
  for (let number = documentCount; number < documents; number += 1) {
    const document = letters.documentOf(number)
    const startedAtMs = performance.now()
    await index.upsert(document, signal)
    spentMs += performance.now() - startedAtMs
  }
  return ((documents - documentCount) * 1000) / spentMs
}

interface Search {
  readonly name: string
  /** By round, so that no answer is a repeated one. */
  readonly text: (round: number) => string
  readonly filter?: SearchFilter
}

function searchesOf(documents: number): Search[] {
  const { nameOf } = createLetterMaker()
  return [
    { name: 'one frequent word', text: (round) => ['Antrag', 'Unterlagen', 'Euro'][round % 3] ?? '' },
    { name: 'one word', text: (round) => nameOf(50 + round * 31) },
    { name: 'two words', text: (round) => `Grundsteuerbescheid ${nameOf(5 + round)}` },
    { name: 'three words, the first two frequent', text: (round) => `Antrag Unterlagen ${nameOf(round)}` },
    { name: 'a phrase', text: () => '"Unterlagen zum Wohngeldantrag"' },
    {
      name: 'part of a compound',
      text: (round) => ['Gebühr', 'Satzung', 'Frist', 'Steuer'][round % 4] ?? '',
    },
    { name: 'a beginning', text: (round) => `${nameOf(100 + round).slice(0, 5)}*` },
    { name: 'a word typed wrong', text: (round) => misspelt(nameOf(200 + round * 17)) },
    { name: 'a file number', text: (round) => fileNumberOf((round * 7919) % documents) },
    { name: 'a question', text: (round) => `Wann wird der Antrag von ${nameOf(20 + round)} geprüft?` },
    {
      name: 'one word, one type and year',
      text: () => 'Wohngeld',
      filter: { documentType: 'bescheid', from: '2024-01-01', to: '2024-12-31' },
    },
    { name: 'everything of one unit', text: () => '', filter: { orgUnitId: 'unit-3' } },
    { name: 'everything', text: () => '' },
  ]
}

/** Two letters changed round. */
function misspelt(name: string): string {
  return name.slice(0, 2) + name.charAt(3) + name.charAt(2) + name.slice(4)
}

async function timeSearches(index: SearchIndex, documents: number): Promise<ListTime[]> {
  const times: ListTime[] = []
  for (const [who, actor] of Object.entries(actors())) {
    for (const { name, text, filter = {} } of searchesOf(documents)) {
      let round = 0
      times.push(
        await timesOf(`${who}: ${name}`, async () => {
          round += 1
          await index.query(actor, { text: text(round), filter, limit: PAGE }, signal)
        }),
      )
    }
    for (const { name, text } of beginningsOf(documents)) {
      let round = 0
      times.push(
        await timesOf(`${who}: ${name}`, async () => {
          round += 1
          await index.complete(actor, { text: text(round), limit: COMPLETIONS }, signal)
        }),
      )
    }
  }
  return times
}

function beginningsOf(documents: number): Search[] {
  const { nameOf } = createLetterMaker()
  return [
    {
      name: 'completing two letters',
      text: (round) => ['an', 'be', 'st', 'ge', 'wo', 'we'][round % 6] ?? '',
    },
    { name: 'completing a word', text: (round) => ['Grunds', 'Wohng', 'Unterh'][round % 3] ?? '' },
    { name: 'completing a sender', text: (round) => `Antrag ${nameOf(50 + round * 31).slice(0, 4)}` },
    {
      name: 'completing a file number',
      text: (round) => fileNumberOf((round * 7919) % documents).slice(0, 4),
    },
    { name: 'completing digits', text: (round) => `20${20 + (round % 6)}` },
  ]
}

function actors(): Readonly<Record<string, Actor>> {
  const units = Array.from({ length: UNITS }, (_, unit) => unitKey(`unit-${unit}`))
  return {
    'one unit': personOf(TENANT, 'clerk', units.slice(3, 4)),
    'all units': personOf(TENANT, 'head', [MAILROOM_KEY, ...units]),
    'whole tenant': systemActor(TENANT, 'bench'),
  }
}
