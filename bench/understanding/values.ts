import { extractEmails } from '../../src/domain/extraction/contacts.ts'
import { isoDate } from '../../src/domain/calendar/civil-date.ts'
import { findDates } from '../../src/domain/extraction/dates.ts'
import { extractProposals } from '../../src/domain/extraction/extract.ts'
import { isValidIban } from '../../src/domain/extraction/iban-check.ts'
import { findMoney } from '../../src/domain/extraction/money.ts'
import { readingOf } from '../../src/domain/extraction/reading.ts'
import { textPages } from '../../src/domain/extraction/text-page.ts'
import { readItems } from './corpus.ts'
import type { CorpusItem } from './corpus.ts'
import type { Look } from './halves.ts'
import { listMeasures, overlap } from './measures.ts'
import type { Measure } from './measures.ts'

/** Nothing is known of the arrival of these texts; they are all older. */
export const RECEIVED_ON = '2026-12-31'
const PIVOT_YEAR = 2026

/** Dates, sums, addresses and numbers in single sentences. */
export function measureValues(corpusDir: string, look: Look): readonly Measure[] {
  const read = (set: string, file?: string): readonly CorpusItem[] =>
    (readItems(corpusDir, set, file) ?? []).filter((item) => look.keeps(item.iban ?? item.id))
  const core = read('values_in_sentences', 'core.jsonl')
  const languages = ['de', 'en']
  return [
    ...languages.flatMap((lang) => valueMeasures(core, { lang, kind: 'date', find: datesIn }, look)),
    ...languages.flatMap((lang) => valueMeasures(core, { lang, kind: 'amount', find: amountsIn }, look)),
    ...emailMeasures(read('values_in_sentences')),
    ...ibanMeasures(read('iban')),
    ...fileNumberMeasures(read('file_numbers_de'), look),
  ]
}

interface ValueKind {
  readonly lang: string
  readonly kind: string
  readonly find: (text: string) => readonly string[]
}

function valueMeasures(
  items: readonly CorpusItem[],
  { lang, kind, find }: ValueKind,
  { misses }: Look,
): readonly Measure[] {
  const lists = items
    .filter((item) => item.lang === lang && item.kind === kind)
    .map((item) => ({
      text: item.input ?? '',
      found: find(item.input ?? ''),
      wanted: (item.expected ?? []).map((value) => canonical(kind, value)),
    }))
  for (const list of lists) tellMiss(`values_in_sentences ${kind} (${lang})`, list, misses)
  return lists.length === 0 ? [] : listMeasures('values_in_sentences', `${kind} (${lang})`, lists)
}

interface ValueList {
  readonly text: string
  readonly found: readonly string[]
  readonly wanted: readonly string[]
}

function tellMiss(name: string, { text, found, wanted }: ValueList, misses: Look['misses']): void {
  const isRight = found.length === wanted.length && overlap(found, wanted) === wanted.length
  if (!isRight)
    misses?.(`${name}: ${wanted.join(', ')} ≠ ${found.join(', ')} in ${JSON.stringify(text.slice(0, 300))}`)
}

function canonical(kind: string, value: unknown): string {
  const first: unknown = Array.isArray(value) ? value[0] : value
  const text = typeof first === 'string' || typeof first === 'number' ? String(first) : ''
  return kind === 'amount' ? Number(text.replace(/[^\d.-]/g, '')).toFixed(2) : text
}

function datesIn(text: string): readonly string[] {
  return findDates(text, PIVOT_YEAR).map(({ date }) => isoDate(date))
}

function amountsIn(text: string): readonly string[] {
  return findMoney(text)
    .filter(({ hasCurrency }) => hasCurrency)
    .map(({ money }) => Number(money.amount).toFixed(2))
}

function emailMeasures(items: readonly CorpusItem[]): readonly Measure[] {
  const lists = items
    .filter((item) => item.kind === 'email')
    .map((item) => ({
      found: extractEmails(readingOf(textPages(item.input ?? ''))).proposals.map(({ value }) =>
        typeof value === 'string' ? value.toLowerCase() : '',
      ),
      wanted: (item.expected ?? []).map((span) => (span as { text: string }).text.toLowerCase()),
    }))
  return lists.length === 0 ? [] : listMeasures('values_in_sentences', 'e-mail (en)', lists)
}

function ibanMeasures(items: readonly CorpusItem[]): readonly Measure[] {
  if (items.length === 0) return []
  const right = items.filter(
    (item) => isValidIban((item.iban ?? '').replace(/\s/g, '').toUpperCase()) === item.valid,
  ).length
  return [{ set: 'iban', measure: 'validity told rightly', value: right / items.length, count: items.length }]
}

function fileNumberMeasures(items: readonly CorpusItem[], { misses }: Look): readonly Measure[] {
  const compact = (text: unknown): string => (typeof text === 'string' ? text.replace(/\s/g, '') : '')
  const lists = items.map((item) => ({
    text: item.text ?? '',
    found: (
      extractProposals(textPages(item.text ?? ''), { receivedOn: RECEIVED_ON }).fields.fileNumbers ?? []
    ).map(({ value }) => compact(value)),
    wanted: [...new Set((item.file_numbers ?? []).map(compact))],
  }))
  for (const list of lists) tellMiss('file_numbers_de', list, misses)
  if (lists.length === 0) return []
  const bare = lists.map(({ found, wanted }) => ({
    found: found.map(bareNumber),
    wanted: wanted.map(bareNumber),
  }))
  return [
    ...listMeasures('file_numbers_de', 'file number', lists),
    ...listMeasures('file_numbers_de', 'file number, without signs of court and procedure', bare),
  ]
}

/** The set cuts the sign of a social court and of the procedure off ("12 R 3/14" for "B 12 R 3/14 R"); a person reads them with it. */
function bareNumber(number: string): string {
  return number
    .replace(/^[BLS](?=\d{1,3}[A-Z])/, '')
    .replace(/^1WDS-/, '')
    .replace(/(?:B?ER|[BRSUCPK]|\(PKH\)|\(EP\))$/, '')
}
