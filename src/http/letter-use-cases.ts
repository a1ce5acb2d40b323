import type { DraftLetter } from '../usecases/letters/draft-letter.ts'
import type {
  AddLetterTemplate,
  ListLetterTemplates,
  PatchLetterTemplate,
  RemoveLetterTemplate,
} from '../usecases/letters/letter-templates.ts'
import type { PatchLetterhead, ShowLetterhead } from '../usecases/letters/letterhead.ts'
import type { PreviewLetter } from '../usecases/letters/preview-letter.ts'
import type { WriteLetter } from '../usecases/letters/write-letter.ts'

/** Letters of the city, and what they are made from. */
export interface LetterUseCases {
  readonly listLetterTemplates: ListLetterTemplates
  readonly addLetterTemplate: AddLetterTemplate
  readonly patchLetterTemplate: PatchLetterTemplate
  readonly removeLetterTemplate: RemoveLetterTemplate
  readonly showLetterhead: ShowLetterhead
  readonly patchLetterhead: PatchLetterhead
  readonly draftLetter: DraftLetter
  readonly previewLetter: PreviewLetter
  readonly writeLetter: WriteLetter
}
