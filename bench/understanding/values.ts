import { extractEmails } from '../../src/domain/extraction/contacts.ts'
import { isoDate } from '../../src/domain/extraction/calendar.ts'
import { findDates } from '../../src/domain/extraction/dates.ts'
import { extractProposals } from '../../src/domain/extraction/extract.ts'
import { isValidIban } from '../../src/domain/extraction/iban-check.ts'
import { findMoney } from '../../src/domain/extraction/money.ts'
import { readingOf } from '../../src/domain/extraction/reading.ts'
import { textPages } from '../../src/domain/extraction/text-page.ts'
import { readItems } from './corpus.ts'
import type { CorpusItem } from './corpus.ts'
import { listMeasures } from './measures.ts'
import type { Measure } from './measures.ts'

/** Nothing is known of the arrival of these texts; they are all older. */
export const RECEIVED_ON = '2026-12-31'
const PIVOT_YEAR = 2026

/** Dates, sums, addresses and numbers in single sentences. */
export function measureValues(corpusDir: string): readonly Measure[] {
  const core = readItems(corpusDir, 'values_in_sentences', 'core.jsonl') ?? []
  const languages = ['de', 'en']
  return [
    ...languages.flatMap((lang) => valueMeasures(core, lang, 'date', datesIn)),
    ...languages.flatMap((lang) => valueMeasures(core, lang, 'amount', amountsIn)),
    ...emailMeasures(readItems(corpusDir, 'values_in_sentences') ?? []),
    ...ibanMeasures(readItems(corpusDir, 'iban') ?? []),
    ...fileNumberMeasures(readItems(corpusDir, 'file_numbers_de') ?? []),
  ]
}

function valueMeasures(
  items: readonly CorpusItem[],
  lang: string,
  kind: string,
  find: (text: string) => readonly string[],
): readonly Measure[] {
  const lists = items
    .filter((item) => item.lang === lang && item.kind === kind)
    .map((item) => ({
      found: find(item.input ?? ''),
      wanted: (item.expected ?? []).map((value) => canonical(kind, value)),
    }))
  return lists.length === 0 ? [] : listMeasures('values_in_sentences', `${kind} (${lang})`, lists)
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

function fileNumberMeasures(items: readonly CorpusItem[]): readonly Measure[] {
  const compact = (text: unknown): string => (typeof text === 'string' ? text.replace(/\s/g, '') : '')
  const lists = items.map((item) => ({
    found: (
      extractProposals(textPages(item.text ?? ''), { receivedOn: RECEIVED_ON }).fields.fileNumbers ?? []
    ).map(({ value }) => compact(value)),
    wanted: [...new Set((item.file_numbers ?? []).map(compact))],
  }))
  return lists.length === 0 ? [] : listMeasures('file_numbers_de', 'file number', lists)
}
