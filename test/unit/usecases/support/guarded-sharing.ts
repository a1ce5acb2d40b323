import type { SharingUseCases } from '../../../../src/http/sharing-use-cases.ts'
import type { Guarded } from './guarded.ts'
import { SIGNAL } from './mailroom.ts'

/** Of what cities hand to each other. */
export const GUARDED_SHARING: Readonly<Record<keyof SharingUseCases, Guarded>> = {
  listPublications: { needs: ['masterdata:share'], call: (on, actor) => on.listPublications(actor, SIGNAL) },
  publishRecord: {
    needs: ['masterdata:share'],
    call: (on, actor) => {
      const input = { kind: 'routing-rule', sourceId: 'r', expectedVersion: 1 } as const
      return on.publishRecord(actor, input, SIGNAL)
    },
  },
  withdrawPublication: {
    needs: ['masterdata:share'],
    call: (on, actor) => on.withdrawPublication(actor, 'p', SIGNAL),
  },
  adoptPublication: {
    needs: ['masterdata:share'],
    call: (on, actor) => on.adoptPublication(actor, { publicationId: 'p' }, SIGNAL),
  },
  takeOverRelease: {
    needs: ['masterdata:share'],
    call: (on, actor) => on.takeOverRelease(actor, { publicationId: 'p', release: 1, take: [] }, SIGNAL),
  },
}
