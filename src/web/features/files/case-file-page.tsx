import { useQuery } from '@tanstack/react-query'
import { Link, useParams } from 'react-router'
import { AccessButtons } from '../../shared/access/access-buttons.tsx'
import { LevelBadge } from '../../shared/access/level-badge.tsx'
import { fetchCaseFileDocuments, fetchCaseFileHistory, previewUrl } from '../../shared/api/resources.ts'
import type { CaseFileView, DocumentView } from '../../shared/api/types.ts'
import { caseFileQuery } from '../../shared/case-file-query.ts'
import { formatDay, valueLabel } from '../../shared/format.ts'
import { useFilingPlan, useTypeName, useUnitName } from '../../shared/master-data.ts'
import { useTexts } from '../../shared/preferences.tsx'
import { Empty, LoadFailure, Loading } from '../../shared/ui/feedback.tsx'
import { HistoryList } from '../../shared/ui/history-list.tsx'
import { PageTitle } from '../../shared/ui/page-title.tsx'
import { FileActions } from './file-actions.tsx'
import { FileStateBadge } from './file-state-badge.tsx'
import { Procedures } from './procedures.tsx'
import './files.css'

/** One case file: what it is about, its documents, its procedures and everything that happened to it. */
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
  const { access, files } = useTexts()
  const unitName = useUnitName()
  const plan = useFilingPlan().find((entry) => entry.id === file.filingPlanEntryId)
  return (
    <div className="page case-file">
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
          <li aria-current="page">{file.fileNumber}</li>
        </ol>
      </nav>
      <PageTitle aside={<FileActions file={file} />}>{`${file.fileNumber} ${file.subject}`}</PageTitle>
      <dl className="facts">
        <div>
          <dt>{files.state}</dt>
          <dd>
            <FileStateBadge state={file.state} />
          </dd>
        </div>
        <div>
          <dt>{access.level}</dt>
          <dd>{file.level === 'normal' ? access.levels.normal : <LevelBadge level={file.level} />}</dd>
        </div>
        <div>
          <dt>{files.leadUnit}</dt>
          <dd>{unitName(file.leadUnitId)}</dd>
        </div>
        <div>
          <dt>{files.created}</dt>
          <dd>{formatDay(file.createdAt)}</dd>
        </div>
        {file.closedAt !== null && (
          <div>
            <dt>{files.closedAt}</dt>
            <dd>{formatDay(file.closedAt)}</dd>
          </div>
        )}
      </dl>
      <div className="button-row case-file__access">
        <AccessButtons
          guarded={{ kind: 'case-files', id: file.id, version: file.version }}
          level={file.level}
        />
      </div>
      <div className="case-file__columns">
        <FileDocuments caseFileId={file.id} />
        <aside className="case-file__side">
          <Procedures file={file} />
          <FileHistory caseFileId={file.id} />
        </aside>
      </div>
    </div>
  )
}

function FileDocuments({ caseFileId }: { caseFileId: string }) {
  const { files } = useTexts()
  const { data } = useQuery({
    queryKey: ['case-file', caseFileId, 'documents'],
    queryFn: async ({ signal }) => fetchCaseFileDocuments(caseFileId, signal),
  })
  return (
    <section className="case-file__documents" aria-labelledby="akte-dokumente">
      <h2 className="section-title" id="akte-dokumente">
        {files.documents}
      </h2>
      {data === undefined && <Loading />}
      {data?.items.length === 0 && <Empty icon="document" title={files.noDocuments} />}
      <ul className="document-cards">
        {data?.items.map((document) => (
          <DocumentCard key={document.id} document={document} />
        ))}
      </ul>
    </section>
  )
}

const CARD_PICTURE_PX = 160

function DocumentCard({ document }: { document: DocumentView }) {
  const { common } = useTexts()
  const typeName = useTypeName()
  const subject = valueLabel('subject', document.index.subject?.value)
  const sender = valueLabel('sender', document.index.sender?.value)
  const date = valueLabel('letterDate', document.index.letterDate?.value)
  return (
    <li className="document-card">
      <img
        className="document-card__picture"
        src={previewUrl(document.id, 1, CARD_PICTURE_PX)}
        alt=""
        loading="lazy"
        decoding="async"
      />
      <div className="document-card__words">
        <Link className="document-card__link" to={`/dokumente/${document.id}`}>
          {subject || document.filename}
        </Link>
        <span>{[typeName(document.documentType), sender].filter(Boolean).join(', ')}</span>
        <span className="document-card__facts">
          {[date, common.pages(document.pageCount)].filter(Boolean).join(', ')}
        </span>
      </div>
    </li>
  )
}

function FileHistory({ caseFileId }: { caseFileId: string }) {
  const { files } = useTexts()
  const { data } = useQuery({
    queryKey: ['case-file', caseFileId, 'history'],
    queryFn: async ({ signal }) => fetchCaseFileHistory(caseFileId, signal),
  })
  return (
    <section aria-labelledby="akte-verlauf">
      <h2 className="section-title" id="akte-verlauf">
        {files.history}
      </h2>
      {data === undefined ? <Loading /> : <HistoryList events={data.items} />}
    </section>
  )
}
