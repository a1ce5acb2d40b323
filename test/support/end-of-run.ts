/** Time for servers and children of the last tests to end by themselves. */
const ENDS_WITHIN_MS = 30_000

/**
 * Ends a run that something still holds open after its last test, such as a server that a failed hook has left:
 * the result stands, and nobody waits for ever.
 */
export function mochaGlobalTeardown(this: { readonly stats?: { readonly failures: number } }): void {
  const failures = this.stats?.failures ?? 0
  setTimeout(() => {
    const open = process.getActiveResourcesInfo().join(', ')
    process.stderr.write(`The run is over and something is still open: ${open}\n`)
    process.exit(failures === 0 ? 0 : 1)
  }, ENDS_WITHIN_MS).unref()
}
