import { systemActor, type Actor, type Person } from '../../domain/access/actor.ts'
import type { AuditEntry } from '../../domain/audit/event.ts'
import type { Batch } from '../../domain/batches/batch.ts'
import type { ProtectionClass } from '../../domain/batches/protection-class.ts'
import type { DocumentType } from '../../domain/classification/document-type.ts'
import { MailroomError } from '../../domain/errors.ts'
import type { StoredDocument } from '../../domain/intake/document.ts'
import type { IncomingItem } from '../../domain/intake/incoming-item.ts'
import { isWithdrawn } from '../../domain/intake/item-moves.ts'
import { indexText } from '../../domain/intake/index-data.ts'
import { pagesToCheck } from '../../domain/quality/pages-to-check.ts'
import { drawnOf, percentFor, type SampleDraw } from '../../domain/quality/sample.ts'
import {
  endedCheck,
  isPending,
  raisedTo,
  type CheckCause,
  type ScanCheck,
} from '../../domain/quality/scan-check.ts'
import { higherClass, type ScanningRules } from '../../domain/quality/scanning-rules.ts'
import { asStack, isStack, type StackItem } from '../../domain/stacks/stack-moves.ts'
import type { StackPart } from '../../domain/stacks/stack-scan.ts'
import type { Batches } from '../../ports/batches.ts'
import type { Clock, IdGenerator } from '../../ports/clock.ts'
import type { Digest } from '../../ports/digest.ts'
import type { IncomingItems } from '../../ports/incoming-items.ts'
import type { DocumentTypes } from '../../ports/organisation.ts'
import type { ScanChecks } from '../../ports/scan-checks.ts'
import type { ScanningRulesStore } from '../../ports/scanning-rules.ts'
import { required } from './required.ts'

export interface CheckDrawPorts {
  readonly incomingItems: IncomingItems
  readonly batches: Batches
  readonly scanChecks: ScanChecks
  readonly scanningRules: ScanningRulesStore
  readonly ids: IdGenerator
  readonly clock: Clock
  readonly digest: Digest
}

/** What letters are drawn by, read before the transaction that draws. */
export interface DrawTerms {
  readonly batch: Batch
  readonly rules: ScanningRules
}

export async function drawTermsOf(
  { batches, scanningRules }: Pick<CheckDrawPorts, 'batches' | 'scanningRules'>,
  machine: Actor,
  { batchId = '' }: Pick<IncomingItem, 'batchId'>,
  signal: AbortSignal,
): Promise<DrawTerms> {
  const batch = required(await batches.find(machine, batchId, signal))
  return { batch, rules: await scanningRules.current(machine, signal) }
}

/** Draws anew each time it is called: the seed is fresh, so that nobody knows it before. */
export function drawFor(
  { ids, clock, digest }: Pick<CheckDrawPorts, 'ids' | 'clock' | 'digest'>,
  { stack }: StackItem,
  { batch, rules }: DrawTerms,
): SampleDraw {
  const { protectionClass } = batch
  const seed = ids.randomHex(16)
  const percent = percentFor(protectionClass, rules.samplePercent)
  const parts = stack.parts.toSorted((left, right) => left.segment - right.segment)
  const population = parts.map(({ receiptNumber }) => receiptNumber)
  const sha256 = (text: string): string => digest.sha256(text)
  const { procedureVersion, environment, paperWeeks } = rules
  return {
    at: clock.now().toISOString(),
    protectionClass,
    percent,
    seed,
    population,
    drawn: drawnOf(population, { seed, percent, sha256 }),
    paperWeeks,
    ...(procedureVersion === undefined ? {} : { procedureVersion }),
    ...(environment === undefined ? {} : { environment }),
  }
}

/**
 * Joins the transaction that ends the division of the scan. People may have worked on the letters that were cut out first:
 * what they have begun stays, and what they have closed needs no check any more.
 */
