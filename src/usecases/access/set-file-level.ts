import type { Actor } from '../../domain/access/actor.ts'
import { isHigher, type Level } from '../../domain/access/confidentiality.ts'
import { requirePermission } from '../../domain/access/policy.ts'
import type { CaseFile } from '../../domain/filing/case-file.ts'
import type { Ledger } from '../shared/ledger.ts'
import { ofCaseFile } from '../shared/opened-records.ts'
import { looksAt } from '../shared/read-log.ts'
import { changeFileAccess, requireSettling, type RecordAccessPorts } from '../shared/record-access.ts'
import { required, requireVersion } from '../shared/required.ts'

export interface SetFileLevelInput {
  readonly caseFileId: string
  /** From `If-Match`. */
  readonly expectedVersion: number
  readonly level: Level
  readonly reason: string
}

/**
 * Says how few may know of a case file and of all that lies in it. Everybody who works on it can raise the level; lowering
 * is for heads of its unit.
 *
 * @throws {MailroomError} `not-found`, `forbidden`, `version-mismatch`, `state-conflict`
 */
export type SetFileLevel = (actor: Actor, input: SetFileLevelInput, signal: AbortSignal) => Promise<CaseFile>

export function createSetFileLevel(ports: RecordAccessPorts & { readonly ledger: Ledger }): SetFileLevel {
  return async function setFileLevel(actor, { caseFileId, expectedVersion, level, reason }, signal) {
    requirePermission(actor, 'access:raise')
    return ports.ledger.change(
      actor,
      async () => {
        const before = required(await ports.caseFiles.find(actor, caseFileId, signal))
        requireVersion(before, expectedVersion)
        const was = before.level ?? 'normal'
        if (was === level) {
          return { result: before, events: looksAt(actor, [ofCaseFile(before)]), changed: [] }
        }
        if (isHigher(was, level)) {
          requirePermission(actor, 'access:grant')
          requireSettling(actor, before)
        }
        const change = { action: 'case-file.level-set', reason }
        return changeFileAccess(ports, actor, before, { level }, change, signal)
      },
      signal,
    )
  }
}
