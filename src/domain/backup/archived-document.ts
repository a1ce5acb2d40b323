import type { Content } from '../integrity/finding.ts'

export interface ArchivedObject extends Content {
  readonly key: string
  readonly documentId: string
  readonly mediaType: string
}

/**
 * The objects that a document names, from its line in an archive.
 *
 * @throws {SyntaxError} when the line is no JSON
 */
export function objectsInLine(line: string): ArchivedObject[] {
  const row = JSON.parse(line) as Readonly<Record<string, unknown>>
  const documentId = String(row['_id'])
  const images = Array.isArray(row['pageImages']) ? row['pageImages'] : []
  const redactions = Array.isArray(row['redactions']) ? row['redactions'] : []
  const objects = [
    row['original'],
    row['converted'],
    row['viewCopy'],
    member(row['eInvoice'], 'object'),
    ...images.map((image: unknown) => member(image, 'object')),
    ...redactions.map((redaction: unknown) => member(redaction, 'object')),
  ]
  return objects.flatMap((object) => {
    const key = member(object, 'key')
    if (typeof key !== 'string') return []
    const [mediaType, sha256] = [String(member(object, 'mediaType')), String(member(object, 'sha256'))]
    return [{ key, documentId, mediaType, sha256, sizeBytes: numberOf(member(object, 'sizeBytes')) }]
  })
}

function member(value: unknown, name: string): unknown {
  return value !== null && typeof value === 'object' ? (value as Record<string, unknown>)[name] : undefined
}

/** Extended JSON writes a number with its type: `{"$numberInt": "5"}`. */
function numberOf(value: unknown): number {
  if (typeof value === 'number') return value
  return Number(member(value, '$numberInt') ?? member(value, '$numberLong') ?? member(value, '$numberDouble'))
}
