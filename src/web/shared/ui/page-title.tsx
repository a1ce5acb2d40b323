import { useEffect, useRef, type ReactNode } from 'react'
import { useTexts } from '../preferences.tsx'

interface Properties {
  readonly children: string
  readonly aside?: ReactNode
  readonly hidden?: boolean
}

/** First heading of a page. Names the tab, and takes the focus when the page opens, so that it is not lost. */
export function PageTitle({ children, aside, hidden }: Properties) {
  const { product } = useTexts().common
  const heading = useRef<HTMLHeadingElement>(null)
  useEffect(() => {
    document.title = `${children} – ${product}`
  }, [children, product])
  useEffect(() => {
    const nothingFocused = document.activeElement === null || document.activeElement === document.body
    if (nothingFocused) heading.current?.focus({ preventScroll: true })
  }, [])
  return (
    <div className={hidden ? 'kern-sr-only' : 'page-title'}>
      <h1 ref={heading} tabIndex={-1} className="kern-heading-large page-title__text">
        {children}
      </h1>
      {aside}
    </div>
  )
}
