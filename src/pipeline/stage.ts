import type { Actor } from '../domain/access/actor.ts'
import type { Prediction } from '../domain/classification/prediction.ts'
import type { Proposals } from '../domain/extraction/proposal.ts'
import type { PageImage, StoredDocument } from '../domain/intake/document.ts'
import type { IncomingItem } from '../domain/intake/incoming-item.ts'
import type { RecognizedPage } from '../domain/recognition/page.ts'

/** What the machine adds to a document; everything else of it belongs to people. */
export type Additions = Partial<
  Pick<
    StoredDocument,
    | 'converted'
    | 'viewCopy'
    | 'viewCopyConformance'
    | 'reading'
    | 'pageImages'
    | 'pageCount'
    | 'languages'
    | 'ocr'
    | 'eInvoice'
    | 'features'
    | 'fingerprint'
    | 'proposals'
    | 'similar'
  >
>

export interface Progress {
  readonly pageCount: number
  readonly pagesDone: number
  readonly pageImages: readonly PageImage[]
}

export interface RunContext {
  /** The machine, inside the tenant of the document. */
  readonly actor: Actor
  readonly signal: AbortSignal
  /** Of the job; the same one when it is tried again. */
  readonly jobId: string
  /** Makes progress visible and lasting, so that a run cut short goes on from here. */
  report(progress: Progress): Promise<void>
  /** False when other work should go first: a stage that can go on later ends its run with `GaveWay` then. */
  mayGoOn(): Promise<boolean>
}

/** Ends a run that lets other work go first. What was reported is kept, and the next run goes on from there. */
export class GaveWay extends Error {
  override readonly name = 'GaveWay'
}

/** One step of the pipeline: In is what the step before left, Out what the next one gets. */
export type Stage<In, Out extends In> = (work: In, context: RunContext) => Promise<Out>

export interface DocumentWork {
  readonly item: IncomingItem
  readonly document: StoredDocument
  readonly additions: Additions
}

export interface ReadWork extends DocumentWork {
  /** Every page of the document, in order. */
  readonly pages: readonly RecognizedPage[]
}

export interface ExtractedWork extends ReadWork {
  readonly extracted: Proposals
  /** In the time zone of the tenant, `YYYY-MM-DD`: units and groups begin and end at its midnight. */
  readonly today: string
}

export interface ClassifiedWork extends ExtractedWork {
  readonly documentType: Prediction
  readonly orgUnit: Prediction
}
