import { Link } from 'react-router'
import type { CaseFileView } from '../../shared/api/types.ts'
import { useFilingPlan } from '../../shared/master-data.ts'
import { useTexts } from '../../shared/preferences.tsx'
import type { Texts } from '../../shared/texts.de.ts'
import { searchOf, type Place, type Structure } from './file-structure.ts'

interface Properties {
  readonly file: CaseFileView
  readonly structure: Structure | undefined
  readonly place: Place
}

interface Step {
  readonly label: string
  readonly place: Place
}

/** Filing plan, case file, sub-file and procedure, down to what is shown. */
export function FileBreadcrumb({ file, structure, place }: Properties) {
  const texts = useTexts()
  const { files } = texts
  const plan = useFilingPlan().find((entry) => entry.id === file.filingPlanEntryId)
  const steps: readonly Step[] = [
    { label: file.fileNumber, place: { kind: 'all' } },
    ...(structure === undefined ? [] : stepsTo(place, structure, texts)),
  ]
  return (
    <nav className="breadcrumb" aria-label={files.breadcrumb}>
      <ol>
        <li>
          <Link to="/akten">{files.title}</Link>
        </li>
        {plan !== undefined && (
          <li>
            {plan.number} {plan.title}
          </li>
        )}
        {steps.map((step, index) => (
          <li
            key={searchOf(step.place)}
            {...(index === steps.length - 1 && { 'aria-current': 'page' as const })}
          >
            {index === steps.length - 1 ? (
              step.label
            ) : (
              <Link to={{ search: searchOf(step.place) }}>{step.label}</Link>
            )}
          </li>
        ))}
      </ol>
    </nav>
  )
}

function stepsTo(place: Place, structure: Structure, texts: Texts): readonly Step[] {
  const { files } = texts
  if (place.kind === 'all') return []
  if (place.kind === 'loose') return [{ label: files.withoutProcedure, place }]
  if (place.kind === 'sub-file') {
    const subFile = structure.subFiles.find(({ id }) => id === place.id)
    return subFile === undefined
      ? []
      : [{ label: files.subFileLabel(subFile.serial, subFile.subject), place }]
  }
  const procedure = structure.procedures.find(({ id }) => id === place.id)
  if (procedure === undefined) return []
  const above =
    procedure.subFileId === null
      ? []
      : stepsTo({ kind: 'sub-file', id: procedure.subFileId }, structure, texts)
  return [...above, { label: files.procedureLabel(procedure.serial, procedure.subject), place }]
}
