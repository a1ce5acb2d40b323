import { useQuery } from '@tanstack/react-query'
import { Link, useParams } from 'react-router'
import type { CaseFileView } from '../../shared/api/types.ts'
import { caseFileQuery } from '../../shared/case-file-query.ts'
import { useTexts } from '../../shared/preferences.tsx'
import { useMay } from '../../shared/session.tsx'
import { LoadFailure, Loading } from '../../shared/ui/feedback.tsx'
import { PageTitle } from '../../shared/ui/page-title.tsx'
import { DisclosureForm } from './disclosure-form.tsx'
import { DisclosureLog } from './disclosure-log.tsx'
import './disclosure.css'

/** Giving documents of a case file out, and what was given out of it before. */
export function DisclosurePage() {
  const { caseFileId = '' } = useParams()
  const { data: file, error, refetch } = useQuery(caseFileQuery(caseFileId))
  return (
    <div className="page disclosure">
      {file === undefined && error === null && <Loading />}
      {file === undefined && error !== null && <LoadFailure error={error} retry={() => void refetch()} />}
      {file !== undefined && <OfFile file={file} />}
    </div>
  )
}

function OfFile({ file }: { file: CaseFileView }) {
  const { disclosure, files } = useTexts()
  const may = useMay()
  return (
    <>
      <nav className="breadcrumb" aria-label={files.breadcrumb}>
        <ol>
          <li>
            <Link to="/akten">{files.title}</Link>
          </li>
          <li>
            <Link to={`/akten/${file.id}`}>{file.fileNumber}</Link>
          </li>
          <li aria-current="page">{disclosure.open}</li>
        </ol>
      </nav>
      <PageTitle>{disclosure.titleOf(file.fileNumber)}</PageTitle>
      {may('files:disclose') && (
        <>
          <p className="page__intro">{disclosure.intro}</p>
          <DisclosureForm file={file} />
        </>
      )}
      <DisclosureLog caseFileId={file.id} />
    </>
  )
}
