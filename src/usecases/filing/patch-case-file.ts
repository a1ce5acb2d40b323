import type { Actor } from '../../domain/access/actor.ts'
import { requirePermission } from '../../domain/access/policy.ts'
import { changesBetween } from '../../domain/audit/changes.ts'
import {
  METADATA_FIELDS,
  withMetadata,
  type CaseFileMetadata,
} from '../../domain/filing/case-file-metadata.ts'
import type { CaseFile, CaseFileState } from '../../domain/filing/case-file.ts'
import { patchedCaseFile } from '../../domain/filing/patched-case-file.ts'
import type { CaseFiles } from '../../ports/case-files.ts'
import type { Clock } from '../../ports/clock.ts'
import { caseFileNotice, requireOrderedPeriod } from '../shared/case-files.ts'
import { requireStateChange, type ClosingPorts } from '../shared/closing-checks.ts'
import { onBehalfOf } from '../shared/deputyships.ts'
import type { Ledger } from '../shared/ledger.ts'
import { required, requireVersion } from '../shared/required.ts'

export interface PatchCaseFileInput extends CaseFileMetadata {
  readonly caseFileId: string
  /** From `If-Match`. */
  readonly expectedVersion: number
  readonly subject?: string | undefined
  readonly state?: CaseFileState | undefined
  /** Needed to open a closed file again. */
  readonly reason?: string | undefined
}

/**
 * A file is closed when nothing of it is open any more, see `ClosingBlockers`.
 *
 * @throws {MailroomError} `not-found`, `version-mismatch`, `state-conflict`, `validation-failed`
 */
export type PatchCaseFile = (
  actor: Actor,
  input: PatchCaseFileInput,
  signal: AbortSignal,
) => Promise<CaseFile>

const AUDITED = ['subject', 'state', 'closedAt', ...METADATA_FIELDS] as const

export function createPatchCaseFile({
  caseFiles,
  ledger,
  clock,
  ...closing
}: ClosingPorts & {
  readonly caseFiles: CaseFiles
  readonly ledger: Ledger
  readonly clock: Clock
}): PatchCaseFile {
  return async function patchCaseFile(actor, { caseFileId, expectedVersion, ...patch }, signal) {
    requirePermission(actor, 'files:edit')
    return ledger.change(
      actor,
      async () => {
        const before = required(await caseFiles.find(actor, caseFileId, signal))
        requireVersion(before, expectedVersion)
        await requireStateChange(closing, actor, before, patch, signal)
        const wanted = patchedCaseFile(withMetadata(before, patch), patch, clock.now())
        requireOrderedPeriod(wanted)
        const after = await caseFiles.save(actor, wanted, signal)
        const changes = changesBetween<CaseFile>(before, after, AUDITED)
        const event = {
          action: actionOf(before, after),
          ...(patch.reason === undefined ? {} : { reason: patch.reason }),
          object: { kind: 'case-file', id: caseFileId },
          ...onBehalfOf(actor, before.readKeys),
          changes,
        } as const
        return { result: after, events: [event], changed: [caseFileNotice(after)] }
      },
      signal,
    )
  }
}

function actionOf(before: CaseFile, after: CaseFile): string {
  if (before.state === after.state) return 'case-file.changed'
  return after.state === 'closed' ? 'case-file.closed' : 'case-file.reopened'
}
