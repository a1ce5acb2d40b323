import { setTimeout as sleep } from 'node:timers/promises'
import type { Proposals } from '../../../src/domain/extraction/proposal.ts'
import type { StoredDocument } from '../../../src/domain/intake/document.ts'
import type { IncomingItem } from '../../../src/domain/intake/incoming-item.ts'
import type { Job, StepKind } from '../../../src/domain/intake/job.ts'
import type { PipelineStep, RunJob } from '../../../src/pipeline/pipeline.ts'
import type { Bell } from '../../../src/ports/bell.ts'
import type { JobMeter } from '../../../src/ports/job-meter.ts'
import type { Log } from '../../../src/ports/log.ts'
import { createReceiveItem } from '../../../src/usecases/intake/receive-item.ts'
import type { ItemWithDocuments } from '../../../src/usecases/shared/item-with-documents.ts'
import { createPulse } from '../../../src/workers/pulse.ts'
import { runJobs } from '../../../src/workers/run-jobs.ts'
import { NO_STACKS } from './no-stacks.ts'
import { openMailroom, person, SIGNAL, upload, type Mailroom } from '../usecases/support/mailroom.ts'

export const MIA = person('mia')
const LIMIT_MS = 10_000
export const PROPOSALS: Proposals = {
  fields: { subject: [{ value: 'Vorschlag', weight: 0.9, reasons: [] }] },
  abstained: {},
}

type Steps = Partial<Record<StepKind, RunJob>>

/** Pipeline whose steps do what a test tells them. */
function pipelineOf(steps: Steps): Readonly<Record<StepKind, PipelineStep>> {
  return {
    convert: { run: steps.convert ?? (async () => ({})), next: 'recognise' },
    recognise: { run: steps.recognise ?? (async () => ({ pageCount: 2 })), next: 'understand' },
    understand: {
      run: steps.understand ?? (async () => ({ proposals: PROPOSALS })),
      next: 'compose-view-copy',
    },
    'compose-view-copy': { run: steps['compose-view-copy'] ?? (async () => ({})) },
    renew: { run: steps.renew ?? (async () => ({})) },
  }
}

/** A mailroom whose machine runs when a test says so. */
export class JobHouse {
  /** What is put in its place before the start is what the machine works with. */
  mailroom: Mailroom
  /** Lines of the log. */
  readonly events: string[] = []
  /** How runs ended, as `stage end`. */
  readonly ends: string[] = []
  #stopper = new AbortController()
  #running: Promise<void> | undefined

  constructor(mailroom: Mailroom) {
    this.mailroom = mailroom
  }

  start(steps: Steps = {}, lanes = 1, bell: Bell = this.mailroom.bell): void {
    const note = (event: string): void => {
      this.events.push(event)
    }
    const log: Log = { info: note, warn: note, error: note }
    const jobMeter: JobMeter = {
      runEnded: (kind, end) => {
        this.ends.push(`${kind} ${end}`)
      },
    }
    const machine = { log, jobMeter, pulse: createPulse(), pipeline: pipelineOf(steps), ...NO_STACKS }
    const ports = { ...this.mailroom, bell, ...machine }
    this.#stopper = new AbortController()
    this.#running = runJobs(ports, { workerId: 'w', lanes, apartMs: 0 }, this.#stopper.signal)
  }

  async stop(): Promise<void> {
    this.#stopper.abort()
    await this.#running
  }

  receive(files = 1): Promise<ItemWithDocuments> {
    const uploads = Array.from({ length: files }, (_, index) => upload(`file ${index}`))
    return createReceiveItem(this.mailroom)(MIA, { files: uploads, channel: 'letter' }, SIGNAL)
  }

  async itemNow(
    id: string,
  ): Promise<{ readonly item: IncomingItem; readonly documents: readonly StoredDocument[] }> {
    const item = await this.mailroom.incomingItems.find(this.mailroom.machine, id, SIGNAL)
    const documents = await this.mailroom.documents.ofItem(this.mailroom.machine, id, SIGNAL)
    if (item === undefined) throw new Error('the item is missing')
    return { item, documents }
  }

  /** Rings until it is so; the clock of the queue moves on so that back-offs end. */
  async until(isSo: () => boolean | Promise<boolean>, stepMs = 0): Promise<void> {
    const endMs = Date.now() + LIMIT_MS
    while (!(await isSo())) {
      if (Date.now() > endMs) throw new Error(`this never came to be; events: ${this.events.join(', ')}`)
      this.mailroom.clock.advance(stepMs)
      this.mailroom.bell.ring()
      await sleep(2)
    }
  }

  async stateOf(id: string): Promise<string> {
    return (await this.itemNow(id)).item.processing.state
  }

  async jobs(state: Job['state']): Promise<readonly Job[]> {
    const { jobQueue, machine } = this.mailroom
    return (await jobQueue.list(machine, state, { limit: 100 }, SIGNAL)).items
  }
}

export async function openJobHouse(): Promise<JobHouse> {
  return new JobHouse(await openMailroom())
}
