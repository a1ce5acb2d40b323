import { call } from '../api/client.ts'
import type {
  ItemView,
  LetterDraftView,
  LetterPreviewView,
  LetterTemplateList,
  WriteLetterRequest,
} from '../api/types.ts'

export interface LetterObject {
  readonly kind: 'incoming-item' | 'case-file'
  readonly id: string
}

/** What a person puts into a letter. */
export type LetterWords = Pick<WriteLetterRequest, 'recipient' | 'subject' | 'text'>

function pathOf({ kind, id }: LetterObject): string {
  return kind === 'case-file' ? `/case-files/${id}` : `/incoming-items/${id}`
}

export async function fetchLetterTemplates(signal: AbortSignal): Promise<LetterTemplateList> {
  return (await call('/letter-templates', { signal })) as LetterTemplateList
}

export async function draftLetter(
  object: LetterObject,
  templateId: string | undefined,
): Promise<LetterDraftView> {
  const body = templateId === undefined ? {} : { templateId }
  return (await call(`${pathOf(object)}/letter-draft`, { method: 'POST', body })) as LetterDraftView
}

export async function previewLetter(
  object: LetterObject,
  body: WriteLetterRequest & { readonly page: number },
): Promise<LetterPreviewView> {
  return (await call(`${pathOf(object)}/letter-preview`, { method: 'POST', body })) as LetterPreviewView
}

export async function writeLetter(
  object: LetterObject,
  body: WriteLetterRequest,
  idempotencyKey: string,
): Promise<ItemView> {
  const request = { method: 'POST', body, idempotencyKey } as const
  return (await call(`${pathOf(object)}/letters`, request)) as ItemView
}
