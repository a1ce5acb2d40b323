import { useQuery } from '@tanstack/react-query'
import { useDeferredValue } from 'react'
import { fetchCaseFiles } from '../../shared/api/resources.ts'
import type { CaseFileView, DocumentView, ItemView, Proposal, TargetInput } from '../../shared/api/types.ts'
import { unitLabel, useUnitName, useUnitsOfToday } from '../../shared/master-data.ts'
import { useTexts } from '../../shared/preferences.tsx'
import { useMay } from '../../shared/session.tsx'
import type { Option } from '../../shared/ui/use-listbox.ts'
import { matchingOptions } from '../../shared/ui/matching.ts'
import { idOf } from './proposed-files.ts'

/** Somewhere an item can go, with the words for it. */
export interface LabelledTarget {
  readonly key: string
  readonly label: string
  readonly hint?: string
  readonly target: TargetInput
}

export interface ProposedTarget extends LabelledTarget {
  readonly proposal: Proposal
}

const MAX_TARGETS = 9
const MIN_SEARCH_LENGTH = 2
const FOUND_FILES = 8

/** Proposed case files and units together, the surest first; of equals the file, which says more. */
export function useProposedTargets(document: DocumentView): readonly ProposedTarget[] {
  const unitName = useUnitName()
  const { target } = useTexts().triage
  const files = (document.proposals.caseFile ?? []).flatMap((proposal): ProposedTarget[] => {
    const { label = '', orgUnitId } = proposal.details ?? {}
    if (orgUnitId === undefined) return []
    const caseFileId = idOf(proposal)
    const hint = unitName(orgUnitId)
    return [
      { key: caseFileId, label: target.caseFile(label), hint, target: { orgUnitId, caseFileId }, proposal },
    ]
  })
  const units = (document.proposals.orgUnit ?? []).map((proposal): ProposedTarget => {
    const orgUnitId = idOf(proposal)
    return { key: orgUnitId, label: unitName(orgUnitId), target: { orgUnitId }, proposal }
  })
  return [...files, ...units].toSorted((a, b) => b.proposal.weight - a.proposal.weight).slice(0, MAX_TARGETS)
}

/** Everything that fits the text: units by number or name, and case files by number or subject. */
export function useTargetSearch(text: string): {
  options: readonly Option[]
  find: (id: string) => LabelledTarget | undefined
} {
  const units = useUnitsOfToday()
  const may = useMay()
  const fileTarget = useFileTarget()
  const wanted = useDeferredValue(text.trim())
  const { data } = useQuery({
    queryKey: ['case-files', 'type-ahead', wanted],
    queryFn: async ({ signal }) =>
      fetchCaseFiles({ text: wanted, state: 'open', limit: FOUND_FILES }, signal),
    enabled: wanted.length >= MIN_SEARCH_LENGTH && may('files:read'),
  })
  const unitTargets = units
    .filter((unit) => unit.kind !== 'root')
    .map((unit): LabelledTarget => ({ key: unit.id, label: unitLabel(unit), target: { orgUnitId: unit.id } }))
  const fileTargets = (data?.items ?? []).map(fileTarget)
  const unitOptions = matchingOptions(
    unitTargets.map(({ key, label }) => ({ id: key, label })),
    text,
  )
  const fileOptions = fileTargets.map(({ key, label, hint }) => ({ id: key, label, ...(hint && { hint }) }))
  return {
    options: [...unitOptions, ...fileOptions],
    find: (id) => [...unitTargets, ...fileTargets].find((target) => target.key === id),
  }
}

function useFileTarget(): (file: CaseFileView) => LabelledTarget {
  const { target } = useTexts().triage
  const unitName = useUnitName()
  return (file) => ({
    key: file.id,
    label: `${target.caseFile(file.fileNumber)}: ${file.subject}`,
    hint: unitName(file.leadUnitId),
    target: { orgUnitId: file.leadUnitId, caseFileId: file.id },
  })
}

/** Where the item is now. */
export function useCurrentTarget(item: ItemView): LabelledTarget | undefined {
  const unitName = useUnitName()
  if (item.target === null) return undefined
  const { orgUnitId, caseFileId, assigneeId } = item.target
  const target = { orgUnitId, ...(caseFileId && { caseFileId }), ...(assigneeId && { assigneeId }) }
  return { key: caseFileId ?? orgUnitId, label: unitName(orgUnitId), target }
}
