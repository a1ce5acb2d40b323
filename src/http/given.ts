type Given<T> = { readonly [Key in keyof T]?: Exclude<T[Key], undefined> }

/** Without the fields that the caller left out. */
export function given<T extends object>(body: T): Given<T> {
  return Object.fromEntries(Object.entries(body).filter(([, value]) => value !== undefined)) as Given<T>
}
