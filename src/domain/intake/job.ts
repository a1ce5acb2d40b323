import type { BackOff } from '../back-off.ts'

/** Work of the machine that waits for a worker. */
export const JOB_KINDS = [
  'virus-scan',
  'convert',
  'recognise',
  'understand',
  'compose-view-copy',
  'renew',
  'propose-split',
  'divide',
] as const
export type JobKind = (typeof JOB_KINDS)[number]
/** Those that are a step of the pipeline. */
export type StepKind = Exclude<JobKind, 'virus-scan' | 'propose-split' | 'divide'>

export type JobState = 'queued' | 'running' | 'done' | 'parked'

export interface Job {
  readonly id: string
  readonly tenantId: string
  readonly kind: JobKind
  readonly documentId: string
  readonly itemId: string
  readonly state: JobState
  /** Counted at the claim, so that a crash counts too; given back when a run ended for a reason outside of the document. */
  readonly attempt: number
  /** Grows with every claim; results are saved only with the fence of the running claim. */
  readonly fence: number
  /** Lower goes first: `AWAITED` for what a person waits for, `USUAL` for new mail, `WHENEVER` for the rest. */
  readonly priority: number
  /** How often it was put off because something outside of the document did not work. */
  readonly outages?: number
  readonly createdAt: string
  /** Code and sentence of the last failure. */
  readonly failure?: { readonly code: string; readonly detail: string; readonly at: string }
}

/** Priority of what a person waits for: asked for again, or opened while the machine is still at it. */
export const AWAITED = 0
/** Priority of new mail. */
export const USUAL = 5

/** Priority of what nobody waits for: it runs when nothing else is to be done. */
export const WHENEVER = 9

/** After this many attempts a job is parked for a person. */
export const MAX_ATTEMPTS = 3

/** Pauses before a job that failed is tried again. */
export const JOB_BACK_OFF: BackOff = { firstMs: 1_000, longestMs: 60_000 }
