import { proposeSplit } from '../domain/stacks/propose-split.ts'
import type { SplitProposal } from '../domain/stacks/split-plan.ts'
import type { Batches } from '../ports/batches.ts'
import type { Documents } from '../ports/documents.ts'
import type { DocumentWork, RunContext } from './stage.ts'

export interface ProposeSplitPorts {
  readonly documents: Documents
  readonly batches: Batches
}

export interface SplitFinding {
  readonly plan: SplitProposal
  /** The batch lets a stack in which everything is certain be divided without a person. */
  readonly mayDivideAlone: boolean
}

/** Looks at the pages of a scan of several letters, and says where each begins. */
export type ProposeSplit = (
  work: Omit<DocumentWork, 'additions'>,
  context: Pick<RunContext, 'actor' | 'signal'>,
) => Promise<SplitFinding>

export function createProposeSplit({ documents, batches }: ProposeSplitPorts): ProposeSplit {
  return async function propose({ item, document }, { actor, signal }) {
    const pages = await documents.pages(actor, document.id, signal)
    const batch = await batches.find(actor, item.batchId ?? '', signal)
    const plan = proposeSplit(pages, { byContent: batch?.byContent ?? true })
    return { plan: withHashes(plan, document), mayDivideAlone: batch?.dividesAlone ?? false }
  }
}

/** By the largest picture of a page it can be shown later what was left out. */
function withHashes(plan: SplitProposal, { pageImages }: DocumentWork['document']): SplitProposal {
  const hashes = new Map(
    [...pageImages]
      .sort((left, right) => left.widthPx - right.widthPx)
      .map(({ page, object }) => [page, object.sha256]),
  )
  return {
    ...plan,
    pages: plan.pages.map((page) => {
      const sha256 = hashes.get(page.page)
      return sha256 === undefined ? page : { ...page, sha256 }
    }),
  }
}
