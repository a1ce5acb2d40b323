import { systemActor, type Actor } from '../../domain/access/actor.ts'
import type { AuditEntry } from '../../domain/audit/event.ts'
import { isWithdrawn } from '../../domain/intake/item-moves.ts'
import type { CheckResult, ScanCheck } from '../../domain/quality/scan-check.ts'
import { asStack } from '../../domain/stacks/stack-moves.ts'
import { required } from './required.ts'
import { openCheck, type CheckDrawPorts } from './scan-checks.ts'

export type WidenPorts = Pick<CheckDrawPorts, 'incomingItems' | 'batches' | 'scanChecks' | 'ids' | 'clock'>

/**
 * Has every letter of the batch looked at, and those of its scans that are still being divided, too: what the sample stood for is
 * not known any more. Joins the running transaction; a second fault changes nothing.
 *
 * @param failed the check of the letter that had the fault
 * @returns what is to be written down
 */
export async function widenSample(
  ports: WidenPorts,
  actor: Actor,
  { batchId, receiptNumber }: ScanCheck,
  { at, by }: Pick<CheckResult, 'at' | 'by'>,
  signal: AbortSignal,
): Promise<readonly AuditEntry[]> {
  const machine = systemActor(actor.tenantId, actor.requestId)
  if (batchId === undefined) return []
  const before = required(await ports.batches.find(machine, batchId, signal))
  if (before.widened !== undefined) return []
  const batch = await ports.batches.save(machine, { ...before, widened: { at, by, receiptNumber } }, signal)
  const known = new Set(
    (await ports.scanChecks.ofBatch(machine, batchId, signal)).map(({ itemId }) => itemId),
  )
  const opened: string[] = []
  for (const item of await ports.incomingItems.scansOf(machine, batchId, signal)) {
    const stack = asStack(item)
    if (stack.state !== 'split') {
      if (isWithdrawn(stack)) continue
      // Whoever draws at this moment meets this change, and draws again with the batch as it is now.
      await ports.incomingItems.save(machine, stack, signal)
      continue
    }
    const { protectionClass } = stack.stack.draw ?? batch
    for (const part of stack.stack.parts) {
      if (known.has(part.itemId)) continue
      await openCheck(ports, machine, { stack, part, batch, protectionClass, cause: 'widened' }, signal)
      opened.push(part.receiptNumber)
    }
  }
  const changes = { because: { after: receiptNumber }, letters: { after: opened } }
  return [{ action: 'batch.sample-widened', object: { kind: 'batch', id: batchId }, changes }]
}
