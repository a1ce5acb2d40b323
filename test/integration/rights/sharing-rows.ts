import { ADMIN } from './roles.ts'
import type { Row } from './row.ts'

/** Of what cities hand to each other. */
export const SHARING_POLICY: Readonly<Record<string, Row>> = {
  listPublications: { who: ADMIN, ok: [200] },
  publishRecord: {
    who: ADMIN,
    ok: [412],
    body: (pick) => ({ kind: 'routing-rule', sourceId: pick('rule') }),
  },
  withdrawPublication: { who: ADMIN, object: 'spare-publication', ok: [204] },
  /** An own one, or one that was adopted already, cannot be adopted. */
  adoptPublication: {
    who: ADMIN,
    object: 'publication',
    ok: [201, 409],
    body: (pick) => ({ orgUnitId: pick('unit') }),
  },
  /** Those that were never adopted are not there for this. */
  takeOverRelease: { who: ADMIN, object: 'publication', ok: [200, 404], body: () => ({ release: 1 }) },
}
