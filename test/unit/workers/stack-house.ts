import { setTimeout as sleep } from 'node:timers/promises'
import { createRe2PatternMatcher } from '../../../src/adapters/re2js/pattern-matcher.ts'
import { createSliceRunner } from '../../../src/adapters/system/slice-runner.ts'
import type { Batch } from '../../../src/domain/batches/batch.ts'
import type { IncomingItem } from '../../../src/domain/intake/incoming-item.ts'
import type { StackItem } from '../../../src/domain/stacks/stack-moves.ts'
import type { SplitProposal } from '../../../src/domain/stacks/split-plan.ts'
import { createClassifierMemory } from '../../../src/pipeline/classifier-memory.ts'
import { createPipeline } from '../../../src/pipeline/pipeline.ts'
import type { ExtractRequest } from '../../../src/ports/document-reader.ts'
import { createCreateBatch, type CreateBatchInput } from '../../../src/usecases/batches/create-batch.ts'
import { createReceiveScans } from '../../../src/usecases/batches/receive-scans.ts'
import type { OrderTimeStamp } from '../../../src/usecases/shared/order-time-stamp.ts'
import { createConfirmSplit } from '../../../src/usecases/stacks/confirm-split.ts'
import { createDivideStack } from '../../../src/usecases/stacks/divide-stack.ts'
import { createShowSplitPlan } from '../../../src/usecases/stacks/show-split-plan.ts'
import { runJobs } from '../../../src/workers/run-jobs.ts'
import { SILENT_LOG } from '../../support/silent-log.ts'
import { createFakeReader, type FakeReader } from '../pipeline/fake-reader.ts'
import { openMailroom, person, SIGNAL, upload, type Mailroom } from '../usecases/support/mailroom.ts'
import { silentGauges } from './gauges.ts'

export const MIA = person('mia')
const LIMIT_MS = 10_000
const SETTINGS: CreateBatchInput = {
  operator: 'M. Meier',
  protectionClass: 'normal',
  channel: 'letter',
  dividesAlone: false,
  byContent: true,
}

/** A mailroom in which Mia scans, and whose machine reads and divides while a test wants it to. */
export class StackHouse {
  /** What is put in its place before the start is what the machine works with. */
  mailroom: Mailroom & { readonly orderTimeStamp?: OrderTimeStamp }
  batch: Batch
  reader: FakeReader
  readonly #texts: readonly string[]
  #stopper = new AbortController()
  #running: Promise<void> | undefined

  private constructor(mailroom: Mailroom, batch: Batch, texts: readonly string[]) {
    this.mailroom = mailroom
    this.batch = batch
    this.#texts = texts
    this.reader = createFakeReader({ pages: texts })
  }

  /** @param texts of the pages of every scan */
  static async open(texts: readonly string[]): Promise<StackHouse> {
    const mailroom = await openMailroom()
    const { batch } = await createCreateBatch(mailroom)(MIA, SETTINGS, SIGNAL)
    return new StackHouse(mailroom, batch, texts)
  }

  async close(): Promise<void> {
    await this.stop()
    await this.mailroom.blobStore[Symbol.asyncDispose]()
  }

  /** From then on Mia scans into this one. */
  async openBatch(settings: Partial<CreateBatchInput>): Promise<void> {
    const input = { ...SETTINGS, ...settings }
    this.batch = (await createCreateBatch(this.mailroom)(MIA, input, SIGNAL)).batch
  }

  start(plan: SplitProposal, beforeExtract?: (request: ExtractRequest) => Promise<void>): void {
    const { mailroom } = this
    this.reader = createFakeReader({
      pages: this.#texts,
      ...(beforeExtract === undefined ? {} : { beforeExtract }),
    })
    const { reader } = this
    const patternMatcher = createRe2PatternMatcher()
    const memory = createClassifierMemory({ ...mailroom, log: SILENT_LOG, sliceRunner: createSliceRunner() })
    const parts = { ...mailroom, reader, scratch: reader.scratch, patternMatcher, log: SILENT_LOG }
    this.#stopper = new AbortController()
    const ports = {
      ...mailroom,
      pipeline: createPipeline(parts, memory),
      proposeSplit: async () => ({ plan, mayDivideAlone: this.batch.dividesAlone }),
      divideStack: createDivideStack(parts),
      log: SILENT_LOG,
      ...silentGauges(),
    }
    this.#running = runJobs(ports, { workerId: 'w', lanes: 1 }, this.#stopper.signal)
  }

  /** As `stop`, for who cannot wait because the machine waits for him. */
  interrupt(): void {
    this.#stopper.abort()
  }

  get isInterrupted(): boolean {
    return this.#stopper.signal.aborted
  }

  async stop(): Promise<void> {
    this.interrupt()
    await this.#running
    this.#running = undefined
  }

  async until(isSo: () => boolean | Promise<boolean>): Promise<void> {
    const endMs = Date.now() + LIMIT_MS
    while (!(await isSo())) {
      if (Date.now() > endMs) throw new Error('this never came to be')
      this.mailroom.clock.advance(10_000)
      this.mailroom.bell.ring()
      await sleep(2)
    }
  }

  async untilStack(itemId: string, state: IncomingItem['state']): Promise<void> {
    await this.until(async () => (await this.stackNow(itemId)).state === state)
  }

  /** @returns the id of the scan */
  async handIn(text = 'stapel', filename = 'stapel.pdf'): Promise<string> {
    const files = [upload(text, { filename })]
    const scans = await createReceiveScans(this.mailroom)(MIA, { batchId: this.batch.id, files }, SIGNAL)
    return scans[0]?.item.id ?? ''
  }

  async stackNow(itemId: string): Promise<StackItem> {
    return (await createShowSplitPlan(this.mailroom)(MIA, itemId, SIGNAL)).item
  }

  async confirm(itemId: string): Promise<void> {
    const { version } = await this.stackNow(itemId)
    await createConfirmSplit(this.mailroom)(MIA, { itemId, expectedVersion: version }, SIGNAL)
  }

  /** Of the batch, as Mia sees them, by number. */
  async letters(): Promise<IncomingItem[]> {
    const { incomingItems } = this.mailroom
    const { items } = await incomingItems.list(MIA, { batchId: this.batch.id }, { limit: 50 }, SIGNAL)
    return items.toSorted((left, right) => (left.receiptNumber < right.receiptNumber ? -1 : 1))
  }
}
