const LIMIT_MS = 30_000
const LOOK_EVERY_MS = 50

/** Looks until there is something; what is looked for names the failure. */
export async function until<T>(what: string, look: () => Promise<T>): Promise<NonNullable<T>> {
  const deadlineMs = Date.now() + LIMIT_MS
  for (;;) {
    const found = await look()
    if (found !== undefined && found !== null && found !== false) return found
    if (Date.now() > deadlineMs) throw new Error(`It did not come in time: ${what}.`)
    await new Promise((resolve) => setTimeout(resolve, LOOK_EVERY_MS))
  }
}
