import type { DocumentProcessing, StoredDocument } from './document.ts'
import type { JobKind } from './job.ts'
import { isHeld, waitsForScan } from './virus-scan.ts'

type New = Pick<StoredDocument, 'virusScan'>

/**
 * What the machine does first with a document; nothing when a person must decide, or as long as another document of its
 * item is held.
 */
export function firstJobOf(document: New, siblings: readonly New[]): JobKind | undefined {
  if (waitsForScan(document)) return 'virus-scan'
  return siblings.some(isHeld) ? undefined : 'recognise'
}

/** How a document stands before the machine has done anything with it. */
export function firstProcessing(document: New): DocumentProcessing {
  if (waitsForScan(document)) return { state: 'queued', stage: 'virus-scan', pagesDone: 0 }
  if (isHeld(document)) return { ...held(document), pagesDone: 0 }
  return { state: 'queued', stage: 'recognise', pagesDone: 0 }
}

function held({ virusScan }: New): Omit<DocumentProcessing, 'pagesDone'> {
  const reason = virusScan?.state === 'infected' ? 'malware-detected' : 'quarantined'
  return { state: 'needs-attention', stage: 'virus-scan', reason }
}
