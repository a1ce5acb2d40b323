import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useParams, useSearchParams } from 'react-router'
import { fetchDocument, fetchMatches } from '../../shared/api/resources.ts'
import type { DocumentView } from '../../shared/api/types.ts'
import { valueLabel } from '../../shared/format.ts'
import { useTexts } from '../../shared/preferences.tsx'
import { Button } from '../../shared/ui/button.tsx'
import { LoadFailure, Loading } from '../../shared/ui/feedback.tsx'
import { Icon } from '../../shared/ui/icon.tsx'
import { PageTitle } from '../../shared/ui/page-title.tsx'
import { documentRevision } from '../../shared/viewer/page-image.ts'
import { PageViewer } from '../../shared/viewer/page-viewer.tsx'
import type { Place } from '../../shared/viewer/places.ts'
import { DocumentFacts } from './document-facts.tsx'
import './documents.css'

/** One document: its pages with the words that were searched for, and everything known of it. */
export function DocumentPage() {
  const { documentId = '' } = useParams()
  const {
    data: document,
    error,
    refetch,
  } = useQuery({
    queryKey: ['document', documentId],
    queryFn: async ({ signal }) => fetchDocument(documentId, signal),
  })
  if (document === undefined) {
    return (
      <div className="page">
        {error === null ? <Loading /> : <LoadFailure error={error} retry={() => void refetch()} />}
      </div>
    )
  }
  return <LoadedDocument document={document} />
}

function LoadedDocument({ document }: { document: DocumentView }) {
  const [parameters, setParameters] = useSearchParams()
  const pageCount = Math.max(1, document.pageCount)
  const page = Math.min(pageCount, Math.max(1, Number(parameters.get('seite')) || 1))
  const words = parameters.get('q') ?? ''
  const change = (name: string, value: string) => {
    const changed = new URLSearchParams(parameters)
    changed.set(name, value)
    setParameters(changed, { replace: true })
  }
  const hits = useHits(document.id, page, words)
  const { index, proposals } = document
  const subject = valueLabel(
    'subject',
    index.subject === undefined ? proposals.subject?.[0]?.value : index.subject.value,
  )
  return (
    <div className="document">
      <div className="document__head">
        <PageTitle>{subject || document.filename}</PageTitle>
        <WordSearch
          key={words}
          words={words}
          hitCount={words === '' ? undefined : hits.length}
          onSearch={(text) => {
            change('q', text)
          }}
        />
      </div>
      <div className="document__viewer">
        <PageViewer
          documentId={document.id}
          pageCount={pageCount}
          page={page}
          onPage={(number) => {
            change('seite', String(number))
          }}
          revision={documentRevision(document)}
          places={hits}
        />
      </div>
      <DocumentFacts document={document} page={page} />
    </div>
  )
}

function useHits(documentId: string, page: number, words: string): readonly Place[] {
  const { data } = useQuery({
    queryKey: ['matches', documentId, page, words],
    queryFn: async ({ signal }) => fetchMatches(documentId, page, words, signal),
    enabled: words !== '',
    retry: false,
  })
  return (data?.boxes ?? []).map((box, index) => ({
    id: `hit-${page}-${index}`,
    page,
    box,
    label: words,
    kind: 'hit',
    active: index === 0,
  }))
}

interface WordSearchProperties {
  readonly words: string
  readonly hitCount: number | undefined
  readonly onSearch: (text: string) => void
}

function WordSearch({ words, hitCount, onSearch }: WordSearchProperties) {
  const texts = useTexts()
  const [text, setText] = useState(words)
  return (
    <form
      role="search"
      className="word-search"
      onSubmit={(event) => {
        event.preventDefault()
        onSearch(text.trim())
      }}
    >
      <div className="word-search__box">
        <Icon name="search" />
        <input
          type="search"
          aria-label={texts.document.searchIn}
          placeholder={texts.document.searchIn}
          value={text}
          onChange={(event) => {
            setText(event.target.value)
          }}
        />
      </div>
      <Button type="submit" className="button--small">
        {texts.search.submit}
      </Button>
      <span role="status" className="word-search__count">
        {hitCount !== undefined && texts.viewer.hits(hitCount)}
      </span>
    </form>
  )
}
