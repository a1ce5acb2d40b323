import { commandError } from '../errors.ts'
import type { Predicate } from '../query/leaf-test.ts'
import type { Collection } from '../store/collection.ts'
import type { Connection } from '../store/connection.ts'
import type { StoredDocument } from '../store/documents.ts'
import { scanPlan } from './scan-plan.ts'
import type { Plan } from './scans.ts'

/** How many documents are read between two looks at the clock. */
const CLOCK_INTERVAL = 256

/** What the readers of one query share. */
export class ReadWork {
  examined = 0
  readonly #deadlineMs: number | undefined
  readonly #most: number

  constructor(deadlineMs: number | undefined, most: number | undefined) {
    this.#deadlineMs = deadlineMs
    this.#most = most ?? Number.POSITIVE_INFINITY
  }

  count(): void {
    this.examined += 1
    if (this.examined > this.#most) {
      throw commandError(
        'NoQueryExecutionPlans',
        `the query looks at more than ${this.#most} documents, which a server setting refuses`,
      )
    }
    if (this.examined % CLOCK_INTERVAL !== 0 || this.#deadlineMs === undefined) return
    if (performance.now() > this.#deadlineMs)
      throw commandError('MaxTimeMSExpired', 'operation exceeded time limit')
  }
}

/** Reads by one plan, step by step. */
export class PlanReader {
  readonly plan: Plan
  /** True when the matching documents come in the order in which they are wanted. */
  readonly inOrder: boolean
  readonly #rest: Iterator<StoredDocument>
  readonly #matches: Predicate | undefined
  readonly #work: ReadWork
  readonly #found: StoredDocument[] = []
  #isAtEnd = false

  constructor(
    connection: Connection,
    collection: Collection,
    plan: Plan,
    query: { readonly matches: Predicate | undefined; readonly sorts: boolean; readonly work: ReadWork },
  ) {
    this.plan = plan
    this.inOrder = !query.sorts || plan.sorted
    this.#rest = scanPlan(connection, collection, plan)[Symbol.iterator]()
    this.#matches = query.matches
    this.#work = query.work
  }

  /** Examines so many documents more. Says whether all results are known, or the first `wanted` of them. */
  advance(steps: number, wanted: number): boolean {
    for (let step = 0; step < steps && !this.#isDone(wanted); step++) {
      const next = this.#next()
      if (next !== undefined) this.#found.push(next)
    }
    return this.#isDone(wanted)
  }

  #isDone(wanted: number): boolean {
    return this.#isAtEnd || (this.inOrder && this.#found.length >= wanted)
  }

  /** The next document when it matches. */
  #next(): StoredDocument | undefined {
    const next = this.#rest.next()
    if (next.done === true) {
      this.#isAtEnd = true
      return undefined
    }
    this.#work.count()
    return this.#matches === undefined || this.#matches(next.value.document) ? next.value : undefined
  }

  /** All matching documents: those found so far and the others. */
  *documents(): Iterable<StoredDocument> {
    yield* this.#found.splice(0)
    while (!this.#isAtEnd) {
      const next = this.#next()
      if (next !== undefined) yield next
    }
  }
}

/** Documents that each plan examines in its first turn; the turns grow, so that the best plan is soon alone in doing work. */
const FIRST_TURN = 64

/**
 * Lets the plans read in turns until one has what is wanted, and gives that one. The whole costs at
 * most as many times the work of the best plan as there are plans, twice.
 */
export function fastest(readers: readonly [PlanReader, ...PlanReader[]], wanted: number): PlanReader {
  const [first, ...others] = readers
  if (others.length === 0) return first
  for (let steps = FIRST_TURN; ; steps *= 2) {
    const done = readers.find((reader) => reader.advance(steps, wanted))
    if (done !== undefined) return done
  }
}
