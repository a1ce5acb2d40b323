import type { InTurn } from './database.ts'
import { abortable } from './failures.ts'

/** Turns for those who would only get into each other's way. Who gives up waiting holds up nobody. */
export function createTurns(): InTurn {
  let last: Promise<unknown> = Promise.resolve()
  return async (work, signal) => {
    const before = last
    let leave = (): void => undefined
    const mine = new Promise<void>((resolve) => {
      leave = resolve
    })
    last = before.then(() => mine)
    try {
      await abortable(before, signal)
      return await work()
    } finally {
      leave()
    }
  }
}
