import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { useEffect, useState } from 'react'
import { completeSearch } from '../api/resources.ts'
import { useTexts } from '../preferences.tsx'
import { useListbox } from '../ui/use-listbox.ts'

/** Whoever types fast is not asked for at each letter. */
const PAUSE_MS = 150
const SHORTEST = 2
const FRESH_MS = 30_000

/** What a query may go on with, once its writer pauses; and the list to choose from. */
export function useCompletion(text: string, onPick: (text: string) => void) {
  const { search } = useTexts()
  const paused = usePaused(text)
  const isAsked = paused.trim().length >= SHORTEST
  const { data } = useQuery({
    queryKey: ['search-completions', paused],
    queryFn: async ({ signal }) => completeSearch(paused, signal),
    enabled: isAsked,
    placeholderData: keepPreviousData,
    staleTime: FRESH_MS,
    retry: false,
  })
  // What is left of an earlier text would complete to something else.
  const items = isAsked && paused === text ? (data?.items ?? []) : []
  const options = items.map(({ kind, value, text: completed }) => ({
    id: `${kind}-${completed}`,
    label: value,
    hint: search.completionKinds[kind],
  }))
  const listbox = useListbox({
    options,
    showsEmpty: false,
    freeText: true,
    onPick: ({ id }) => {
      const chosen = items.find((item) => `${item.kind}-${item.text}` === id)
      if (chosen !== undefined) onPick(chosen.text)
    },
  })
  return { options, listbox }
}

function usePaused(text: string): string {
  const [paused, setPaused] = useState(text)
  useEffect(() => {
    const timer = setTimeout(() => {
      setPaused(text)
    }, PAUSE_MS)
    return () => {
      clearTimeout(timer)
    }
  }, [text])
  return paused
}
