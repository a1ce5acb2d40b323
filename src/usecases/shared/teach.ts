import type { Actor } from '../../domain/access/actor.ts'
import { classifiableDocument } from '../../domain/classification/classifiable-document.ts'
import { featuresOf } from '../../domain/classification/features.ts'
import { TRAINING_TASKS, type TrainingTask } from '../../domain/classification/training.ts'
import type { StoredDocument } from '../../domain/intake/document.ts'
import type { IncomingItem } from '../../domain/intake/incoming-item.ts'
import { indexText } from '../../domain/intake/index-data.ts'
import type { Documents } from '../../ports/documents.ts'
import type { TrainingJournal } from '../../ports/training-journal.ts'

export interface TeachPorts {
  readonly documents: Documents
  readonly trainingJournal: TrainingJournal
}

/** What a person has decided of a document; `retracted` when the decision was a mistake and there is no better one yet. */
export type Lessons = Readonly<Partial<Record<TrainingTask, string | { readonly retracted: string }>>>

/**
 * Writes what a person decided into the training journal, inside the running transaction. A document that was not read
 * yet teaches nothing, and neither does a letter that was written here: the machine judges mail only.
 */
export async function teach(
  { documents, trainingJournal }: TeachPorts,
  actor: Actor,
  {
    item,
    document,
    lessons,
  }: { readonly item: IncomingItem; readonly document: StoredDocument; readonly lessons: Lessons },
  signal: AbortSignal,
): Promise<void> {
  const tasks = TRAINING_TASKS.filter((task) => lessons[task] !== undefined)
  if (tasks.length === 0 || item.outgoing !== undefined) return
  const pages = await documents.pages(actor, document.id, signal)
  if (pages.every((page) => page.blocks.length === 0)) return
  const features = featuresOf(classifiableDocument(pages, document.proposals, item.channel)).packed
  for (const task of tasks) {
    const lesson = lessons[task]
    if (lesson === undefined) continue
    const example =
      typeof lesson === 'string' ? { label: lesson } : { label: lesson.retracted, retracted: true }
    await trainingJournal.append(actor, { task, documentId: document.id, features, ...example }, signal)
  }
}

/** What a change of index data teaches: a new or first type, or that the type was none. */
export function typeLesson(before: StoredDocument, after: StoredDocument): Lessons {
  const was = indexText(before.index, 'documentType')
  const is = indexText(after.index, 'documentType')
  if (is === was) return {}
  if (is !== undefined) return { documentType: is }
  return was === undefined ? {} : { documentType: { retracted: was } }
}