export async function insertDrawn(
  ports: CheckDrawPorts,
  machine: Actor,
  { stack, draw, batch }: { readonly stack: StackItem; readonly draw: SampleDraw; readonly batch: Batch },
  signal: AbortSignal,
): Promise<void> {
  const drawnCause: CheckCause = draw.protectionClass === 'normal' ? 'sample' : 'batch'
  // Read anew: a sample of the batch may have had a fault since.
  const { widened } = required(await ports.batches.find(machine, batch.id, signal))
  for (const part of stack.stack.parts) {
    const isDrawn = draw.drawn.includes(part.receiptNumber)
    if (!isDrawn && widened === undefined) continue
    const { protectionClass } = draw
    const known = await ports.scanChecks.ofItem(machine, part.itemId, signal)
    if (known === undefined) {
      const cause = isDrawn ? drawnCause : 'widened'
      await openCheck(ports, machine, { stack, part, batch, protectionClass, cause }, signal)
    } else {
      // Somebody may have asked for it before it was drawn: it stands for the others all the same.
      const drawn: ScanCheck =
        isDrawn && known.cause === 'requested' ? { ...known, cause: drawnCause } : known
      const raised = raisedTo(drawn, protectionClass)
      if (raised !== known) await ports.scanChecks.save(machine, raised, signal)
    }
  }
}

export interface CheckFacts {
  readonly stack: StackItem
  readonly part: StackPart
  readonly batch: Batch
  readonly protectionClass: ProtectionClass
  readonly cause: CheckCause
}

/** Of a letter that has none. What people have closed needs no check any more. Joins the running transaction. */
export async function openCheck(
  ports: Pick<CheckDrawPorts, 'incomingItems' | 'scanChecks' | 'ids' | 'clock'>,
  machine: Actor,
  facts: CheckFacts,
  signal: AbortSignal,
): Promise<void> {
  const check = newCheck(ports, facts)
  const letter = required(await ports.incomingItems.find(machine, facts.part.itemId, signal))
  await ports.scanChecks.insert(machine, isWithdrawn(letter) ? endedCheck(check) : check, signal)
}

/** That waits from now on. */
export function newCheck(
  { ids, clock }: Pick<CheckDrawPorts, 'ids' | 'clock'>,
  { stack, part, batch, protectionClass, cause }: CheckFacts,
): ScanCheck {
  return {
    id: ids.next(),
    tenantId: stack.tenantId,
    itemId: part.itemId,
    receiptNumber: part.receiptNumber,
    batchId: batch.id,
    stackItemId: stack.id,
    stackNumber: stack.receiptNumber,
    documentId: stack.documentIds[0] ?? '',
    pages: pagesToCheck(stack.stack.plan?.pages ?? [], part.pages),
    protectionClass,
    cause,
    operators: operatorsOf(stack, batch),
    operatorName: batch.operator,
    state: 'open',
    round: 1,
    results: [],
    createdAt: clock.now().toISOString(),
    readKeys: batch.readKeys,
    version: 1,
  }
}

/** People who had the scan in their hands. What the machine did needs no other pair of eyes but one. */
function operatorsOf(stack: StackItem, { createdBy }: Batch): Person[] {
  const people = [createdBy, stack.createdBy, ...(stack.stack.confirmed ? [stack.stack.confirmed.by] : [])]
  const byId = new Map(people.map(({ userId, displayName }) => [userId, { userId, displayName }]))
  byId.delete('system')
  return [...byId.values()]
}

export interface CheckRaisePorts {
  readonly incomingItems: IncomingItems
  readonly documentTypes: DocumentTypes
  readonly batches: Batches
  readonly scanChecks: ScanChecks
  readonly ids: IdGenerator
  readonly clock: Clock
}

/** The class that the confirmed types of documents ask for. */
export function demandedClass(
  documents: readonly Pick<StoredDocument, 'index'>[],
  types: readonly DocumentType[],
): ProtectionClass {
  const classOf = new Map(types.map(({ id, protectionClass }) => [id, protectionClass]))
  return documents.reduce<ProtectionClass>(
    (highest, { index }) => higherClass(highest, classOf.get(indexText(index, 'documentType') ?? '')),
    'normal',
  )
}

