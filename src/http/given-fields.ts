type Given<T> = { [Key in keyof T]: Exclude<T[Key], undefined> }

/** The fields that were sent: an absent one and one without a value are the same to a use case. */
export function given<T extends object>(fields: T): Given<T> {
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined)) as Given<T>
}
