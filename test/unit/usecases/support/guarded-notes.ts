import type { NoteUseCases } from '../../../../src/http/note-use-cases.ts'
import type { NotificationUseCases } from '../../../../src/http/notification-use-cases.ts'
import type { RouteSlipUseCases } from '../../../../src/http/route-slip-use-cases.ts'
import type { UseCases } from '../../../../src/http/use-cases.ts'
import type { Guarded } from './guarded.ts'
import { SIGNAL } from './mailroom.ts'

const ITEM = { kind: 'incoming-item', id: 'i' } as const
const FILE = { kind: 'case-file', id: 'f' } as const
const WORDS = { text: 't', mentionIds: [] }

/** What guards the use cases of notes and of what people are told of. */
const SEARCH = { name: 'n', text: 't', filter: {} }

/** What guards the use cases of saved searches. */
export const GUARDED_SEARCHES: Readonly<
  Record<
    keyof Pick<UseCases, 'listSavedSearches' | 'saveSearch' | 'seeSavedSearch' | 'removeSavedSearch'>,
    Guarded
  >
> = {
  listSavedSearches: { needs: ['search:use'], call: (on, actor) => on.listSavedSearches(actor, SIGNAL) },
  saveSearch: { needs: ['search:use'], call: (on, actor) => on.saveSearch(actor, SEARCH, SIGNAL) },
  seeSavedSearch: { needs: ['search:use'], call: (on, actor) => on.seeSavedSearch(actor, 's', SIGNAL) },
  removeSavedSearch: { needs: ['search:use'], call: (on, actor) => on.removeSavedSearch(actor, 's', SIGNAL) },
}

/** What guards the use cases of route slips. */
export const GUARDED_ROUTE_SLIPS: Readonly<Record<keyof RouteSlipUseCases, Guarded>> = {
  startRouteSlip: {
    needs: ['files:edit'],
    call: (on, actor) => on.startRouteSlip(actor, { object: FILE, steps: [] }, SIGNAL),
  },
  changeRouteSlip: {
    needs: ['items:index'],
    call: (on, actor) => on.changeRouteSlip(actor, { slipId: 's', steps: [] }, SIGNAL),
  },
  settleRouteStep: {
    needs: ['items:index'],
    call: (on, actor) => on.settleRouteStep(actor, { slipId: 's', stepId: 't', outcome: 'done' }, SIGNAL),
  },
  listRouteSlips: { needs: ['items:read'], call: (on, actor) => on.listRouteSlips(actor, ITEM, SIGNAL) },
  listRoutePeople: { needs: ['items:index'], call: (on, actor) => on.listRoutePeople(actor, 'xy', SIGNAL) },
}

export const GUARDED_NOTES: Readonly<Record<keyof (NoteUseCases & NotificationUseCases), Guarded>> = {
  listNotifications: { needs: ['items:read'], call: (on, actor) => on.listNotifications(actor, SIGNAL) },
  markNotifications: {
    needs: ['items:read'],
    call: (on, actor) => on.markNotifications(actor, { keys: ['k'], isRead: true }, SIGNAL),
  },
  addNote: {
    needs: ['files:edit'],
    call: (on, actor) => on.addNote(actor, { object: FILE, ...WORDS }, SIGNAL),
  },
  correctNote: {
    needs: ['items:index'],
    call: (on, actor) => on.correctNote(actor, { noteId: 'n', ...WORDS }, SIGNAL),
  },
  withdrawNote: {
    needs: ['items:index'],
    call: (on, actor) => on.withdrawNote(actor, { noteId: 'n' }, SIGNAL),
  },
  listNotes: { needs: ['items:read'], call: (on, actor) => on.listNotes(actor, ITEM, SIGNAL) },
  listMentionable: {
    needs: ['files:read'],
    call: (on, actor) => on.listMentionable(actor, { object: FILE, typed: '' }, SIGNAL),
  },
}
