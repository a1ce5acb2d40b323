import type { GrantKey, Person } from '../access/actor.ts'
import type { SimilarDocument } from '../classification/similar-documents.ts'
import type { Fingerprint } from '../duplicates/fingerprint.ts'
import type { Conformance } from '../recognition/conformance.ts'
import type { StoredMail } from '../mail/mail-facts.ts'
import type { StoredArchive } from '../archives/archive-entry.ts'
import type { FileFeatures } from '../recognition/file-features.ts'
import type { ProposalField, Proposals } from '../extraction/proposal.ts'
import type { Redaction } from '../redaction/redaction.ts'
import type { ProcessingState } from './incoming-item.ts'
import type { StoredObject } from './stored-object.ts'
import type { VirusScan } from './virus-scan.ts'

export type { StoredObject }

export interface PageImage {
  readonly page: number
  readonly widthPx: number
  readonly heightPx: number
  readonly object: StoredObject
}

/**
 * What a person or a rule confirmed for one field: lists for the fields that the contract names in the plural, `null` where
 * a person says that there is no value.
 */
export interface IndexEntry {
  readonly value: unknown
  readonly confirmedAt: string
  readonly confirmedBy: { readonly kind: 'user' | 'rule'; readonly id: string; readonly displayName: string }
}

export type IndexData = Readonly<Partial<Record<ProposalField, IndexEntry>>>

export interface OcrSummary {
  readonly engine: string
  readonly meanConfidence: number
  readonly source: 'text-layer' | 'ocr' | 'mixed'
  /** `READING_VERSION` of then; absent for documents that were read before it was kept. */
  readonly readingVersion?: number
}

/** How the scan of a letter was made anew: from its paper, or from the first scan with pages that had been left out. */
export const VERSION_WAYS = ['rescan', 'restored-pages'] as const
export type VersionWay = (typeof VERSION_WAYS)[number]

/** One version of a scan in the place of another; both are kept. */
export interface VersionStep {
  /** The other one. */
  readonly documentId: string
  readonly way: VersionWay
  /** ISO 8601 instant. */
  readonly at: string
  readonly by: Person
  readonly reason: string
}

/** Work of the machine on one document. */
export interface DocumentProcessing {
  readonly state: ProcessingState
  readonly stage: string
  readonly reason?: string
  readonly pagesDone: number
}

/** The electronic invoice of a document: its data as JSON beside the original, or why they were not read. */
export interface StoredEInvoice {
  readonly object?: StoredObject
  /** Code of the failure. */
  readonly refusal?: string
}

/** What is read and drawn of a document. */
export function readableObject({
  original,
  converted,
}: Pick<StoredDocument, 'original' | 'converted'>): StoredObject {
  return converted ?? original
}

/** One document of an incoming item: the unaltered original and all that was added to it. */
export interface StoredDocument {
  readonly id: string
  readonly tenantId: string
  readonly itemId: string
  /** Clean name for people; the name as sent stands in the audit event of the intake only. */
  readonly filename: string
  readonly original: StoredObject
  /** Absent where no scanner was configured. */
  readonly virusScan?: VirusScan
  /** The PDF that is read and shown in the place of an office file. */
  readonly converted?: StoredObject
  readonly viewCopy?: StoredObject
  readonly viewCopyConformance?: Conformance
  /** Names the pages that are those of the document; absent as long as it was read only once. */
  readonly reading?: string
  readonly pageImages: readonly PageImage[]
  readonly pageCount: number
  readonly languages: readonly string[]
  readonly ocr?: OcrSummary
  readonly eInvoice?: StoredEInvoice
  /** Of a document that is a mail. */
  readonly mail?: StoredMail
  /** Of a document that is an archive. */
  readonly archive?: StoredArchive
  /** The document that is the mail or the archive in which this one came. */
  readonly partOf?: string
  /** Stands in the place of an earlier scan of the same letter. */
  readonly supersedes?: VersionStep
  /** A later scan of the same letter stands in its place. */
  readonly superseded?: VersionStep
  readonly features?: FileFeatures
  /** What it is known again by, once it was read. */
  readonly fingerprint?: Fingerprint
  readonly proposals: Proposals
  /** Earlier documents most like this one; never shown but through what their reader may see. */
  readonly similar?: readonly SimilarDocument[]
  readonly index: IndexData
  /** Sender that it stands for in the address book. */
  readonly taughtSender?: string
  readonly caseFileId?: string
  readonly procedureId?: string
  /** Versions in which places were made unreadable, oldest first. */
  readonly redactions?: readonly Redaction[]
  readonly processing: DocumentProcessing
  readonly capturedAt: string
  /** Same as those of the item, or of the case file once it is filed. */
  readonly readKeys: readonly GrantKey[]
  readonly version: number
}
