import type { Actor } from '../../domain/access/actor.ts'
import {
  completablesOf,
  completedText,
  completionKey,
  typedPieces,
  type CompletionKind,
  type TypedPiece,
} from '../../domain/retrieval/completion.ts'
import { requireShortText } from '../../domain/retrieval/query.ts'
import type { Completion } from '../../ports/search-index.ts'
import { readable } from './restriction.ts'
import type { Database } from './sqlite.ts'

const LAST_CHARACTER = '\u{10FFFF}'

/** Counts what the lines of a document can complete, before it goes or after it came. */
export function countCompletions(database: Database, id: number | bigint, change: 1 | -1): void {
  const row = database
    .prepare('SELECT tenant_id, key_set, title, sender, numbers FROM documents WHERE id = ?')
    .get(id)
  if (row === undefined) return
  const { tenant_id: tenantId = '', key_set: keySet = 0, sender } = row
  const lines = {
    title: String(row['title']),
    sender: typeof sender === 'string' ? sender : undefined,
    numbers: String(row['numbers']).split('\n'),
  }
  const count = database.prepare(
    `INSERT INTO completions VALUES (?, ?, ?, ?, ?, ?)
     ON CONFLICT DO UPDATE SET documents = documents + excluded.documents`,
  )
  const forget = database.prepare(
    `DELETE FROM completions
     WHERE tenant_id = ? AND kind = ? AND key = ? AND spelling = ? AND key_set = ? AND documents <= 0`,
  )
  for (const { kind, key, spelling } of completablesOf(lines)) {
    count.run(tenantId, kind, key, spelling, keySet, change)
    if (change < 0) forget.run(tenantId, kind, key, spelling, keySet)
  }
}

/** Who types no digit hardly means a number. */
const ORDERS = {
  digits: ['number', 'sender', 'word'],
  letters: ['sender', 'word', 'number'],
} as const satisfies Readonly<Record<string, readonly CompletionKind[]>>

/** See `SearchIndex.complete`. Counts are kept by set of keys, so that those of other readers are not even read. */
export function completionsOf(database: Database, actor: Actor, text: string, limit: number): Completion[] {
  requireShortText(text)
  const pieces = typedPieces(text)
  const hasDigits = pieces.some(({ typed }) => /\d/.test(typed))
  const found = new Map<string, Completion>()
  for (const kind of ORDERS[hasDigits ? 'digits' : 'letters']) {
    // So that none of them takes all the room; what is left over goes to the next.
    const share = kind === 'word' ? limit : Math.ceil(limit / 2)
    for (const piece of pieces.filter(({ kinds }) => kinds.includes(kind))) {
      for (const spelling of spellingsOf(database, actor, { kind, piece, limit: share })) {
        const completed = completedText(piece, { kind, spelling })
        if (completed !== text) found.set(completed, { kind, value: spelling, text: completed })
      }
    }
  }
  return [...found.values()].slice(0, limit)
}

interface Wanted {
  readonly kind: CompletionKind
  readonly piece: TypedPiece
  readonly limit: number
}

function spellingsOf(database: Database, actor: Actor, { kind, piece, limit }: Wanted): string[] {
  const key = completionKey(kind, piece.typed)
  if (key === '') return []
  const rights = readable(actor)
  // The highest numbers are the newest; there are too many with one beginning to be sorted.
  const grouped =
    kind === 'number'
      ? 'GROUP BY d.key, d.spelling ORDER BY d.key DESC, d.spelling DESC'
      : 'GROUP BY d.spelling ORDER BY sum(d.documents) DESC, d.spelling'
  const rows = database
    .prepare(
      `SELECT d.spelling FROM completions d
       WHERE ${rights.text} AND d.kind = ? AND d.key >= ? AND d.key < ? ${grouped} LIMIT ?`,
    )
    .all(...rights.values, kind, key, key + LAST_CHARACTER, 2 * limit)
  return oneOfEach(
    kind,
    rows.map(({ spelling }) => String(spelling)),
  ).slice(0, limit)
}

/** MAHNUNG and Mahnung are one proposal, spelled as most do. */
function oneOfEach(kind: CompletionKind, spellings: readonly string[]): string[] {
  const chosen = new Map<string, string>()
  for (const spelling of spellings) {
    const key = completionKey(kind, spelling)
    if (!chosen.has(key)) chosen.set(key, spelling)
  }
  return [...chosen.values()]
}
