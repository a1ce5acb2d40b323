import type { Actor } from '../../domain/access/actor.ts'
import { requirePermission } from '../../domain/access/policy.ts'
import { changesBetween } from '../../domain/audit/changes.ts'
import type { Letterhead } from '../../domain/letters/letterhead.ts'
import type { Ledger } from '../shared/ledger.ts'
import { letterheadOf, type LetterheadPorts } from '../shared/letterhead.ts'
import { requireVersion } from '../shared/required.ts'

/** The one that holds: the record, or the defaults. @throws {MailroomError} `forbidden` */
export type ShowLetterhead = (actor: Actor, signal: AbortSignal) => Promise<Letterhead>

export function createShowLetterhead(ports: LetterheadPorts): ShowLetterhead {
  return async function showLetterhead(actor, signal) {
    requirePermission(actor, 'masterdata:read')
    return letterheadOf(ports, actor, signal)
  }
}

const FIELDS = ['office', 'addressLines', 'senderLine', 'contactLines', 'footerLines'] as const

export interface PatchLetterheadInput extends Partial<Pick<Letterhead, (typeof FIELDS)[number]>> {
  /** From `If-Match`. */
  readonly expectedVersion: number
}

/** Counts for letters that are written from then on. @throws {MailroomError} `forbidden`, `version-mismatch` */
export type PatchLetterhead = (
  actor: Actor,
  input: PatchLetterheadInput,
  signal: AbortSignal,
) => Promise<Letterhead>

export function createPatchLetterhead(ports: LetterheadPorts & { readonly ledger: Ledger }): PatchLetterhead {
  return async function patchLetterhead(actor, { expectedVersion, ...patch }, signal) {
    requirePermission(actor, 'masterdata:edit')
    return ports.ledger.change(
      actor,
      async () => {
        const before = await letterheadOf(ports, actor, signal)
        requireVersion(before, expectedVersion)
        const after = await saved(ports, actor, { ...before, ...patch }, signal)
        const event = {
          action: 'letterhead.changed',
          object: { kind: 'tenant', id: actor.tenantId },
          changes: changesBetween<Letterhead>(before, after, FIELDS),
        } as const
        return { result: after, events: [event], changed: [] }
      },
      signal,
    )
  }
}

/** The first change makes the record; of two who make it at once one is refused. */
async function saved(
  { letterheads }: LetterheadPorts,
  actor: Actor,
  letterhead: Letterhead,
  signal: AbortSignal,
): Promise<Letterhead> {
  if (letterhead.version > 0) return letterheads.save(actor, letterhead, signal)
  const first = { ...letterhead, version: 1 }
  await letterheads.insert(actor, first, signal)
  return first
}
