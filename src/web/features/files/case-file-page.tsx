import { useQuery } from '@tanstack/react-query'
import { useParams, useSearchParams } from 'react-router'
import { AccessButtons } from '../../shared/access/access-buttons.tsx'
import { fetchProcedures } from '../../shared/api/resources.ts'
import type { CaseFileView } from '../../shared/api/types.ts'
import { caseFileQuery } from '../../shared/case-file-query.ts'
import { DeskPanel } from '../../shared/desk/desk-panel.tsx'
import { FollowUpPanel } from '../../shared/follow-ups/follow-up-panel.tsx'
import { NotePanel } from '../../shared/notes/note-panel.tsx'
import { RouteSlipPanel } from '../../shared/route-slips/route-slip-panel.tsx'
import { LetterPanel } from '../../shared/letters/letter-panel.tsx'
import { DiscloseLink } from '../../shared/disclosure-links.tsx'
import { Badge } from '../../shared/ui/badge.tsx'
import { LoadFailure, Loading } from '../../shared/ui/feedback.tsx'
import { useMay } from '../../shared/session.tsx'
import { PageTitle } from '../../shared/ui/page-title.tsx'
import { useTexts } from '../../shared/preferences.tsx'
import { FileActions } from './file-actions.tsx'
import { FileBreadcrumb } from './file-breadcrumb.tsx'
import { FileDocuments } from './file-documents.tsx'
import { FileFacts } from './file-facts.tsx'
import { FileHistory } from './file-history.tsx'
import { FileKeeping } from './file-keeping.tsx'
import { FileReferences } from './file-references.tsx'
import { placeOf, type Structure } from './file-structure.ts'
import { FileTree } from './file-tree.tsx'
import { fetchEntries, fetchSubFiles } from './files-api.ts'
import './files.css'
import './case-file.css'

/** One case file: what it is about, how it is ordered, its documents and everything that happened to it. */
export function CaseFilePage() {
  const { caseFileId = '' } = useParams()
  const { data: file, error, refetch } = useQuery(caseFileQuery(caseFileId))
  if (file === undefined) {
    return (
      <div className="page">
        {error === null ? <Loading /> : <LoadFailure error={error} retry={() => void refetch()} />}
      </div>
    )
  }
  return <LoadedFile file={file} />
}

function LoadedFile({ file }: { file: CaseFileView }) {
  const { files } = useTexts()
  const [search] = useSearchParams()
  const structure = useStructure(file.id)
  const place = placeOf(search)
  return (
    <div className="page case-file">
      <FileBreadcrumb file={file} structure={structure} place={place} />
      <PageTitle aside={<FileActions file={file} />}>{`${file.fileNumber} ${file.subject}`}</PageTitle>
      {file.holds.length > 0 && (
        <p className="case-file__hold">
          <Badge tone="warning" icon="lock">
            {files.onHold}
          </Badge>
        </p>
      )}
      <FileFacts file={file} />
      <div className="button-row case-file__access">
        <AccessButtons
          guarded={{ kind: 'case-files', id: file.id, version: file.version }}
          level={file.level}
        />
        <DiscloseLink caseFileId={file.id} />
      </div>
      <div className="case-file__columns">
        {structure === undefined ? (
          <Loading />
        ) : (
          <>
            <FileTree file={file} structure={structure} place={place} />
            <FileDocuments file={file} structure={structure} place={place} />
          </>
        )}
        <aside className="case-file__side">
          <FileDesk file={file} />
          <FileReferences file={file} />
          <FileKeeping file={file} />
          <FileHistory caseFileId={file.id} />
        </aside>
      </div>
    </div>
  )
}

function FileDesk({ file }: { file: CaseFileView }) {
  const may = useMay()
  const object = { kind: 'case-file', id: file.id } as const
  const isOpen = file.state === 'open' && may('files:edit')
  return (
    <>
      <DeskPanel object={object} isOpen={isOpen} />
      <RouteSlipPanel
        object={object}
        isOpen={file.state === 'open' && may('items:index')}
        mayStart={isOpen}
      />
      <NotePanel object={object} isOpen={isOpen} />
      {isOpen && <LetterPanel object={object} />}
      <FollowUpPanel object={object} isOpen={isOpen} mayChange={may('files:edit')} />
    </>
  )
}

function useStructure(caseFileId: string): Structure | undefined {
  const { data: subFiles } = useQuery({
    queryKey: ['case-file', caseFileId, 'sub-files'],
    queryFn: async ({ signal }) => fetchSubFiles(caseFileId, signal),
  })
  const { data: procedures } = useQuery({
    queryKey: ['procedures', caseFileId],
    queryFn: async ({ signal }) => fetchProcedures(caseFileId, signal),
  })
  const { data: entries } = useQuery({
    queryKey: ['case-file', caseFileId, 'entries'],
    queryFn: async ({ signal }) => fetchEntries(caseFileId, signal),
  })
  if (subFiles === undefined || procedures === undefined || entries === undefined) return undefined
  return { subFiles: subFiles.items, procedures: procedures.items, entries: entries.items }
}
