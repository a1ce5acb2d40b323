import { systemActor, type Actor } from '../../domain/access/actor.ts'
import { personOf } from '../../domain/access/actor-of-user.ts'
import { requirePermission } from '../../domain/access/policy.ts'
import { withProtocol, type Batch } from '../../domain/batches/batch.ts'
import { parseProtocol } from '../../domain/batches/scanner-protocol.ts'
import { collected } from '../../domain/collected.ts'
import type { Batches } from '../../ports/batches.ts'
import type { Clock } from '../../ports/clock.ts'
import { openToHandIn } from '../shared/batch-scans.ts'
import type { Ledger } from '../shared/ledger.ts'
import type { ReceivedUpload } from '../shared/received-upload.ts'
import { invalid } from '../shared/required.ts'

/**
 * Takes what the scanner says it has scanned; a later protocol replaces an earlier one.
 *
 * @throws {MailroomError} `forbidden`, `not-found`, `validation-failed`, `state-conflict` when the batch is closed
 */
export type SetProtocol = (
  actor: Actor,
  input: { readonly batchId: string; readonly file: ReceivedUpload },
  signal: AbortSignal,
) => Promise<Batch>

const MAX_PROTOCOL_BYTES = 1024 * 1024

export function createSetProtocol(ports: {
  readonly batches: Batches
  readonly ledger: Ledger
  readonly clock: Clock
}): SetProtocol {
  return async function setProtocol(actor, { batchId, file }, signal) {
    requirePermission(actor, 'batches:hand-in')
    const lines = parseProtocol(await textOf(file, signal))
    const machine = systemActor(actor.tenantId, actor.requestId)
    return ports.ledger.change(
      actor,
      async () => {
        const before = await openToHandIn(ports, actor, batchId, signal)
        const protocol = { at: ports.clock.now().toISOString(), by: personOf(actor), lines }
        const result = await ports.batches.save(machine, withProtocol(before, protocol), signal)
        const { sha256, sizeBytes } = file.staged
        const event = {
          action: 'batch.protocol-set',
          object: { kind: 'batch', id: batchId },
          changes: { protocol: { after: { lines: lines.length, sha256, sizeBytes } } },
        } as const
        return { result, events: [event], changed: [] }
      },
      signal,
    )
  }
}

/** Old programs write the Windows alphabet. */
async function textOf({ staged }: ReceivedUpload, signal: AbortSignal): Promise<string> {
  if (staged.sizeBytes > MAX_PROTOCOL_BYTES) throw invalid('files', 'Ein Protokoll hat höchstens 1 MiB.')
  const bytes = await collected(staged.stream(signal))
  if (bytes.includes(0)) throw invalid('files', 'Das ist keine Textdatei.')
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes)
  } catch {
    return new TextDecoder('windows-1252').decode(bytes)
  }
}
