import { useInfiniteQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useSearchParams } from 'react-router'
import { search as searchDocuments } from '../../shared/api/resources.ts'
import { useTexts } from '../../shared/preferences.tsx'
import { Button } from '../../shared/ui/button.tsx'
import { Empty, LoadFailure, Loading } from '../../shared/ui/feedback.tsx'
import { TextField } from '../../shared/ui/field.tsx'
import { PageTitle } from '../../shared/ui/page-title.tsx'
import { SearchFacets } from './search-facets.tsx'
import { SearchHitRow } from './search-hit-row.tsx'
import './search.css'

/** Full-text search; the words and filters stand in the address, so that a search can be kept and passed on. */
export function SearchPage() {
  const { search } = useTexts()
  const [parameters, setParameters] = useSearchParams()
  const words = parameters.get('q') ?? ''
  const change = (changes: Readonly<Record<string, string>>) => {
    const changed = new URLSearchParams(parameters)
    for (const [name, value] of Object.entries(changes)) {
      if (value === '') changed.delete(name)
      else changed.set(name, value)
    }
    setParameters(changed)
  }
  return (
    <div className="page search">
      <PageTitle>{search.title}</PageTitle>
      <SearchForm
        key={words}
        words={words}
        onSearch={(text) => {
          change({ q: text })
        }}
      />
      {words === '' ? (
        <Empty icon="search" title={search.start} />
      ) : (
        <Results parameters={parameters} words={words} onFilter={change} />
      )}
    </div>
  )
}

function SearchForm({ words, onSearch }: { words: string; onSearch: (text: string) => void }) {
  const { search } = useTexts()
  const [text, setText] = useState(words)
  return (
    <form
      role="search"
      className="search__form"
      onSubmit={(event) => {
        event.preventDefault()
        onSearch(text.trim())
      }}
    >
      <TextField
        label={search.label}
        hint={search.hint}
        type="search"
        maxLength={1_000}
        value={text}
        onChange={(event) => {
          setText(event.target.value)
        }}
      />
      <Button kind="primary" type="submit" icon="search">
        {search.submit}
      </Button>
    </form>
  )
}

interface ResultsProperties {
  readonly parameters: URLSearchParams
  readonly words: string
  readonly onFilter: (changes: Readonly<Record<string, string>>) => void
}

function Results({ parameters, words, onFilter }: ResultsProperties) {
  const { search, common } = useTexts()
  const filter = {
    q: words,
    documentType: parameters.get('art') ?? '',
    orgUnit: parameters.get('amt') ?? '',
    from: parameters.get('von') ?? '',
    to: parameters.get('bis') ?? '',
  }
  const query = useInfiniteQuery({
    queryKey: ['search', filter],
    queryFn: async ({ pageParam, signal }) => searchDocuments({ ...filter, cursor: pageParam }, signal),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => page.nextCursor ?? undefined,
    placeholderData: (before) => before,
  })
  if (query.isPending) return <Loading />
  if (query.isError) return <LoadFailure error={query.error} retry={() => void query.refetch()} />
  const [first] = query.data.pages
  const hits = query.data.pages.flatMap((page) => page.hits)
  return (
    <div className="search__columns">
      {first !== undefined && <SearchFacets facets={first.facets} filter={filter} onFilter={onFilter} />}
      <section aria-label={search.title}>
        <p className="search__count" role="status">
          {first?.relaxed === true ? search.relaxed(first.total) : search.results(first?.total ?? 0)}
        </p>
        {hits.length === 0 && (
          <Empty icon="search" title={search.nothing}>
            <p>{search.nothingHint}</p>
          </Empty>
        )}
        <ol className="search__hits">
          {hits.map((hit) => (
            <SearchHitRow key={hit.documentId} hit={hit} words={words} />
          ))}
        </ol>
        {query.hasNextPage && <Button onClick={() => void query.fetchNextPage()}>{common.more}</Button>}
      </section>
    </div>
  )
}
