import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { Link, useParams } from 'react-router'
import { fetchDocument } from '../../shared/api/resources.ts'
import type { Box, DocumentView } from '../../shared/api/types.ts'
import { valueLabel } from '../../shared/format.ts'
import { useAnnounce } from '../../shared/live.tsx'
import { useTexts } from '../../shared/preferences.tsx'
import { Button, IconButton } from '../../shared/ui/button.tsx'
import { LoadFailure, Loading } from '../../shared/ui/feedback.tsx'
import { Select, TextField } from '../../shared/ui/field.tsx'
import { PageTitle } from '../../shared/ui/page-title.tsx'
import { documentRevision, usePreparedPage } from '../../shared/viewer/page-image.ts'
import { MarkList } from './mark-list.tsx'
import { RedactionCanvas } from './redaction-canvas.tsx'
import { RedactionMaking } from './redaction-making.tsx'
import { useMarks, type Marks, type Reason } from './use-marks.ts'
import { WordMarking } from './word-marking.tsx'
import './disclosure.css'

/** Marking places of a document, and making versions in which they are burnt. */
export function RedactionPage() {
  const { documentId = '' } = useParams()
  const {
    data: document,
    error,
    refetch,
  } = useQuery({
    queryKey: ['document', documentId],
    queryFn: async ({ signal }) => fetchDocument(documentId, signal),
  })
  return (
    <div className="page redaction">
      {document === undefined && error === null && <Loading />}
      {document === undefined && error !== null && <LoadFailure error={error} retry={() => void refetch()} />}
      {document !== undefined && <OfDocument document={document} />}
    </div>
  )
}

/** A place that is made without a mouse: in the middle, as large as a line of an address. */
const MIDDLE: Box = [0.3, 0.48, 0.7, 0.52]

function OfDocument({ document }: { document: DocumentView }) {
  const { redaction } = useTexts()
  const announce = useAnnounce()
  const desk = useMarks()
  const [page, setPage] = useState(1)
  const [selected, setSelected] = useState<number>()
  const [reason, setReason] = useState<Reason>('third-party')
  const [remark, setRemark] = useState('')
  const common = { reason, ...(reason === 'other' && remark.trim() !== '' && { remark: remark.trim() }) }
  const add = (box: Box): void => {
    const { count, key } = desk.add([{ page, box, ...common }])
    if (count > 0) setSelected(key)
  }
  const name = valueLabel('subject', document.index.subject?.value) || document.filename
  return (
    <>
      <PageTitle
        aside={
          <Link className="kern-link" to={`/dokumente/${document.id}`}>
            {redaction.back}
          </Link>
        }
      >
        {redaction.titleOf(name)}
      </PageTitle>
      <p className="page__intro">{redaction.intro}</p>
      <div className="redaction__columns">
        <Sheet
          document={document}
          desk={desk}
          page={page}
          onPage={setPage}
          selected={selected}
          onDraw={add}
          onSelect={setSelected}
        />
        <div className="redaction__side stack">
          <Select
            label={redaction.reason}
            value={reason}
            onChange={(event) => {
              setReason(event.target.value as Reason)
            }}
          >
            {Object.entries(redaction.reasons).map(([value, label]) => (
              <option key={value} value={value}>
                {label}
              </option>
            ))}
          </Select>
          {reason === 'other' && (
            <TextField
              label={redaction.remark}
              required
              maxLength={200}
              value={remark}
              onChange={(event) => {
                setRemark(event.target.value)
              }}
            />
          )}
          <WordMarking
            documentId={document.id}
            onPlaces={(places) => desk.add(places.map((place) => ({ ...place, ...common }))).count}
          />
          <div className="button-row">
            <Button
              icon="plus"
              onClick={() => {
                add(MIDDLE)
              }}
            >
              {redaction.add}
            </Button>
            <Button icon="undo" disabled={!desk.canUndo} onClick={desk.undo}>
              {redaction.undo}
            </Button>
          </div>
          <MarkList
            page={page}
            desk={desk}
            selected={selected}
            onSelect={setSelected}
            onRemoved={() => {
              announce(redaction.removed)
            }}
          />
          <RedactionMaking documentId={document.id} desk={desk} />
        </div>
      </div>
    </>
  )
}

interface SheetProperties {
  readonly document: DocumentView
  readonly desk: Marks
  readonly page: number
  readonly onPage: (page: number) => void
  readonly selected: number | undefined
  readonly onDraw: (box: Box) => void
  readonly onSelect: (key: number) => void
}

function Sheet({ document, desk, page, onPage, selected, onDraw, onSelect }: SheetProperties) {
  const { viewer, common, redaction } = useTexts()
  const pageCount = Math.max(1, document.pageCount)
  const revision = documentRevision(document)
  usePreparedPage({ documentId: document.id, page: page + 1, revision }, page < pageCount)
  return (
    <section className="redaction__main" aria-label={redaction.page}>
      <div className="redaction__pager">
        <IconButton
          icon="chevron-left"
          label={viewer.previous}
          disabled={page <= 1}
          onClick={() => {
            onPage(page - 1)
          }}
        />
        <span aria-live="polite">{common.pageOf(page, pageCount)}</span>
        <IconButton
          icon="chevron-right"
          label={viewer.next}
          disabled={page >= pageCount}
          onClick={() => {
            onPage(page + 1)
          }}
        />
      </div>
      <RedactionCanvas
        key={page}
        pageKey={{ documentId: document.id, page, revision }}
        pageCount={pageCount}
        marks={desk.marks.filter((mark) => mark.page === page)}
        selected={selected}
        onDraw={onDraw}
        onSelect={onSelect}
      />
    </section>
  )
}
