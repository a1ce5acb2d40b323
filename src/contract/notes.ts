import { z } from 'zod'
import { Id, Instant, Paragraph, Person } from './primitives.ts'

/** A note on an item or a case file, seen by whoever sees that. ETag is the quoted `version`. */
export const NoteView = z.strictObject({
  id: Id,
  object: z.strictObject({ kind: z.enum(['incoming-item', 'case-file']), id: Id }),
  text: z.string(),
  /** People whom the text calls by `@displayName`. */
  mentions: z.array(Person),
  createdAt: Instant,
  createdBy: Person,
  /** When the present text was written. */
  writtenAt: Instant,
  /** Texts that were corrected, oldest first. */
  earlier: z.array(z.strictObject({ text: z.string(), writtenAt: Instant })),
  /** No longer meant. */
  withdrawn: z.strictObject({ at: Instant, by: Person }).nullable(),
  /** What the caller may do, as long as people work on the object. */
  mayCorrect: z.boolean(),
  mayWithdraw: z.boolean(),
  version: z.number().int(),
})
export type NoteView = z.infer<typeof NoteView>

export const NoteList = z.strictObject({ items: z.array(NoteView) })
export const NoteParams = z.strictObject({ noteId: Id })

/** Text without formatting; `mentionIds` are of people whose `@displayName` stands in it. */
export const WriteNoteRequest = z.strictObject({
  text: Paragraph.min(1).max(2_000),
  mentionIds: z.array(Id).max(20).default([]),
})
export type WriteNoteRequest = z.input<typeof WriteNoteRequest>

export const MentionableQuery = z.strictObject({ q: z.string().max(100).default('') })
export const MentionableList = z.strictObject({ items: z.array(Person) })
