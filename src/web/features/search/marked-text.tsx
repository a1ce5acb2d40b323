import type { ReactNode } from 'react'

interface Properties {
  readonly text: string
  /** Start and end (exclusive), ascending and apart. */
  readonly marks: readonly (readonly [number, number])[]
}

/** A snippet with its hits marked; built from ranges, so that nothing in the text can become markup. */
export function MarkedText({ text, marks }: Properties) {
  const parts: ReactNode[] = []
  let position = 0
  for (const [start, end] of marks) {
    parts.push(text.slice(position, start), <mark key={start}>{text.slice(start, end)}</mark>)
    position = end
  }
  parts.push(text.slice(position))
  return <>{parts}</>
}
