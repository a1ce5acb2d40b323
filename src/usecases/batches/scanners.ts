import type { Actor } from '../../domain/access/actor.ts'
import { requirePermission } from '../../domain/access/policy.ts'
import { changesBetween, firstValues } from '../../domain/audit/changes.ts'
import { requireLookedAt } from '../../domain/batches/batch.ts'
import type { Scanner } from '../../domain/batches/scanner.ts'
import type { IdGenerator } from '../../ports/clock.ts'
import type { Scanners } from '../../ports/scanners.ts'
import type { Ledger } from '../shared/ledger.ts'
import { required, requireVersion } from '../shared/required.ts'

export interface ScannerPorts {
  readonly scanners: Scanners
  readonly ledger: Ledger
  readonly ids: IdGenerator
}

/** By name, disabled ones included. */
export type ListScanners = (actor: Actor, signal: AbortSignal) => Promise<readonly Scanner[]>

export type AddScannerInput = Omit<Scanner, 'id' | 'tenantId' | 'disabled' | 'lastScan' | 'version'>

/** @throws {MailroomError} `already-exists` when the folder belongs to a scanner, `validation-failed` */
export type AddScanner = (actor: Actor, input: AddScannerInput, signal: AbortSignal) => Promise<Scanner>

type Editable = Omit<Scanner, 'id' | 'tenantId' | 'folder' | 'lastScan' | 'version' | 'site' | 'profile'>

export interface PatchScannerInput extends Partial<Editable> {
  readonly scannerId: string
  /** From `If-Match`. */
  readonly expectedVersion: number
  /** `null` takes it away. */
  readonly site?: string | null
  readonly profile?: string | null
}

/** @throws {MailroomError} `not-found`, `version-mismatch`, `validation-failed` */
export type PatchScanner = (actor: Actor, input: PatchScannerInput, signal: AbortSignal) => Promise<Scanner>

const AUDITED = [
  'name',
  'folder',
  'site',
  'profile',
  'protectionClass',
  'channel',
  'dividesAlone',
  'byContent',
  'disabled',
] as const

export function createListScanners({ scanners }: Pick<ScannerPorts, 'scanners'>): ListScanners {
  return async function listScanners(actor, signal) {
    requirePermission(actor, 'masterdata:read')
    return scanners.list(actor, signal)
  }
}

export function createAddScanner({ scanners, ledger, ids }: ScannerPorts): AddScanner {
  return async function addScanner(actor, input, signal) {
    requirePermission(actor, 'masterdata:edit')
    const scanner: Scanner = {
      ...input,
      id: ids.next(),
      tenantId: actor.tenantId,
      disabled: false,
      version: 1,
    }
    requireLookedAt(scanner)
    return ledger.change(
      actor,
      async () => {
        await scanners.insert(actor, scanner, signal)
        const object = { kind: 'scanner', id: scanner.id } as const
        const changes = firstValues<Scanner>(scanner, AUDITED)
        return { result: scanner, events: [{ action: 'scanner.added', object, changes }], changed: [] }
      },
      signal,
    )
  }
}

export function createPatchScanner({ scanners, ledger }: ScannerPorts): PatchScanner {
  return async function patchScanner(actor, { scannerId, expectedVersion, site, profile, ...patch }, signal) {
    requirePermission(actor, 'masterdata:edit')
    return ledger.change(
      actor,
      async () => {
        const before = required(await scanners.find(actor, scannerId, signal))
        requireVersion(before, expectedVersion)
        const wanted = { ...withText(withText(before, 'site', site), 'profile', profile), ...patch }
        requireLookedAt(wanted)
        const after = await scanners.save(actor, wanted, signal)
        const object = { kind: 'scanner', id: scannerId } as const
        const changes = changesBetween<Scanner>(before, after, AUDITED)
        return { result: after, events: [{ action: 'scanner.changed', object, changes }], changed: [] }
      },
      signal,
    )
  }
}

function withText(scanner: Scanner, field: 'site' | 'profile', text: string | null | undefined): Scanner {
  if (text === undefined) return scanner
  const { [field]: _before, ...rest } = scanner
  return text === null ? rest : { ...rest, [field]: text }
}
