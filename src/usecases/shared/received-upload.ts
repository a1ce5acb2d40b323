import type { StagedFile } from '../../ports/staging.ts'

/** A staged upload. Who staged it discards it afterwards, whatever the outcome. */
export interface ReceivedUpload {
  readonly staged: StagedFile
  /** As sent; cleaned by the use case. */
  readonly filename: string
  /** By content; `undefined` when the content is of no known kind. */
  readonly mediaType: string | undefined
}
