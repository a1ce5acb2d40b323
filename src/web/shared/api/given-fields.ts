/** What was filled in: a field of blanks counts as left empty, as it does for the server, which refuses it in JSON. */
export function givenFields(
  fields: Readonly<Record<string, string | undefined>>,
): [name: string, value: string][] {
  return Object.entries(fields).flatMap(([name, value]) =>
    value === undefined || value.trim() === '' ? [] : [[name, value]],
  )
}
