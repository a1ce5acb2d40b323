import { DESK, READERS } from './roles.ts'
import { STALE, type Row } from './row.ts'

/** Somebody is called whom the text does not name, so that nothing is stored. */
const calling: Row['body'] = (pick) => ({ text: 'Notiz', mentionIds: [pick('user')] })

/** The second step asks nobody, so that nothing is stored. */
const asking: Row['body'] = (pick) => ({
  steps: [
    { target: { kind: 'person', id: pick('user') }, task: 'inform' },
    { target: { kind: 'unit', id: 'nowhere' }, task: 'cosign' },
  ],
})

/** Of notes and route slips, and of what people are told of and watch. */
export const NOTE_POLICY: Readonly<Record<string, Row>> = {
  listItemNotes: { who: READERS, byToken: true, object: 'item', ok: [200] },
  listCaseFileNotes: { who: READERS, byToken: true, object: 'case-file', ok: [200] },
  listItemMentionable: { who: READERS, byToken: true, object: 'item', ok: [200] },
  listCaseFileMentionable: { who: READERS, byToken: true, object: 'case-file', ok: [200] },
  addItemNote: { who: READERS, object: 'item', ok: [422], body: calling },
  addCaseFileNote: { who: DESK, object: 'case-file', ok: [422], body: calling },
  correctNote: { who: READERS, object: 'note', ok: STALE, body: () => ({ text: 'neu' }) },
  listNotifications: { who: READERS, byToken: true, ok: [200] },
  markNotifications: { who: READERS, ok: [200], body: () => ({ keys: ['none'] }) },
  listSavedSearches: { who: READERS, byToken: true, ok: [200] },
  saveSearch: { who: READERS, ok: [201, 409], body: () => ({ name: 'Bau', q: 'bau' }) },
  seeSavedSearch: { who: READERS, object: 'saved-search', ok: [200] },
  removeSavedSearch: { who: READERS, object: 'spare-saved-search', ok: [204] },
  withdrawNote: { who: READERS, object: 'note', ok: STALE },
  listItemRouteSlips: { who: READERS, byToken: true, object: 'item', ok: [200] },
  listCaseFileRouteSlips: { who: READERS, byToken: true, object: 'case-file', ok: [200] },
  startItemRouteSlip: { who: READERS, object: 'item', ok: [422], body: asking },
  startCaseFileRouteSlip: { who: DESK, object: 'case-file', ok: [422], body: asking },
  changeRouteSlip: { who: READERS, object: 'route-slip', ok: STALE, body: () => ({ steps: [] }) },
  settleRouteStep: {
    who: READERS,
    object: 'route-slip',
    ok: STALE,
    body: () => ({ stepId: 'none', outcome: 'done' }),
  },
  listRoutePeople: { who: READERS, query: '?q=xy', ok: [200] },
}
