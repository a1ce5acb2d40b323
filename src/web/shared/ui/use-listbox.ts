import { useRef, useState, type KeyboardEvent } from 'react'

export interface Option {
  readonly id: string
  readonly label: string
  /** Second column, such as where an option stands in the tree, or how sure it is. */
  readonly hint?: string
}

interface Input {
  readonly options: readonly Option[]
  readonly onPick: (option: Option) => void
  /** An empty list is still shown when there is a word for it. */
  readonly showsEmpty: boolean
  /** No option is active until an arrow key or the pointer makes one: Enter is for what is typed. */
  readonly freeText?: boolean
}

const NONE = -1

/** Open or closed, which option is active, and what the keys do with both. */
export function useListbox({ options, onPick, showsEmpty, freeText = false }: Input) {
  const first = freeText ? NONE : 0
  const [open, setOpen] = useState(false)
  const [active, setActive] = useState(first)
  const list = useRef<HTMLUListElement>(null)
  const shown = open && (options.length > 0 || showsEmpty)
  const activeOption = shown ? options[active] : undefined

  const pick = (option: Option) => {
    setOpen(false)
    onPick(option)
  }
  const move = (step: number) => {
    const from = active === NONE && step < 0 ? 0 : active
    const next = open ? (from + step + options.length) % Math.max(1, options.length) : 0
    setOpen(true)
    setActive(next)
    list.current?.children[next]?.scrollIntoView({ block: 'nearest' })
  }
  const keys: Readonly<Record<string, () => boolean>> = {
    ArrowDown: () => {
      move(1)
      return true
    },
    ArrowUp: () => {
      move(-1)
      return true
    },
    Enter: () => {
      if (activeOption !== undefined) pick(activeOption)
      return activeOption !== undefined
    },
    Escape: () => {
      setOpen(false)
      return shown
    },
  }
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.ctrlKey || event.altKey || keys[event.key]?.() !== true) return
    event.preventDefault()
    event.stopPropagation()
  }
  return {
    list,
    shown,
    active,
    activeOption,
    pick,
    onKeyDown,
    show: () => {
      setOpen(true)
    },
    hide: () => {
      setOpen(false)
    },
    restart: () => {
      setActive(first)
    },
  }
}
