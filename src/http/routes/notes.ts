import type { z } from 'zod'
import { CaseFileParams } from '../../contract/case-files.ts'
import { ItemParams } from '../../contract/incoming-items.ts'
import {
  MentionableList,
  MentionableQuery,
  NoteList,
  NoteParams,
  NoteView,
  WriteNoteRequest,
} from '../../contract/notes.ts'
import type { DeskObject } from '../../domain/desk/desk-entry.ts'
import { tagged } from '../entity-tag.ts'
import type { NoteUseCases } from '../note-use-cases.ts'
import { presentNote } from '../presenters/notes.ts'
import { route, type Route } from '../route.ts'

/** What notes stand on, as paths name it. */
interface OfObject<P extends z.ZodType> {
  readonly prefix: `/${string}`
  /** Ends the ids of its operations. */
  readonly name: string
  readonly words: string
  readonly reads: 'items:read' | 'files:read'
  readonly writes: 'items:index' | 'files:edit'
  readonly params: P & z.ZodObject
  readonly objectOf: (params: z.output<P>) => DeskObject
}

const OF_ITEM: OfObject<typeof ItemParams> = {
  prefix: '/api/v1/incoming-items/{itemId}',
  name: 'Item',
  words: 'an item',
  reads: 'items:read',
  writes: 'items:index',
  params: ItemParams,
  objectOf: ({ itemId }) => ({ kind: 'incoming-item', id: itemId }),
}

const OF_FILE: OfObject<typeof CaseFileParams> = {
  prefix: '/api/v1/case-files/{caseFileId}',
  name: 'CaseFile',
  words: 'a case file',
  reads: 'files:read',
  writes: 'files:edit',
  params: CaseFileParams,
  objectOf: ({ caseFileId }) => ({ kind: 'case-file', id: caseFileId }),
}

/** Notes, and the people whom they can call. */
export function noteRoutes(useCases: NoteUseCases): Route[] {
  return [...objectRoutes(useCases, OF_ITEM), ...objectRoutes(useCases, OF_FILE), ...changeRoutes(useCases)]
}

function objectRoutes<P extends z.ZodType>(
  { listNotes, addNote, listMentionable }: NoteUseCases,
  { prefix, name, words, reads, writes, params: shape, objectOf }: OfObject<P>,
): Route[] {
  return [
    route({
      method: 'get',
      path: `${prefix}/notes`,
      operationId: `list${name}Notes`,
      summary: `Notes on ${words}, oldest first, withdrawn ones too`,
      tag: 'Desk',
      access: reads,
      params: shape,
      success: { status: 200, description: 'The notes', body: NoteList },
      async handle({ actor, params, signal }) {
        return { body: { items: (await listNotes(actor, objectOf(params), signal)).map(presentNote) } }
      },
    }),
    route({
      method: 'post',
      path: `${prefix}/notes`,
      operationId: `add${name}Note`,
      summary: `Notes something on ${words}; only people who may see it can be called`,
      tag: 'Desk',
      access: writes,
      params: shape,
      body: WriteNoteRequest,
      success: { status: 201, description: 'The note', body: NoteView },
      async handle({ actor, params, body, signal }) {
        return tagged(presentNote(await addNote(actor, { ...body, object: objectOf(params) }, signal)))
      },
    }),
    route({
      method: 'get',
      path: `${prefix}/mentionable-people`,
      operationId: `list${name}Mentionable`,
      summary: `People who may see ${words}, by what is typed of their names; the first eight`,
      tag: 'Desk',
      access: reads,
      params: shape,
      query: MentionableQuery,
      success: { status: 200, description: 'The people', body: MentionableList },
      async handle({ actor, params, query, signal }) {
        const input = { object: objectOf(params), typed: query.q }
        return { body: { items: await listMentionable(actor, input, signal) } }
      },
    }),
  ]
}

function changeRoutes({ correctNote, withdrawNote }: NoteUseCases): Route[] {
  const changed = { status: 200, description: 'The note', body: NoteView } as const
  return [
    route({
      method: 'patch',
      path: '/api/v1/notes/{noteId}',
      operationId: 'correctNote',
      summary: 'Another text of one’s own note; the one before is kept',
      tag: 'Desk',
      access: 'items:index',
      ifMatch: 'required',
      params: NoteParams,
      body: WriteNoteRequest,
      success: changed,
      async handle({ actor, params, body, expectedVersion, signal }) {
        return tagged(presentNote(await correctNote(actor, { ...params, ...body, expectedVersion }, signal)))
      },
    }),
    route({
      method: 'post',
      path: '/api/v1/notes/{noteId}/withdraw',
      operationId: 'withdrawNote',
      summary: 'A note is no longer meant; it stays to be read',
      tag: 'Desk',
      access: 'items:index',
      ifMatch: 'optional',
      params: NoteParams,
      success: changed,
      async handle({ actor, params, seenVersion, signal }) {
        const reference = { ...params, expectedVersion: seenVersion }
        return tagged(presentNote(await withdrawNote(actor, reference, signal)))
      },
    }),
  ]
}
