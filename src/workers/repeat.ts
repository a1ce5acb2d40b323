/**
 * Repeats the turn until the signal ends it. What fails because of the end is no failure.
 *
 * @param failed told of every other failure; what it waits for is the pause before the next turn
 */
export async function repeat(
  turn: () => Promise<void>,
  failed: (error: unknown) => Promise<void>,
  signal: AbortSignal,
): Promise<void> {
  const hasEnded = (): boolean => signal.aborted
  while (!hasEnded()) {
    try {
      await turn()
    } catch (error) {
      if (!hasEnded()) await failed(error)
    }
  }
}

/** Stack and all, for the log. */
export function causeOf(error: unknown): string {
  return error instanceof Error ? (error.stack ?? error.message) : String(error)
}
