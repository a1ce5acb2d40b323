import type { Actor } from '../../domain/access/actor.ts'
import { requirePermission } from '../../domain/access/policy.ts'
import { changesBetween, firstValues } from '../../domain/audit/changes.ts'
import type { RetentionClass } from '../../domain/filing/retention-class.ts'
import type { RetentionClasses } from '../../ports/case-files.ts'
import type { Ledger } from '../shared/ledger.ts'
import { required, requireVersion } from '../shared/required.ts'

export interface RetentionClassPorts {
  readonly retentionClasses: RetentionClasses
  readonly ledger: Ledger
}

/** By name, retired ones included. */
export type ListRetentionClasses = (actor: Actor, signal: AbortSignal) => Promise<readonly RetentionClass[]>

export interface AddRetentionClassInput extends Pick<RetentionClass, 'id' | 'name' | 'start' | 'proposal'> {
  /** `null` for ever. */
  readonly years: number | null
}

/** @throws {MailroomError} `already-exists` */
export type AddRetentionClass = (
  actor: Actor,
  input: AddRetentionClassInput,
  signal: AbortSignal,
) => Promise<RetentionClass>

/** The key stays what it is, because entries and imports name it. */
export interface PatchRetentionClassInput {
  readonly retentionClassId: string
  /** From `If-Match`. */
  readonly expectedVersion: number
  readonly name?: string | undefined
  /** `null` for ever. */
  readonly years?: number | null | undefined
  readonly start?: RetentionClass['start'] | undefined
  readonly proposal?: RetentionClass['proposal'] | undefined
  readonly retired?: boolean | undefined
}

/** @throws {MailroomError} `not-found`, `version-mismatch` */
export type PatchRetentionClass = (
  actor: Actor,
  input: PatchRetentionClassInput,
  signal: AbortSignal,
) => Promise<RetentionClass>

const AUDITED = ['name', 'years', 'start', 'proposal', 'retired'] as const

export function createListRetentionClasses({
  retentionClasses,
}: Pick<RetentionClassPorts, 'retentionClasses'>): ListRetentionClasses {
  return async function listRetentionClasses(actor, signal) {
    requirePermission(actor, 'masterdata:read')
    return retentionClasses.list(actor, signal)
  }
}

export function createAddRetentionClass({
  retentionClasses,
  ledger,
}: RetentionClassPorts): AddRetentionClass {
  return async function addRetentionClass(actor, { years, ...input }, signal) {
    requirePermission(actor, 'masterdata:edit')
    return ledger.change(
      actor,
      async () => {
        const added: RetentionClass = {
          ...input,
          tenantId: actor.tenantId,
          ...(years === null ? {} : { years }),
          retired: false,
          version: 1,
        }
        await retentionClasses.insert(actor, added, signal)
        const object = { kind: 'retention-class', id: added.id } as const
        const changes = firstValues<RetentionClass>(added, AUDITED)
        return { result: added, events: [{ action: 'retention-class.added', object, changes }], changed: [] }
      },
      signal,
    )
  }
}

export function createPatchRetentionClass({
  retentionClasses,
  ledger,
}: RetentionClassPorts): PatchRetentionClass {
  return async function patchRetentionClass(actor, { retentionClassId, expectedVersion, ...patch }, signal) {
    requirePermission(actor, 'masterdata:edit')
    return ledger.change(
      actor,
      async () => {
        const before = required(await retentionClasses.find(actor, retentionClassId, signal))
        requireVersion(before, expectedVersion)
        const after = await retentionClasses.save(actor, patched(before, patch), signal)
        const object = { kind: 'retention-class', id: retentionClassId } as const
        const changes = changesBetween<RetentionClass>(before, after, AUDITED)
        return {
          result: after,
          events: [{ action: 'retention-class.changed', object, changes }],
          changed: [],
        }
      },
      signal,
    )
  }
}

function patched(
  before: RetentionClass,
  { years, ...patch }: Omit<PatchRetentionClassInput, 'retentionClassId' | 'expectedVersion'>,
): RetentionClass {
  const {
    name = before.name,
    start = before.start,
    proposal = before.proposal,
    retired = before.retired,
  } = patch
  const next: { -readonly [Field in keyof RetentionClass]: RetentionClass[Field] } = {
    ...before,
    name,
    start,
    proposal,
    retired,
  }
  if (years === null) delete next.years
  else if (years !== undefined) next.years = years
  return next
}
