import type { PackedFeatures } from './feature-codec.ts'

export const TRAINING_TASKS = ['documentType', 'orgUnit'] as const
/** What is learnt: the key of a document type, or the id of an organisational unit. */
export type TrainingTask = (typeof TRAINING_TASKS)[number]

/**
 * One line of a tenant's training journal, which is only ever appended to. A later line of the same task and document takes
 * the place of the earlier one (a correction); a retracted line takes it back. The model is made of the lines in the order of `seq`
 * that are left, so that every process can rebuild it and follow.
 */
export interface TrainingExample {
  /** 1, 2, 3 … per tenant, without gaps. */
  readonly seq: number
  readonly task: TrainingTask
  readonly label: string
  readonly documentId: string
  readonly features: PackedFeatures
  /** The document was taken back: what was learnt from it is un-learnt. */
  readonly retracted?: boolean
}

/** A line before the journal has given it its number. */
export type NewTrainingExample = Omit<TrainingExample, 'seq'>

/** One line for each lesson that those lines have taught, which takes it back and tells nothing of the document. */
export function takenBack(
  lines: readonly { readonly documentId?: unknown; readonly task?: unknown }[],
): NewTrainingExample[] {
  return TRAINING_TASKS.flatMap((task) => {
    const taught = lines.filter((line) => line.task === task).map(({ documentId }) => String(documentId))
    return [...new Set(taught)].map((documentId): NewTrainingExample => ({
      task,
      label: '',
      documentId,
      features: '',
      retracted: true,
    }))
  })
}
