import type { Level } from '../access/confidentiality.ts'

/** What a cover sheet of ours says of the document behind it. */
export interface CoverSheet {
  /** Number of the organisational unit. */
  readonly unit?: string
  readonly fileNumber?: string
  /** Key of the document type. */
  readonly documentType?: string
  /** How few may know of the document; see `levelOf`. */
  readonly level?: Level
}

/** `POSTSTELLE:1;unit=33.2;file=33.41-2026/000123;type=widerspruch;level=confidential`: version 1, pairs in any order, unknown names are passed over. */
const HEAD = /^POSTSTELLE:1(?:;|$)/
const MAX_TEXT_LENGTH = 500
const MAX_VALUE_LENGTH = 100

export function parseCoverSheet(text: string): CoverSheet | undefined {
  if (text.length > MAX_TEXT_LENGTH || !HEAD.test(text)) return undefined
  const pairs = new Map(
    text.split(';').flatMap((pair): [string, string][] => {
      const match = /^(\w{1,20})=(.+)$/u.exec(pair.trim())
      return match === null ? [] : [[match[1] ?? '', (match[2] ?? '').slice(0, MAX_VALUE_LENGTH)]]
    }),
  )
  const level = levelOf(pairs.get('level') ?? pairs.get('vertraulichkeit') ?? '')
  const said = (name: string, key: Exclude<keyof CoverSheet, 'level'>): CoverSheet => {
    const value = pairs.get(name)
    return value === undefined ? {} : { [key]: value }
  }
  return {
    ...said('unit', 'unit'),
    ...said('file', 'fileNumber'),
    ...said('type', 'documentType'),
    ...(level === undefined ? {} : { level }),
  }
}

const LEVEL_WORDS: readonly (readonly [Level, RegExp])[] = [
  ['normal', /^(?:normal|offen|keine)$/i],
  ['confidential', /^(?:confidential|vertraulich)$/i],
  ['strict', /^(?:strict|streng(?:[ _-]vertraulich)?)$/i],
]

/**
 * An unknown word is taken for the strictest: whoever wrote it wanted fewer people to read the letter, and a person decides
 * before anything comes of it.
 */
function levelOf(word: string): Level | undefined {
  if (word.trim() === '') return undefined
  return LEVEL_WORDS.find(([, pattern]) => pattern.test(word.trim()))?.[0] ?? 'strict'
}

export type GivenCover = { readonly [Name in keyof CoverSheet]: CoverSheet[Name] | undefined }

/** What the code of a cover sheet holds; `parseCoverSheet` reads it back. */
export function coverSheetText({ unit, fileNumber, documentType, level }: GivenCover): string {
  const pairs: readonly (readonly [string, string | undefined])[] = [
    ['unit', unit],
    ['file', fileNumber],
    ['type', documentType],
    ['level', level],
  ]
  const said = pairs.flatMap(([name, value]) => (value === undefined ? [] : [`${name}=${value}`]))
  return ['POSTSTELLE:1', ...said].join(';')
}
