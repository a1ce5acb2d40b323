import { useState, type KeyboardEvent } from 'react'
import type { PageView } from '../api/types.ts'
import { useShortcuts } from '../shortcuts.ts'
import type { Place } from './places.ts'
import { movedRange, rangeText, wordsInRange, wordsOf, type WordRange } from './words.ts'

/** What is marked on the page: by keys as a range of words, with the mouse as a text. */
type Picked =
  { readonly page: number; readonly range: WordRange } | { readonly page: number; readonly text: string }

export interface WordPicking {
  readonly isByKeys: boolean
  /** Undefined while nothing is marked. */
  readonly text: string | undefined
  readonly marks: readonly Place[]
  readonly onKeyDown: (event: KeyboardEvent) => void
  /** Takes what was marked with the mouse. */
  readonly pickText: (text: string) => void
  readonly end: () => void
}

interface Input {
  readonly page: number
  readonly text: PageView | undefined
  readonly isOffered: boolean
  readonly focusPage: () => void
  readonly onTake: () => void
}

/** Words of the page are marked, with the mouse or with F2 and the arrow keys, to be taken into a field. */
export function useWordPicking({ page, text, isOffered, focusPage, onTake }: Input): WordPicking {
  const [picked, setPicked] = useState<Picked>()
  const words = wordsOf(text)
  const current = picked?.page === page ? picked : undefined
  const range = current !== undefined && 'range' in current ? current.range : undefined
  const end = () => {
    setPicked(undefined)
  }
  useShortcuts(
    isOffered && words.length > 0
      ? {
          f2: () => {
            setPicked({ page, range: { anchor: 0, focus: 0 } })
            focusPage()
          },
        }
      : {},
  )
  const onKeyDown = (event: KeyboardEvent) => {
    if (range === undefined || event.altKey || event.ctrlKey || event.metaKey) return
    const moved = movedRange(words, range, event.key, event.shiftKey)
    if (moved !== undefined) setPicked({ page, range: moved })
    else if (event.key === 'Enter') onTake()
    else return
    event.preventDefault()
    event.stopPropagation()
  }
  return {
    isByKeys: range !== undefined,
    text: range === undefined ? textOf(current) : rangeText(words, range),
    marks: range === undefined ? [] : marksOf(page, wordsInRange(words, range), words[range.focus]),
    onKeyDown,
    pickText(marked) {
      if (isOffered && marked !== '') setPicked({ page, text: marked })
      else if (range === undefined) end()
    },
    end,
  }
}

function textOf(picked: Picked | undefined): string | undefined {
  return picked !== undefined && 'text' in picked ? picked.text : undefined
}

type Word = ReturnType<typeof wordsOf>[number]

function marksOf(page: number, words: readonly Word[], focus: Word | undefined): readonly Place[] {
  return words.map((word, index) => ({
    id: `picked-${index}`,
    page,
    box: word.box,
    label: word.text,
    kind: 'picked',
    active: word === focus,
  }))
}
