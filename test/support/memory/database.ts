import { AsyncLocalStorage } from 'node:async_hooks'
import type { Transactor } from '../../../src/ports/transactor.ts'

type Table = Map<string, unknown>
type Tables = Map<string, Table>

/** Tables of immutable records with serial transactions: writes outside one get one of their own. */
export interface MemoryDatabase {
  readonly transactor: Transactor
  /** What the caller may see: the running transaction's tables, or the committed ones. */
  read<R>(name: string): ReadonlyMap<string, R>
  write<T>(signal: AbortSignal, work: (table: <R>(name: string) => Map<string, R>) => T): Promise<T>
}

interface Running {
  readonly database: symbol
  readonly tables: Tables
  open: boolean
}

/** One for all databases: each storage that was ever used costs time at every promise of the process, to its end. */
const running = new AsyncLocalStorage<Running>()

export function createMemoryDatabase(): MemoryDatabase {
  const database = Symbol('memory database')
  let committed: Tables = new Map()
  let last: Promise<unknown> = Promise.resolve()

  function ownTransaction(): Running | undefined {
    const transaction = running.getStore()
    return transaction?.database === database && transaction.open ? transaction : undefined
  }

  async function inTransaction<T>(work: () => Promise<T>, signal: AbortSignal): Promise<T> {
    signal.throwIfAborted()
    if (ownTransaction() !== undefined) return work()
    const turn = last.then(async () => {
      signal.throwIfAborted()
      const own: Running = {
        database,
        tables: new Map([...committed].map(([name, table]) => [name, new Map(table)])),
        open: true,
      }
      try {
        const result = await running.run(own, work)
        committed = own.tables
        return result
      } finally {
        own.open = false
      }
    })
    last = turn.catch(() => undefined)
    return turn
  }

  function tables(): Tables {
    return ownTransaction()?.tables ?? committed
  }

  return {
    transactor: { inTransaction },
    read: <R>(name: string) => (tables().get(name) ?? new Map<string, R>()) as ReadonlyMap<string, R>,
    write(signal, work) {
      return inTransaction(async () => work((name) => tableOf(tables(), name)), signal)
    },
  }
}

function tableOf<R>(tables: Tables, name: string): Map<string, R> {
  const table = tables.get(name) ?? new Map<string, unknown>()
  tables.set(name, table)
  return table as Map<string, R>
}
