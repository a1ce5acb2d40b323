import type { Actor } from '../../domain/access/actor.ts'
import { arrivalFrom } from '../../domain/batches/batch.ts'
import type { StoredDocument } from '../../domain/intake/document.ts'
import type { RecognizedPage } from '../../domain/recognition/page.ts'
import { segmentsOf, type Segment } from '../../domain/stacks/split-plan.ts'
import { asStack, planOf, withPart, type StackItem } from '../../domain/stacks/stack-moves.ts'
import type { StackOrigin } from '../../domain/stacks/stack-scan.ts'
import type { Batches } from '../../ports/batches.ts'
import type { DocumentReader } from '../../ports/document-reader.ts'
import type { ScratchSpace } from '../../ports/scratch.ts'
import { scanOf } from '../shared/batch-scans.ts'
import { extractedLetter } from '../shared/extracted-letter.ts'
import type { ItemWithDocuments } from '../shared/item-with-documents.ts'
import { loadItem } from '../shared/load-item.ts'
import type { OrderTimeStamp } from '../shared/order-time-stamp.ts'
import { required } from '../shared/required.ts'
import { takeIn, type IntakePorts } from '../shared/take-in.ts'

export interface DividePorts extends IntakePorts {
  readonly batches: Batches
  readonly reader: Pick<DocumentReader, 'extractPages'>
  readonly scratch: ScratchSpace
  /** Absent where there is no authority. */
  readonly orderTimeStamp?: OrderTimeStamp | undefined
}

export interface DivideOptions {
  /** False when other work should go first. */
  readonly mayGoOn: () => Promise<boolean>
}

/**
 * Cuts the letters out of a confirmed scan, one after the other, each as an item of its own. A letter and the mark at the scan
 * that it is cut out come in one transaction: whatever ends this, the next run goes on with the letter that is missing, and
 * none comes twice.
 *
 * @param machine the machine; its letters stand in the name of who has confirmed the division
 * @returns whether all are cut out
 * @throws {MailroomError} as `takeIn` and `DocumentReader.extractPages`
 */
export type DivideStack = (
  machine: Actor,
  itemId: string,
  options: DivideOptions,
  signal: AbortSignal,
) => Promise<boolean>

interface Dividing {
  readonly actor: Actor
  readonly item: StackItem
  readonly document: StoredDocument
  readonly pages: readonly RecognizedPage[]
  readonly sourcePath: string
}

export function createDivideStack(ports: DividePorts): DivideStack {
  return async function divideStack(machine, itemId, { mayGoOn }, signal) {
    const { item, document } = scanOf(await loadItem(ports, machine, itemId, signal))
    const { by } = required(item.stack.confirmed)
    const actor = { ...machine, ...by }
    const pages = await ports.documents.pages(machine, document.id, signal)
    await using copy = await ports.blobStore.localCopy(document.original.key, document.original, signal)
    const dividing = { actor, item, document, pages, sourcePath: copy.path }
    const done = new Set(item.stack.parts.map(({ segment }) => segment))
    for (const [index, segment] of segmentsOf(planOf(item)).entries()) {
      if (done.has(index)) continue
      signal.throwIfAborted()
      await cutOut(ports, dividing, index, segment, signal)
      if (!(await mayGoOn())) return false
    }
    return true
  }
}

async function cutOut(
  ports: DividePorts,
  dividing: Dividing,
  index: number,
  segment: Segment,
  signal: AbortSignal,
): Promise<void> {
  const { actor, item, document } = dividing
  await using scratch = await ports.scratch.reserve(signal)
  const filename = `${item.receiptNumber.replace('/', '-')}-${String(index + 1).padStart(3, '0')}.pdf`
  const wanted = { filename, pages: segment.pages }
  const file = await extractedLetter(ports, dividing, wanted, scratch, signal)
  const batch = required(await ports.batches.find(actor, item.batchId ?? '', signal))
  const origin: StackOrigin = {
    stackItemId: item.id,
    stackDocumentId: document.id,
    stackNumber: item.receiptNumber,
    pages: segment.pages,
    ...(segment.cover === undefined ? {} : { cover: segment.cover }),
  }
  const mail = { files: [file], ...arrivalFrom(batch), batchId: batch.id, origin }
  await takeIn(ports, actor, mail, signal, async (taken) => {
    await markAtStack(ports, actor, item.id, index, segment, taken, signal)
    for (const letter of taken.documents) await ports.orderTimeStamp?.(actor, letter, signal)
    return undefined
  })
}

/** Reads the scan anew: two runs at the same time cannot both mark the same letter. */
async function markAtStack(
  ports: DividePorts,
  actor: Actor,
  stackItemId: string,
  segment: number,
  { pages }: Segment,
  { item }: ItemWithDocuments,
  signal: AbortSignal,
): Promise<void> {
  const stack = asStack(required(await ports.incomingItems.find(actor, stackItemId, signal)))
  const { id: itemId, receiptNumber } = item
  const part = { segment, itemId, receiptNumber, pages: pages.map(({ page }) => page) }
  await ports.incomingItems.save(actor, withPart(stack, part), signal)
}
