import type { Platform } from './compose.ts'
import type { LetterUseCases } from './http/letter-use-cases.ts'
import type { DocumentReader } from './ports/document-reader.ts'
import { createDraftLetter } from './usecases/letters/draft-letter.ts'
import {
  createAddLetterTemplate,
  createListLetterTemplates,
  createPatchLetterTemplate,
  createRemoveLetterTemplate,
} from './usecases/letters/letter-templates.ts'
import { createPatchLetterhead, createShowLetterhead } from './usecases/letters/letterhead.ts'
import { createPreviewLetter } from './usecases/letters/preview-letter.ts'
import { createWriteLetter } from './usecases/letters/write-letter.ts'

/** Letters of the city, and what they are made from. */
export function composeLetters(
  ports: Platform & { readonly reader: Pick<DocumentReader, 'drawPage'> },
): LetterUseCases {
  return {
    listLetterTemplates: createListLetterTemplates(ports),
    addLetterTemplate: createAddLetterTemplate(ports),
    patchLetterTemplate: createPatchLetterTemplate(ports),
    removeLetterTemplate: createRemoveLetterTemplate(ports),
    showLetterhead: createShowLetterhead(ports),
    patchLetterhead: createPatchLetterhead(ports),
    draftLetter: createDraftLetter(ports),
    previewLetter: createPreviewLetter(ports),
    writeLetter: createWriteLetter(ports),
  }
}
