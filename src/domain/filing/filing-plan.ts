import type { FilingPlanEntry } from './case-file.ts'

/** Deeper plans than any in use; walks end here even where rows are damaged. */
const MAX_DEPTH = 30

/** Whether new case files are opened under the entry on the day, `YYYY-MM-DD`. */
export function isValidOn(
  { validFrom, validTo }: Pick<FilingPlanEntry, 'validFrom' | 'validTo'>,
  day: string,
): boolean {
  return (validFrom ?? day) <= day && (validTo ?? day) >= day
}

/** The entry and those above it, the nearest first. */
export function lineOf(
  entry: FilingPlanEntry,
  entryById: ReadonlyMap<string, FilingPlanEntry>,
): readonly FilingPlanEntry[] {
  const line: FilingPlanEntry[] = []
  for (let next: FilingPlanEntry | undefined = entry; next !== undefined && line.length < MAX_DEPTH;) {
    line.push(next)
    next = next.parentId === undefined ? undefined : entryById.get(next.parentId)
  }
  return line
}

/** What an entry does not say itself it takes from the nearest one above that does. */
export function inherited<Field extends 'fileNumberTemplate' | 'retentionClassId'>(
  line: readonly FilingPlanEntry[],
  field: Field,
): FilingPlanEntry[Field] | undefined {
  return line.find((entry) => entry[field] !== undefined)?.[field]
}

/** Ids of entries that would stand above themselves, or take their own place in the end. */
export function circlingIds(
  entries: readonly Pick<FilingPlanEntry, 'id' | 'parentId' | 'successorId'>[],
  field: 'parentId' | 'successorId',
): ReadonlySet<string> {
  const nextOf = new Map(entries.map((entry) => [entry.id, entry[field]]))
  const circling = new Set<string>()
  const settled = new Set<string>()
  for (const { id } of entries) {
    const walked: string[] = []
    let next: string | undefined = id
    while (next !== undefined && !settled.has(next) && !walked.includes(next)) {
      walked.push(next)
      next = nextOf.get(next)
    }
    const from = next === undefined ? -1 : walked.indexOf(next)
    if (from >= 0) for (const one of walked.slice(from)) circling.add(one)
    for (const one of walked) settled.add(one)
  }
  return circling
}
