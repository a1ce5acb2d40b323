import type { Platform } from './compose.ts'
import type { SharingUseCases } from './http/sharing-use-cases.ts'
import { createAdoptPublication } from './usecases/sharing/adopt-publication.ts'
import { createListPublications } from './usecases/sharing/list-publications.ts'
import { createPublishRecord } from './usecases/sharing/publish-record.ts'
import { createTakeOverRelease } from './usecases/sharing/take-over-release.ts'
import { createWithdrawPublication } from './usecases/sharing/withdraw-publication.ts'

/** What cities hand to each other. */
export function composeSharing(ports: Platform): SharingUseCases {
  return {
    listPublications: createListPublications(ports),
    publishRecord: createPublishRecord(ports),
    withdrawPublication: createWithdrawPublication(ports),
    adoptPublication: createAdoptPublication(ports),
    takeOverRelease: createTakeOverRelease(ports),
  }
}
