import { useState } from 'react'
import type { CaseFileView, ProcedureView } from '../../shared/api/types.ts'
import { useTexts } from '../../shared/preferences.tsx'
import { useMay } from '../../shared/session.tsx'
import { Button } from '../../shared/ui/button.tsx'
import { Empty } from '../../shared/ui/feedback.tsx'
import { EntryCard } from './entry-card.tsx'
import { entriesAt, type Place, type Structure } from './file-structure.ts'
import { MoveDocumentDialog } from './move-document-dialog.tsx'
import { ProcedureDialog } from './procedure-dialog.tsx'
import { VoidDocumentDialog } from './void-document-dialog.tsx'

interface Properties {
  readonly file: CaseFileView
  readonly structure: Structure
  readonly place: Place
}

type Opened =
  | { readonly kind: 'move' | 'void'; readonly documentId: string; readonly procedureId: string | null }
  | { readonly kind: 'procedure' }

/** The documents at a place of the case file, by their numbers. */
export function FileDocuments({ file, structure, place }: Properties) {
  const { files } = useTexts()
  const may = useMay()
  const [opened, setOpened] = useState<Opened>()
  const close = () => {
    setOpened(undefined)
  }
  const entries = entriesAt(structure, place)
  const mayEdit = may('files:edit') && file.state === 'open'
  const procedure =
    place.kind === 'procedure' ? structure.procedures.find(({ id }) => id === place.id) : undefined
  return (
    <section className="case-file__documents" aria-labelledby="akte-dokumente">
      <Heading
        procedure={procedure}
        onEdit={
          mayEdit
            ? () => {
                setOpened({ kind: 'procedure' })
              }
            : undefined
        }
      />
      {entries.length === 0 && <Empty icon="document" title={files.noDocuments} />}
      <ol className="document-cards">
        {entries.map((entry) => (
          <EntryCard
            key={entry.serial}
            entry={entry}
            procedure={structure.procedures.find(({ id }) => id === entry.procedureId)}
            onChange={
              mayEdit
                ? (kind, documentId) => {
                    setOpened({ kind, documentId, procedureId: entry.procedureId })
                  }
                : undefined
            }
          />
        ))}
      </ol>
      <OpenedDialog {...{ file, structure, opened, procedure }} onClose={close} />
    </section>
  )
}

interface HeadingProperties {
  /** Whose documents are shown; absent for more than one procedure. */
  readonly procedure: ProcedureView | undefined
  readonly onEdit: (() => void) | undefined
}

function Heading({ procedure, onEdit }: HeadingProperties) {
  const { files } = useTexts()
  return (
    <div className="case-file__heading">
      <h2 className="section-title" id="akte-dokumente">
        {procedure === undefined
          ? files.documents
          : files.procedureLabel(procedure.serial, procedure.subject)}
      </h2>
      {procedure !== undefined && onEdit !== undefined && (
        <Button kind="tertiary" className="button--small" icon="pencil" onClick={onEdit}>
          {files.editProcedure}
        </Button>
      )}
    </div>
  )
}

interface DialogProperties {
  readonly file: CaseFileView
  readonly structure: Structure
  readonly opened: Opened | undefined
  readonly procedure: ProcedureView | undefined
  readonly onClose: () => void
}

function OpenedDialog({ file, structure, opened, procedure, onClose }: DialogProperties) {
  if (opened === undefined) return null
  if (opened.kind === 'void')
    return <VoidDocumentDialog {...{ file, onClose }} documentId={opened.documentId} />
  if (opened.kind === 'move')
    return <MoveDocumentDialog {...{ file, onClose }} procedures={structure.procedures} moved={opened} />
  if (procedure === undefined) return null
  return <ProcedureDialog {...{ file, procedure, onClose }} subFiles={structure.subFiles} />
}
