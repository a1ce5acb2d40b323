import { systemActor, type Actor } from '../../domain/access/actor.ts'
import { requirePermission } from '../../domain/access/policy.ts'
import { MailroomError } from '../../domain/errors.ts'
import { isPending } from '../../domain/quality/scan-check.ts'
import type { ScanChecks } from '../../ports/scan-checks.ts'
import type { RateLimiter } from '../../ports/sign-in.ts'
import { replaceVersion, requireReplaceable, type VersionPorts } from '../shared/letter-versions.ts'
import { loadItem, type ItemPorts } from '../shared/load-item.ts'
import { requireScanned } from '../shared/receive-scan.ts'
import type { ReceivedUpload } from '../shared/received-upload.ts'
import { openedCheck } from '../shared/opened-check.ts'
import { invalid } from '../shared/required.ts'
import { shownCheck, type ShownCheck } from '../shared/shown-check.ts'
import { checkUploads } from '../shared/store-originals.ts'

/**
 * Says before the first byte is read whether a new scan of the letter would be taken.
 *
 * @throws {MailroomError} `forbidden`, `not-found`, `state-conflict`, `rate-limited`
 */
export type AdmitRescan = (actor: Actor, checkId: string, signal: AbortSignal) => Promise<void>

export interface RescanInput {
  readonly checkId: string
  readonly expectedVersion: number
  readonly files: readonly ReceivedUpload[]
  readonly reason: string
}

/**
 * Takes a new scan of the paper of one letter in the place of the one that it has; that one is kept, and the check begins
 * anew.
 *
 * @throws {MailroomError} as `AdmitRescan`, `version-mismatch`, `validation-failed`, `unsupported-media-type`,
 *   `malware-detected`
 */
export type Rescan = (actor: Actor, input: RescanInput, signal: AbortSignal) => Promise<ShownCheck>

interface AdmitPorts extends ItemPorts {
  readonly scanChecks: ScanChecks
  readonly rateLimiter: RateLimiter
}

export function createAdmitRescan(ports: AdmitPorts): AdmitRescan {
  return async function admitRescan(actor, checkId, signal) {
    requirePermission(actor, 'batches:edit')
    const check = await openedCheck(ports, actor, checkId, signal)
    if (!isPending(check))
      throw new MailroomError('state-conflict', 'The check of this letter is done.', { facts: { checkId } })
    const machine = systemActor(actor.tenantId, actor.requestId)
    requireReplaceable((await loadItem(ports, machine, check.itemId, signal)).item)
    await ports.rateLimiter.consume('upload-account', actor.userId, signal)
  }
}

export function createRescan(ports: VersionPorts): Rescan {
  return async function rescan(actor, { files, ...input }, signal) {
    requirePermission(actor, 'batches:edit')
    checkUploads(files)
    requireScanned(files)
    const [file, second] = files
    if (file === undefined || second !== undefined) throw invalid('files', 'Genau eine Datei wird gebraucht.')
    const check = await replaceVersion(ports, actor, { ...input, file, way: 'rescan' }, signal)
    return shownCheck(ports, actor, check, signal)
  }
}
