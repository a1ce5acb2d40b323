type Given<T> = { readonly [Key in keyof T]: Exclude<T[Key], undefined> }

/** The fields that were sent: an absent one and one without a value are the same to a use case. */
export function given<T extends object>(body: T): Given<T> {
  return Object.fromEntries(Object.entries(body).filter(([, value]) => value !== undefined)) as Given<T>
}
