import type { Actor } from '../../domain/access/actor.ts'
import { requirePermission } from '../../domain/access/policy.ts'
import { changesBetween } from '../../domain/audit/changes.ts'
import { SCANNING_RULES_ID, type ScanningRules } from '../../domain/quality/scanning-rules.ts'
import type { ScanningRulesStore } from '../../ports/scanning-rules.ts'
import type { Ledger } from '../shared/ledger.ts'
import { requireVersion } from '../shared/required.ts'

/** @throws {MailroomError} `forbidden` */
export type ShowScanningRules = (actor: Actor, signal: AbortSignal) => Promise<ScanningRules>

export interface PatchScanningRulesInput extends Partial<
  Pick<ScanningRules, 'samplePercent' | 'paperWeeks'>
> {
  /** From `If-Match`. */
  readonly expectedVersion: number
  /** `null` takes it away. */
  readonly procedureVersion?: string | null
  readonly environment?: string | null
}

/** Counts for scans that are divided from then on. @throws {MailroomError} `forbidden`, `version-mismatch` */
export type PatchScanningRules = (
  actor: Actor,
  input: PatchScanningRulesInput,
  signal: AbortSignal,
) => Promise<ScanningRules>

interface Ports {
  readonly scanningRules: ScanningRulesStore
  readonly ledger: Ledger
}

const AUDITED = ['samplePercent', 'paperWeeks', 'procedureVersion', 'environment'] as const

export function createShowScanningRules({ scanningRules }: Pick<Ports, 'scanningRules'>): ShowScanningRules {
  return async function showScanningRules(actor, signal) {
    requirePermission(actor, 'masterdata:read')
    return scanningRules.current(actor, signal)
  }
}

export function createPatchScanningRules({ scanningRules, ledger }: Ports): PatchScanningRules {
  return async function patchScanningRules(actor, { expectedVersion, ...patch }, signal) {
    requirePermission(actor, 'masterdata:edit')
    const { procedureVersion, environment, ...numbers } = patch
    return ledger.change(
      actor,
      async () => {
        const before = await scanningRules.current(actor, signal)
        requireVersion(before, expectedVersion)
        const texts = withText(
          withText(before, 'procedureVersion', procedureVersion),
          'environment',
          environment,
        )
        const after = await saved(scanningRules, actor, { ...texts, ...numbers }, signal)
        const object = { kind: 'scanning-rules', id: SCANNING_RULES_ID } as const
        const changes = changesBetween<ScanningRules>(before, after, AUDITED)
        return { result: after, events: [{ action: 'scanning-rules.changed', object, changes }], changed: [] }
      },
      signal,
    )
  }
}

/** The first change makes the record; of two who make it at once one is refused. */
async function saved(
  scanningRules: ScanningRulesStore,
  actor: Actor,
  rules: ScanningRules,
  signal: AbortSignal,
): Promise<ScanningRules> {
  if (rules.version > 0) return scanningRules.save(actor, rules, signal)
  const first = { ...rules, version: 1 }
  await scanningRules.insert(actor, first, signal)
  return first
}

function withText(
  rules: ScanningRules,
  field: 'procedureVersion' | 'environment',
  text: string | null | undefined,
): ScanningRules {
  if (text === undefined) return rules
  const { [field]: _before, ...rest } = rules
  return text === null ? rest : { ...rest, [field]: text }
}
