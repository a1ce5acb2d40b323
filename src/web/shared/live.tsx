import { createContext, useCallback, useContext, useMemo, useState, type ReactNode } from 'react'

export type Tone = 'info' | 'success' | 'warning' | 'danger'

interface Message {
  readonly id: number
  readonly tone: Tone
  readonly text: string
}

type Announce = (text: string, tone?: Tone) => void

const AnnounceContext = createContext<Announce>(() => undefined)
const VISIBLE_MS = 6_000

/**
 * Says what has happened: to the eye in a corner for some seconds, to a screen reader in a live region.
 * Errors that a person must act on are shown where they belong as well, never only here.
 */
export function LiveProvider({ children }: { children: ReactNode }) {
  const [messages, setMessages] = useState<readonly Message[]>([])
  const announce = useCallback<Announce>((text, tone = 'success') => {
    const message = { id: performance.now(), tone, text }
    setMessages((before) => [...before.slice(-2), message])
    setTimeout(() => {
      setMessages((before) => before.filter((one) => one !== message))
    }, VISIBLE_MS)
  }, [])
  const value = useMemo(() => announce, [announce])
  return (
    <AnnounceContext value={value}>
      {children}
      <div className="live" role="status" aria-live="polite">
        {messages.map((message) => (
          <p key={message.id} className={`live__message live__message--${message.tone}`}>
            {message.text}
          </p>
        ))}
      </div>
    </AnnounceContext>
  )
}

export function useAnnounce(): Announce {
  return useContext(AnnounceContext)
}
