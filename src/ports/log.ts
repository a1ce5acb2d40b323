/** What operators read. Facts are values for programs: no document text, no secrets, no error objects. */
export interface Log {
  info(event: string, facts: Readonly<Record<string, unknown>>): void
  warn(event: string, facts: Readonly<Record<string, unknown>>): void
  error(event: string, facts: Readonly<Record<string, unknown>>): void
}
