import { DESK, READERS } from './roles.ts'
import { STALE, type Row } from './row.ts'

const words = (): unknown => {
  return { recipient: 'r', subject: 's', text: 't', wanted: ['w'], dueOn: '1999-01-01' }
}

/** Of requests for documents. The day is over, so that nothing is stored. */
export const FOLLOW_UP_POLICY: Readonly<Record<string, Row>> = {
  listItemFollowUps: { who: READERS, byToken: true, object: 'item', ok: [200] },
  listCaseFileFollowUps: { who: READERS, byToken: true, object: 'case-file', ok: [200] },
  getFollowUp: { who: READERS, byToken: true, object: 'follow-up', ok: [200] },
  sendItemFollowUp: { who: READERS, object: 'item', ok: [422], body: words },
  sendCaseFileFollowUp: { who: DESK, object: 'case-file', ok: [422], body: words },
  settleFollowUp: { who: READERS, object: 'follow-up', ok: STALE },
  withdrawFollowUp: { who: READERS, object: 'follow-up', ok: STALE, body: () => ({ reason: 'weil' }) },
  renewFollowUpLink: { who: READERS, object: 'follow-up', ok: STALE },
  printFollowUpLetter: {
    who: READERS,
    object: 'follow-up',
    ok: [422],
    body: () => ({ code: 'Z'.repeat(24) }),
  },
}
