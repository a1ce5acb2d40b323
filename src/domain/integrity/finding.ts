import type { PageImage, StoredDocument, StoredObject } from '../intake/document.ts'

/**
 * What can be wrong with an object (the first five) or with the records that name it.
 *
 * - `missing`      nothing is stored under the key
 * - `truncated`    fewer bytes than were stored, or than can be read
 * - `altered`      other bytes
 * - `swapped`      the bytes of another object that is damaged too
 * - `unexpected`   stored, but no record names it
 * - `record-altered`  a record is not as the audit events say; `fields` names where
 * - `record-missing`  an audit event tells of a document or item that is not there
 * - `record-unknown`  no audit event tells of the document
 */
export const FINDING_KINDS = [
  'missing',
  'truncated',
  'altered',
  'swapped',
  'unexpected',
  'record-altered',
  'record-missing',
  'record-unknown',
] as const
export type FindingKind = (typeof FINDING_KINDS)[number]

export type ObjectPart = 'original' | 'converted' | 'view-copy' | 'e-invoice' | 'page-image' | 'redacted'

export interface Content {
  readonly sizeBytes: number
  readonly sha256: string
}

/** One thing that is not as it must be, with the document it concerns. */
export interface Finding {
  readonly kind: FindingKind
  readonly documentId?: string
  readonly itemId?: string
  readonly objectKey?: string
  readonly part?: ObjectPart
  readonly page?: number
  readonly expected?: Content
  readonly found?: Content
  /** Of `swapped`: the document whose bytes these are. */
  readonly otherDocumentId?: string
  readonly fields?: readonly string[]
}

export interface NamedObject {
  readonly part: ObjectPart
  readonly page?: number
  readonly object: StoredObject
}

/** Every object that a document names. */
export function objectsOf(document: StoredDocument): NamedObject[] {
  const { original, converted, viewCopy, eInvoice, pageImages, redactions = [] } = document
  return [
    { part: 'original', object: original },
    ...(converted === undefined ? [] : [{ part: 'converted', object: converted } as const]),
    ...(viewCopy === undefined ? [] : [{ part: 'view-copy', object: viewCopy } as const]),
    ...(eInvoice?.object === undefined ? [] : [{ part: 'e-invoice', object: eInvoice.object } as const]),
    ...pageImages.map(({ page, object }: PageImage) => ({ part: 'page-image', page, object }) as const),
    ...redactions.flatMap(({ object }) =>
      object === undefined ? [] : [{ part: 'redacted', object } as const],
    ),
  ]
}

/** @param found what is stored under the key now, `undefined` for nothing */
export function damageOf(expected: Content, found: Content | undefined): FindingKind | undefined {
  if (found === undefined) return 'missing'
  if (found.sizeBytes < expected.sizeBytes) return 'truncated'
  return found.sizeBytes === expected.sizeBytes && found.sha256 === expected.sha256 ? undefined : 'altered'
}

/** Damaged objects that hold what belongs to another damaged one were not altered but put in the wrong place. */
export function withSwapsNamed(findings: readonly Finding[]): Finding[] {
  const ownerOf = new Map(
    findings.flatMap((finding) =>
      finding.expected === undefined ? [] : [[finding.expected.sha256, finding] as const],
    ),
  )
  return findings.map((finding) => {
    const owner = finding.found === undefined ? undefined : ownerOf.get(finding.found.sha256)
    if (owner?.documentId === undefined || owner === finding) return finding
    return { ...finding, kind: 'swapped', otherDocumentId: owner.documentId }
  })
}

const DOCUMENT_KEY = /^(?:originals|renditions)\/([^/]+)\/([^/]+)(?:\/|$)/

/** The tenant and the document that a key speaks of; see `store-originals.ts` and the stages for how keys are made. */
export function ownerOfKey(
  key: string,
): { readonly tenantId: string; readonly documentId: string } | undefined {
  const [, tenantId, documentId] = DOCUMENT_KEY.exec(key) ?? []
  return tenantId === undefined || documentId === undefined ? undefined : { tenantId, documentId }
}

/** All that was ever made of a document lies here, also what no record names any more. */
export function renditionFolder(tenantId: string, documentId: string): string {
  return `renditions/${tenantId}/${documentId}`
}
