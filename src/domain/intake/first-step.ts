import type { DocumentProcessing, StoredDocument } from './document.ts'
import type { JobKind, StepKind } from './job.ts'
import { isConverted } from './media-kinds.ts'
import { isHeld, waitsForScan } from './virus-scan.ts'

type New = Pick<StoredDocument, 'virusScan' | 'original' | 'converted'>

/**
 * What the machine does first with a document; nothing when a person must decide, or as long as another document of its
 * item is held.
 */
export function firstJobOf(document: New, siblings: readonly New[]): JobKind | undefined {
  if (waitsForScan(document)) return 'virus-scan'
  return siblings.some(isHeld) ? undefined : readingJobOf(document)
}

/** With what reading begins: office files become PDF first. */
export function readingJobOf({ original, converted }: Omit<New, 'virusScan'>): StepKind {
  return isConverted(original.mediaType) && converted === undefined ? 'convert' : 'recognise'
}

/** How a document stands before the machine has done anything with it. */
export function firstProcessing(document: New): DocumentProcessing {
  if (waitsForScan(document)) return { state: 'queued', stage: 'virus-scan', pagesDone: 0 }
  if (isHeld(document)) return { ...held(document), pagesDone: 0 }
  return { state: 'queued', stage: readingJobOf(document), pagesDone: 0 }
}

function held({ virusScan }: Pick<StoredDocument, 'virusScan'>): Omit<DocumentProcessing, 'pagesDone'> {
  const reason = virusScan?.state === 'infected' ? 'malware-detected' : 'quarantined'
  return { state: 'needs-attention', stage: 'virus-scan', reason }
}
