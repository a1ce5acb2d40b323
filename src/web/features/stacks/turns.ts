export interface Turn {
  readonly act: () => Promise<void>
  /** `skipped`: how many turns are not taken, because they were asked for on what this one would have left. */
  readonly onFailure: (error: unknown, skipped: number) => Promise<void>
}

/** Turns are taken one after the other; what waits behind a failed one is not done. */
export function createTurns(): (turn: Turn) => Promise<void> {
  let last = Promise.resolve()
  let failures = 0
  let waiting = 0
  return async ({ act, onFailure }) => {
    const before = failures
    waiting += 1
    last = last.then(async () => {
      waiting -= 1
      if (failures !== before) return
      try {
        await act()
      } catch (error) {
        failures += 1
        await onFailure(error, waiting)
      }
    })
    await last
  }
}
