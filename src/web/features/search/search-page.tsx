import { useInfiniteQuery } from '@tanstack/react-query'
import { useId, useState } from 'react'
import { Link, useSearchParams } from 'react-router'
import { search as searchDocuments } from '../../shared/api/resources.ts'
import type { SearchResult } from '../../shared/api/types.ts'
import type { Texts } from '../../shared/texts.de.ts'
import { useTexts } from '../../shared/preferences.tsx'
import { Button } from '../../shared/ui/button.tsx'
import { Empty, LoadFailure, Loading } from '../../shared/ui/feedback.tsx'
import { QueryInput } from '../../shared/searches/query-input.tsx'
import { PageTitle } from '../../shared/ui/page-title.tsx'
import { Icon } from '../../shared/ui/icon.tsx'
import { SavedSearches } from './saved-searches.tsx'
import { SearchFacets } from './search-facets.tsx'
import { SearchHelp } from './search-help.tsx'
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
      <SavedSearches parameters={parameters} />
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
  const id = useId()
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
      <div className="kern-form-input">
        <label className="kern-label" htmlFor={id}>
          {search.label}
        </label>
        <div className="kern-hint" id={`${id}-hint`}>
          {search.hint}
        </div>
        <div className="combobox__box">
          <QueryInput
            id={id}
            aria-describedby={`${id}-hint`}
            className="kern-form-input__input"
            text={text}
            onText={setText}
            onChosen={onSearch}
          />
        </div>
      </div>
      <Button kind="primary" type="submit" icon="search">
        {search.submit}
      </Button>
      <SearchHelp />
    </form>
  )
}

interface ResultsProperties {
  readonly parameters: URLSearchParams
  readonly words: string
  readonly onFilter: (changes: Readonly<Record<string, string>>) => void
}

function Results({ parameters, words, onFilter }: ResultsProperties) {
  const filter = filterOf(parameters)
  const query = useInfiniteQuery({
    queryKey: ['search', words, filter],
    queryFn: async ({ pageParam, signal }) =>
      searchDocuments({ q: words, ...filter, cursor: pageParam }, signal),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => page.nextCursor ?? undefined,
    placeholderData: (before) => before,
  })
  if (query.isPending) return <Loading />
  if (query.isError) return <LoadFailure error={query.error} retry={() => void query.refetch()} />
  const { pages } = query.data
  return (
    <div className="search__columns">
      {pages[0] !== undefined && (
        <SearchFacets facets={pages[0].facets} filter={filter} onFilter={onFilter} />
      )}
      <Hits
        pages={pages}
        words={words}
        onMore={query.hasNextPage ? () => void query.fetchNextPage() : undefined}
      />
    </div>
  )
}

function filterOf(parameters: URLSearchParams) {
  return {
    documentType: parameters.get('art') ?? '',
    orgUnit: parameters.get('amt') ?? '',
    sender: parameters.get('absender') ?? '',
    state: parameters.get('stand') ?? '',
    from: parameters.get('von') ?? '',
    to: parameters.get('bis') ?? '',
  }
}

function countText(
  texts: Texts['search'],
  { total, isTotalExact, relaxed }: Pick<SearchResult, 'total' | 'isTotalExact' | 'relaxed'>,
): string {
  if (relaxed) return texts.relaxed(total)
  return isTotalExact ? texts.results(total) : texts.atLeast(total)
}

interface HitsProperties {
  readonly pages: readonly SearchResult[]
  readonly words: string
  readonly onMore: (() => void) | undefined
}

function Hits({ pages, words, onMore }: HitsProperties) {
  const { search, common } = useTexts()
  const { total = 0, isTotalExact = true, relaxed = false, notices = [], suggestion } = pages[0] ?? {}
  return (
    <section aria-label={search.title}>
      {notices.map(({ code, piece }, index) => (
        <p key={index} className="search__notice">
          <Icon name="info" />
          {search.notice[code](piece)}
        </p>
      ))}
      {typeof suggestion === 'string' && (
        <p className="search__notice">
          {search.suggestion} <Link to={`/suche?q=${encodeURIComponent(suggestion)}`}>{suggestion}</Link>
        </p>
      )}
      <p className="search__count" role="status">
        {countText(search, { total, isTotalExact, relaxed })}
      </p>
      {total === 0 && (
        <Empty icon="search" title={search.nothing}>
          <p>{search.nothingHint}</p>
        </Empty>
      )}
      <ol className="search__hits">
        {pages
          .flatMap((page) => page.hits)
          .map((hit) => (
            <SearchHitRow key={hit.documentId} hit={hit} words={words} />
          ))}
      </ol>
      {onMore && <Button onClick={onMore}>{common.more}</Button>}
    </section>
  )
}
