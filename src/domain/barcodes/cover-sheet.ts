/** What a cover sheet of ours says of the document behind it. */
export interface CoverSheet {
  /** Number of the organisational unit. */
  readonly unit?: string
  readonly fileNumber?: string
  /** Key of the document type. */
  readonly documentType?: string
}

/** `POSTSTELLE:1;unit=33.2;file=33.41-2026/000123;type=widerspruch`: version 1, pairs in any order, unknown names are passed over. */
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
  const said = (name: string, key: keyof CoverSheet): CoverSheet => {
    const value = pairs.get(name)
    return value === undefined ? {} : { [key]: value }
  }
  return { ...said('unit', 'unit'), ...said('file', 'fileNumber'), ...said('type', 'documentType') }
}
