import { createHash } from 'node:crypto'
import type { z } from 'zod'
import { CaseFileParams } from '../../contract/case-files.ts'
import { ItemParams, ItemView } from '../../contract/incoming-items.ts'
import {
  DraftLetterRequest,
  LetterDraftView,
  LetterPreviewView,
  PreviewLetterRequest,
  WriteLetterRequest,
} from '../../contract/letters.ts'
import type { DeskObject } from '../../domain/desk/desk-entry.ts'
import { tagged } from '../entity-tag.ts'
import { idempotencyKeyOf } from '../idempotency-key.ts'
import type { LetterUseCases } from '../letter-use-cases.ts'
import { presentItem } from '../presenters/incoming-items.ts'
import { route, type Route } from '../route.ts'

/** What a letter is written from, as paths name it. */
interface OfObject<P extends z.ZodType> {
  readonly prefix: `/${string}`
  /** Ends the ids of its operations. */
  readonly name: string
  readonly words: string
  readonly params: P & z.ZodObject
  readonly objectOf: (params: z.output<P>) => DeskObject
}

const OF_ITEM: OfObject<typeof ItemParams> = {
  prefix: '/api/v1/incoming-items/{itemId}',
  name: 'Item',
  words: 'as an answer to an item that lies in a case file',
  params: ItemParams,
  objectOf: ({ itemId }) => ({ kind: 'incoming-item', id: itemId }),
}

const OF_FILE: OfObject<typeof CaseFileParams> = {
  prefix: '/api/v1/case-files/{caseFileId}',
  name: 'CaseFile',
  words: 'from a case file',
  params: CaseFileParams,
  objectOf: ({ caseFileId }) => ({ kind: 'case-file', id: caseFileId }),
}

/** Letters that clerks write; each becomes a document of its case file. */
export function letterRoutes(useCases: LetterUseCases): Route[] {
  return [...objectRoutes(useCases, OF_ITEM), ...objectRoutes(useCases, OF_FILE)]
}

function objectRoutes<P extends z.ZodType>(
  useCases: LetterUseCases,
  { prefix, name, words, params: shape, objectOf }: OfObject<P>,
): Route[] {
  return [
    route({
      method: 'post',
      path: `${prefix}/letter-draft`,
      operationId: `draft${name}Letter`,
      summary: `Fills the words of a template for a letter ${words}; nothing is stored`,
      tag: 'Desk',
      access: 'files:edit',
      params: shape,
      body: DraftLetterRequest,
      success: { status: 200, description: 'What a person goes on with', body: LetterDraftView },
      async handle({ actor, params, body, signal }) {
        return { body: await useCases.draftLetter(actor, { ...body, object: objectOf(params) }, signal) }
      },
    }),
    route({
      method: 'post',
      path: `${prefix}/letter-preview`,
      operationId: `preview${name}Letter`,
      summary: `Draws a page of a letter ${words}; nothing is stored`,
      tag: 'Desk',
      access: 'files:edit',
      params: shape,
      body: PreviewLetterRequest,
      success: { status: 200, description: 'The page', body: LetterPreviewView },
      async handle({ actor, params, body, signal }) {
        const { picture, ...page } = await useCases.previewLetter(
          actor,
          { ...body, object: objectOf(params) },
          signal,
        )
        return { body: { ...page, picture: Buffer.from(picture).toString('base64') } }
      },
    }),
    writeRoute(useCases, { prefix, name, words, params: shape, objectOf }),
  ]
}

function writeRoute<P extends z.ZodType>(
  { writeLetter }: LetterUseCases,
  { prefix, name, words, params: shape, objectOf }: OfObject<P>,
): Route {
  return route({
    method: 'post',
    path: `${prefix}/letters`,
    operationId: `write${name}Letter`,
    summary: `Makes a letter ${words} and files it; after 201 it cannot be lost`,
    tag: 'Desk',
    access: 'files:edit',
    params: shape,
    body: WriteLetterRequest,
    idempotencyKey: 'optional',
    success: { status: 201, description: 'The letter, an item with one document', body: ItemView },
    async handle({ actor, params, body, request, signal }) {
      const object = objectOf(params)
      const key = idempotencyKeyOf(request)
      const requestHash = createHash('sha256')
        .update(`letter/${JSON.stringify([object, body])}`)
        .digest('hex')
      const idempotency = key === undefined ? undefined : { key, requestHash }
      const { replayed, ...written } = await writeLetter(actor, { ...body, object, idempotency }, signal)
      const location = { Location: `/api/v1/incoming-items/${written.item.id}` }
      const view = presentItem(written)
      if (!replayed) return tagged(view, location)
      return { ...tagged(view, { ...location, 'Idempotency-Replayed': 'true' }), status: 200 }
    },
  })
}
