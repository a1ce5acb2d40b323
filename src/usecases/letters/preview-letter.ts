import type { Actor } from '../../domain/access/actor.ts'
import type { DeskObject } from '../../domain/desk/desk-entry.ts'
import { requireAddress } from '../../domain/follow-ups/follow-up.ts'
import { MAX_FILE_BYTES_OF_LETTER } from '../../domain/letters/outgoing-letter.ts'
import type { DocumentReader } from '../../ports/document-reader.ts'
import type { LetterPageWriter } from '../../ports/letter-page-writer.ts'
import type { StagingArea } from '../../ports/staging.ts'
import {
  letterPlace,
  printableLetter,
  type LetterPlacePorts,
  type LetterWords,
} from '../shared/letter-place.ts'
import { invalid } from '../shared/required.ts'

export interface PreviewLetterInput extends LetterWords {
  readonly object: DeskObject
  /** From 1. */
  readonly page: number
}

export interface LetterPreview {
  readonly pageCount: number
  readonly page: number
  /** WebP. */
  readonly picture: Uint8Array
}

/**
 * A page of the letter as it would be printed now; nothing is stored.
 *
 * @throws {MailroomError} as `letterPlace`, `validation-failed` for a page that it does not have
 */
export type PreviewLetter = (
  actor: Actor,
  input: PreviewLetterInput,
  signal: AbortSignal,
) => Promise<LetterPreview>

type Ports = LetterPlacePorts & {
  readonly letterPages: LetterPageWriter
  readonly reader: Pick<DocumentReader, 'drawPage'>
  readonly staging: StagingArea
}

const PICTURE_PX = 1_000

export function createPreviewLetter(ports: Ports): PreviewLetter {
  return async function previewLetter(actor, { object, page, ...words }, signal) {
    const place = await letterPlace(ports, actor, object, signal)
    requireAddress(words.recipient)
    const { bytes, pageCount } = await ports.letterPages.letterOf(
      printableLetter(place, words, actor.displayName),
    )
    if (page > pageCount) throw invalid('page', `Der Brief hat ${pageCount} Seiten.`)
    const staged = await ports.staging.receive(once(bytes), { maxBytes: MAX_FILE_BYTES_OF_LETTER }, signal)
    try {
      const source = { path: staged.path, mediaType: 'application/pdf' }
      const drawn = await ports.reader.drawPage(source, page, { turn: 0, widthPx: PICTURE_PX }, signal)
      return { pageCount, page, picture: drawn.bytes }
    } finally {
      await staged.discard()
    }
  }
}

async function* once(bytes: Uint8Array): AsyncGenerator<Uint8Array> {
  yield bytes
}
