import { Link } from 'react-router'
import type { SavedSearchView } from '../api/types.ts'
import { useTexts } from '../preferences.tsx'
import { Badge } from '../ui/badge.tsx'
import { pathOfSearch, useSeeSavedSearch } from './saved-searches-api.ts'

/** To the hits of a saved search; from then on they count as seen. */
export function SavedSearchLink({ search }: { search: SavedSearchView }) {
  const { savedSearches: words } = useTexts()
  const { mutate: see } = useSeeSavedSearch()
  const { id, name, newHits, isTooBroad } = search
  return (
    <>
      <Link
        className="kern-link saved-search__link"
        to={pathOfSearch(search)}
        onClick={() => {
          if (newHits > 0) see(id)
        }}
      >
        {name}
      </Link>
      {newHits > 0 && (
        <Badge tone="info" icon="search">
          {words.news(newHits)}
        </Badge>
      )}
      {isTooBroad && <span className="saved-search__broad">{words.tooBroad}</span>}
    </>
  )
}
