import { useState } from 'react'
import { Link } from 'react-router'
import type { CaseFileView, ProcedureView } from '../../shared/api/types.ts'
import { useTexts } from '../../shared/preferences.tsx'
import { useMay } from '../../shared/session.tsx'
import { Button } from '../../shared/ui/button.tsx'
import { Icon, type IconName } from '../../shared/ui/icon.tsx'
import { entriesAt, searchOf, type Place, type Structure } from './file-structure.ts'
import { NewPartDialog } from './new-part-dialog.tsx'

interface Properties {
  readonly file: CaseFileView
  readonly structure: Structure
  readonly place: Place
}

/** Sub-files and procedures of a case file; each is a link that shows its documents. */
export function FileTree({ file, structure, place }: Properties) {
  const { files } = useTexts()
  const may = useMay()
  const [adding, setAdding] = useState<'sub-files' | 'procedures'>()
  const proceduresIn = (subFileId: string | null) =>
    structure.procedures.filter((procedure) => procedure.subFileId === subFileId)
  const branch = (procedures: readonly ProcedureView[]) =>
    procedures.map((procedure) => (
      <li key={procedure.id}>
        <Node
          {...{ structure, place }}
          to={{ kind: 'procedure', id: procedure.id }}
          icon="list"
          label={files.procedureLabel(procedure.serial, procedure.subject)}
        />
      </li>
    ))
  return (
    <nav className="file-tree" aria-label={files.structure}>
      <h2 className="section-title">{files.structure}</h2>
      <ul>
        <li>
          <Node {...{ structure, place }} to={{ kind: 'all' }} icon="folder" label={files.wholeFile} />
        </li>
        {structure.subFiles.map((subFile) => (
          <li key={subFile.id}>
            <Node
              {...{ structure, place }}
              to={{ kind: 'sub-file', id: subFile.id }}
              icon="folder"
              label={files.subFileLabel(subFile.serial, subFile.subject)}
            />
            <ul>{branch(proceduresIn(subFile.id))}</ul>
          </li>
        ))}
        {branch(proceduresIn(null))}
        <li>
          <Node
            {...{ structure, place }}
            to={{ kind: 'loose' }}
            icon="document"
            label={files.withoutProcedure}
          />
        </li>
      </ul>
      {may('files:edit') && file.state === 'open' && (
        <div className="button-row">
          {(['procedures', 'sub-files'] as const).map((kind) => (
            <Button
              key={kind}
              icon="plus"
              className="button--small"
              onClick={() => {
                setAdding(kind)
              }}
            >
              {kind === 'procedures' ? files.newProcedure : files.newSubFile}
            </Button>
          ))}
        </div>
      )}
      {adding !== undefined && (
        <NewPartDialog
          file={file}
          kind={adding}
          subFiles={structure.subFiles}
          subFileId={place.kind === 'sub-file' ? place.id : ''}
          onClose={() => {
            setAdding(undefined)
          }}
        />
      )}
    </nav>
  )
}

interface NodeProperties extends Omit<Properties, 'file'> {
  readonly to: Place
  readonly icon: IconName
  readonly label: string
}

function Node({ structure, place, to, icon, label }: NodeProperties) {
  const { files } = useTexts()
  const count = entriesAt(structure, to).filter(({ left }) => left === null).length
  const isShown = searchOf(place) === searchOf(to)
  return (
    <Link
      className="file-tree__link"
      to={{ search: searchOf(to) }}
      replace
      {...(isShown && { 'aria-current': 'true' as const })}
    >
      <Icon name={icon} size={16} />
      <span className="file-tree__label">{label}</span>
      <span className="file-tree__count" aria-label={files.documentCount(count)}>
        {count}
      </span>
    </Link>
  )
}
