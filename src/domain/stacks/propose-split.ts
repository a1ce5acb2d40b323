import type { RecognizedPage } from '../recognition/page.ts'
import type { SplitProposal } from './split-plan.ts'

/** What the operator chose for a batch. */
export interface SplitSettings {
  /** Whether letters may be told apart by what is on them, or only by sheets between them. */
  readonly byContent: boolean
}

/**
 * Proposes how a stack is to be divided. A proposal says where it is in doubt; it never joins letters silently.
 *
 * @param pages every page of the scan, in order
 */
export function proposeSplit(pages: readonly RecognizedPage[], _settings: SplitSettings): SplitProposal {
  return {
    pages: pages.map(({ number, blank }) => ({
      page: number,
      role: blank ? 'blank' : 'page',
      turn: 0,
      certainty: blank ? 0.9 : 1,
    })),
    boundaries: pages.slice(0, 1).map(({ number }) => ({
      before: number,
      probability: 1,
      cause: 'start',
      reasons: [{ kind: 'start', text: 'Erste Seite des Stapels', weight: 1 }],
    })),
    stops: pages
      .slice(1, 2)
      .map(({ number }) => ({ page: number, kind: 'uncertain-boundary', text: 'Noch nicht untersucht.' })),
    covers: [],
  }
}
