import type { AdoptPublication } from '../usecases/sharing/adopt-publication.ts'
import type { ListPublications } from '../usecases/sharing/list-publications.ts'
import type { PublishRecord } from '../usecases/sharing/publish-record.ts'
import type { TakeOverRelease } from '../usecases/sharing/take-over-release.ts'
import type { WithdrawPublication } from '../usecases/sharing/withdraw-publication.ts'

/** What cities hand to each other. */
export interface SharingUseCases {
  readonly listPublications: ListPublications
  readonly publishRecord: PublishRecord
  readonly withdrawPublication: WithdrawPublication
  readonly adoptPublication: AdoptPublication
  readonly takeOverRelease: TakeOverRelease
}