/**
 * Has a letter looked at as its document types ask for, whatever was drawn: the check is opened, or raised. Letters that came
 * by themselves are looked at only when somebody has asked. Joins the running transaction.
 *
 * @returns what is to be written down
 */
export async function checkAsDemanded(
  ports: CheckRaisePorts,
  actor: Actor,
  item: IncomingItem,
  documents: readonly Pick<StoredDocument, 'index'>[],
  signal: AbortSignal,
): Promise<readonly AuditEntry[]> {
  const demanded = demandedClass(documents, await ports.documentTypes.list(actor, signal))
  if (demanded === 'normal') return []
  const machine = systemActor(actor.tenantId, actor.requestId)
  const known = await ports.scanChecks.ofItem(machine, item.id, signal)
  if (known === undefined) return openDemanded(ports, machine, item, demanded, signal)
  const raised = raisedTo(known, demanded)
  if (raised === known) return []
  const saved = await ports.scanChecks.save(machine, raised, signal)
  return [checkEvent(saved, 'scan-check.raised', { protectionClass: { after: saved.protectionClass } })]
}

async function openDemanded(
  ports: CheckRaisePorts,
  machine: Actor,
  { id, origin, batchId = '' }: IncomingItem,
  protectionClass: ProtectionClass,
  signal: AbortSignal,
): Promise<readonly AuditEntry[]> {
  const found = await ports.incomingItems.find(machine, origin?.stackItemId ?? '', signal)
  // A scan whose other letters are still being cut out has marked this one already.
  const part = found?.stack?.parts.find(({ itemId }) => itemId === id)
  if (found === undefined || !isStack(found) || part === undefined) return []
  const stack = asStack(found)
  const batch = required(await ports.batches.find(machine, batchId, signal))
  const check = newCheck(ports, { stack, part, batch, protectionClass, cause: 'document-type' })
  await ports.scanChecks.insert(machine, check, signal)
  return [checkEvent(check, 'scan-check.opened', { protectionClass: { after: protectionClass } })]
}

/** There is nothing to look at any more: the letter is voided, sent on, rejected or destroyed. Joins the running transaction. */
export async function endCheck(
  { scanChecks }: { readonly scanChecks: ScanChecks },
  actor: Actor,
  itemId: string,
  signal: AbortSignal,
): Promise<readonly AuditEntry[]> {
  const machine = systemActor(actor.tenantId, actor.requestId)
  const check = await scanChecks.ofItem(machine, itemId, signal)
  if (check === undefined || !isPending(check)) return []
  const saved = await scanChecks.save(machine, endedCheck(check), signal)
  return [checkEvent(saved, 'scan-check.ended', { state: { before: check.state, after: saved.state } })]
}

/**
 * Where more depends on a scan than usual, the letter is filed when it was looked at.
 *
 * @throws {MailroomError} `state-conflict`
 */
export async function requireChecked(
  { scanChecks }: { readonly scanChecks: ScanChecks },
  actor: Actor,
  { id }: Pick<IncomingItem, 'id'>,
  signal: AbortSignal,
): Promise<void> {
  const machine = systemActor(actor.tenantId, actor.requestId)
  const check = await scanChecks.ofItem(machine, id, signal)
  if (check === undefined || check.protectionClass === 'normal' || !isPending(check)) return
  throw new MailroomError('state-conflict', 'The scan must be checked before the letter is filed.', {
    facts: { checkId: check.id },
  })
}

export function checkEvent(
  { id, itemId, receiptNumber }: ScanCheck,
  action: string,
  changes: AuditEntry['changes'],
): AuditEntry {
  return {
    action,
    object: { kind: 'scan-check', id },
    changes: { item: { after: { itemId, receiptNumber } }, ...changes },
  }
}
