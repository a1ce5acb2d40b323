import type { z } from 'zod'
import type { DocumentView, PageView, PossibleDuplicate, SimilarDocument } from '../../contract/documents.ts'
import type { StoredDocument, StoredObject } from '../../domain/intake/document.ts'
import { barcodeKind } from '../../domain/barcodes/barcode-kind.ts'
import { wordsOf, type RecognizedPage } from '../../domain/recognition/page.ts'
import { isHeld } from '../../domain/intake/virus-scan.ts'
import { indexOrProposedText, indexText } from '../../domain/intake/index-data.ts'
import type { PossibleDuplicate as FoundDuplicate } from '../../usecases/retrieval/find-duplicates.ts'
import type { SimilarLetter } from '../../usecases/retrieval/find-similar-documents.ts'
import type { Presented } from '../route.ts'
import { presentMail } from './mails.ts'

type Rendition = Presented<DocumentView>['renditions'][number]

/** Stored keys, tenant and grants stay inside. */
export function presentDocument(document: StoredDocument): Presented<DocumentView> {
  const { original, processing, index } = document
  return {
    id: document.id,
    itemId: document.itemId,
    caseFileId: document.caseFileId ?? null,
    filename: document.filename,
    mediaType: original.mediaType,
    sizeBytes: original.sizeBytes,
    sha256: original.sha256,
    virusScan: presentVirusScan(document),
    capturedAt: document.capturedAt,
    pageCount: document.pageCount,
    languages: document.languages,
    ocr: presentOcr(document.ocr),
    eInvoice: presentInvoiceState(document),
    archive: presentArchive(document),
    mail: document.mail === undefined ? null : presentMail(document.mail),
    partOf: document.partOf ?? null,
    supersedes: document.supersedes ?? null,
    superseded: document.superseded ?? null,
    features: featuresOf(document),
    documentType: typeof index.documentType?.value === 'string' ? index.documentType.value : null,
    proposals: document.proposals.fields,
    abstained: document.proposals.abstained,
    index,
    renditions: renditionsOf(document),
    viewCopy: viewCopyOf(document),
    processing: { ...processing, pagesTotal: document.pageCount },
    version: document.version,
  }
}

function presentArchive({ archive }: StoredDocument): Presented<DocumentView>['archive'] {
  if (archive === undefined) return null
  const entries = archive.entries.map(({ filename, sizeBytes, documentId, reason }) => {
    return { filename, sizeBytes, documentId: documentId ?? null, reason: reason ?? null }
  })
  return { entries, unlistedEntries: archive.unlistedEntries, failure: archive.failure ?? null }
}

export function presentVirusScan(document: StoredDocument): Presented<DocumentView>['virusScan'] {
  const { virusScan } = document
  if (virusScan === undefined) return null
  const { state, at, signature, reason, release } = virusScan
  return {
    state,
    at,
    signature: signature ?? null,
    reason: reason ?? null,
    held: isHeld(document),
    release: release ?? null,
  }
}

function presentOcr(ocr: StoredDocument['ocr']): Presented<DocumentView>['ocr'] {
  if (ocr === undefined) return null
  const { engine, meanConfidence, source } = ocr
  return { engine, meanConfidence, source }
}

function presentInvoiceState({ eInvoice }: StoredDocument): Presented<DocumentView>['eInvoice'] {
  if (eInvoice === undefined) return null
  if (eInvoice.object !== undefined) return { state: 'read' }
  return { state: 'refused', ...(eInvoice.refusal === undefined ? {} : { reason: eInvoice.refusal }) }
}

function renditionsOf({ original, viewCopy, pageImages }: StoredDocument): Rendition[] {
  return [
    rendition('original', original),
    ...(viewCopy === undefined ? [] : [rendition('view-copy', viewCopy)]),
    ...pageImages.map(({ object, page, widthPx }) => ({
      ...rendition('page-preview', object),
      page,
      widthPx,
    })),
  ]
}

function featuresOf({ features }: StoredDocument): Presented<DocumentView>['features'] {
  if (features === undefined) return null
  const signatures = features.signatures.map(({ signer, signedAt }) => ({
    signer: signer ?? null,
    signedAt: signedAt ?? null,
    validation: 'not-checked' as const,
  }))
  return { ...features, signatures, claimedPdfA: features.claimedPdfA ?? null }
}

function viewCopyOf({ viewCopyConformance }: StoredDocument): Presented<DocumentView>['viewCopy'] {
  return viewCopyConformance === undefined ? null : { ...viewCopyConformance, validation: 'not-checked' }
}

function rendition(kind: Rendition['kind'], { mediaType, sizeBytes, sha256 }: StoredObject): Rendition {
  return { kind, mediaType, sizeBytes, sha256 }
}

export function presentPage(page: RecognizedPage): Presented<z.infer<typeof PageView>> {
  const barcodes = (page.barcodes ?? []).map((barcode) => ({ ...barcode, kind: barcodeKind(barcode) }))
  const { unreadCodes = [], qualityHints = [] } = page
  return { ...page, barcodes, unreadCodes, qualityHints, words: wordsOf(page) }
}

export function presentDuplicate({
  document,
  item,
  reasons,
  similarity,
  relation,
}: FoundDuplicate): Presented<PossibleDuplicate> {
  return {
    documentId: document.id,
    itemId: item.id,
    title: indexOrProposedText(document, 'subject') ?? document.filename,
    receiptNumber: item.receiptNumber,
    receivedAt: item.receivedAt,
    channel: item.channel,
    reasons,
    similarity,
    relation: relation === undefined || relation === 'different' ? null : relation,
  }
}

export function presentSimilar({ document, item, similarity }: SimilarLetter): Presented<SimilarDocument> {
  return {
    documentId: document.id,
    itemId: item.id,
    title: indexOrProposedText(document, 'subject') ?? document.filename,
    receiptNumber: item.receiptNumber,
    receivedAt: item.receivedAt,
    documentType: indexText(document.index, 'documentType') ?? null,
    orgUnitId: item.target?.orgUnitId ?? null,
    similarity,
  }
}
