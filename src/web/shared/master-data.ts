import { useQuery } from '@tanstack/react-query'
import { useMemo } from 'react'
import { fetchDocumentTypes, fetchFilingPlan, fetchOrgUnits, fetchRetentionClasses } from './api/resources.ts'
import type { DocumentTypeView, FilingPlanEntryView, OrgUnitView, RetentionClassView } from './api/types.ts'
import { useToday } from './now.ts'
import { isValidOn, type ValidDays } from './valid-days.ts'

const KEPT_MS = 5 * 60_000
const NO_UNITS: readonly OrgUnitView[] = []
const NO_TYPES: readonly DocumentTypeView[] = []
const NO_ENTRIES: readonly FilingPlanEntryView[] = []
const NO_CLASSES: readonly RetentionClassView[] = []

export function useOrgUnits(): readonly OrgUnitView[] {
  const { data } = useQuery({
    queryKey: ['org-units'],
    queryFn: async ({ signal }) => fetchOrgUnits(signal),
    staleTime: KEPT_MS,
  })
  return data?.items ?? NO_UNITS
}

export function useDocumentTypes(): readonly DocumentTypeView[] {
  const { data } = useQuery({
    queryKey: ['document-types'],
    queryFn: async ({ signal }) => fetchDocumentTypes(signal),
    staleTime: KEPT_MS,
  })
  return data?.items ?? NO_TYPES
}

export function useFilingPlan(): readonly FilingPlanEntryView[] {
  const { data } = useQuery({
    queryKey: ['filing-plan'],
    queryFn: async ({ signal }) => fetchFilingPlan(signal),
    staleTime: KEPT_MS,
  })
  return data?.items ?? NO_ENTRIES
}

/** Entries under which a case file can be opened today. */
export function useValidEntries(): readonly FilingPlanEntryView[] {
  return useValidToday(useFilingPlan())
}

/** Units and groups that exist today: only such take post and open case files. */
export function useUnitsOfToday(): readonly OrgUnitView[] {
  return useValidToday(useOrgUnits())
}

function useValidToday<T extends ValidDays>(records: readonly T[]): readonly T[] {
  const today = useToday()
  return useMemo(() => records.filter((record) => isValidOn(record, today)), [records, today])
}

export function useRetentionClasses(): readonly RetentionClassView[] {
  const { data } = useQuery({
    queryKey: ['retention-classes'],
    queryFn: async ({ signal }) => fetchRetentionClasses(signal),
    staleTime: KEPT_MS,
  })
  return data?.items ?? NO_CLASSES
}

export function unitLabel(unit: Pick<OrgUnitView, 'number' | 'name'>): string {
  return `${unit.number} ${unit.name}`
}

/** Name of a unit by its id; the id itself while the list is loading or when the unit may not be seen. */
export function useUnitName(): (id: string | null | undefined) => string {
  const units = useOrgUnits()
  const names = useMemo(() => new Map(units.map((unit) => [unit.id, unitLabel(unit)])), [units])
  return (id) => (id ? (names.get(id) ?? id) : '')
}

export function useTypeName(): (id: string | null | undefined) => string {
  const types = useDocumentTypes()
  const names = useMemo(() => new Map(types.map((type) => [type.id, type.name])), [types])
  return (id) => (id ? (names.get(id) ?? id) : '')
}
