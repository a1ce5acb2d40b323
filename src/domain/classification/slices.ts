/** Long work in slices of well under a millisecond each, so that whoever runs it can let other work go between them. */
export type Slices<T> = Generator<undefined, T>

/** The whole work in one go. */
export function atOnce<T>(work: Slices<T>): T {
  for (;;) {
    const slice = work.next()
    if (slice.done === true) return slice.value
  }
}
