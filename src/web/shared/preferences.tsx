import { createContext, useCallback, useContext, useEffect, useMemo, useState, type ReactNode } from 'react'
import { german, type Texts } from './texts.de.ts'
import { english } from './texts.en.ts'

export type Language = 'de' | 'en'
export type Theme = 'system' | 'light' | 'dark'

interface Stored {
  readonly language: Language
  readonly theme: Theme
  /** Shortcuts of one key can be switched off (WCAG 2.1.4). */
  readonly singleKeys: boolean
}

interface Preferences extends Stored {
  readonly change: (part: Partial<Stored>) => void
}

const STORAGE_KEY = 'poststelle.preferences'
const DEFAULTS: Stored = { language: 'de', theme: 'system', singleKeys: true }

const PreferencesContext = createContext<Preferences>({ ...DEFAULTS, change: () => undefined })

export function PreferencesProvider({ children }: { children: ReactNode }) {
  const [stored, setStored] = useState(readStored)
  const change = useCallback((part: Partial<Stored>) => {
    setStored((before) => ({ ...before, ...part }))
  }, [])
  useEffect(() => {
    writeStored(stored)
    document.documentElement.lang = stored.language
    return followTheme(stored.theme)
  }, [stored])
  const value = useMemo(() => ({ ...stored, change }), [stored, change])
  return <PreferencesContext value={value}>{children}</PreferencesContext>
}

export function usePreferences(): Preferences {
  return useContext(PreferencesContext)
}

/** The words of the page in the chosen language. */
export function useTexts(): Texts {
  return usePreferences().language === 'en' ? english : german
}

function followTheme(theme: Theme): () => void {
  const systemIsDark = window.matchMedia('(prefers-color-scheme: dark)')
  const apply = () => {
    const dark = theme === 'dark' || (theme === 'system' && systemIsDark.matches)
    document.documentElement.dataset['kernTheme'] = dark ? 'dark' : 'light'
  }
  apply()
  systemIsDark.addEventListener('change', apply)
  return () => {
    systemIsDark.removeEventListener('change', apply)
  }
}

/** A browser may forbid storage; then the choice lasts as long as the page. */
function readStored(): Stored {
  try {
    const parsed: unknown = JSON.parse(localStorage.getItem(STORAGE_KEY) ?? '{}')
    return { ...DEFAULTS, ...(parsed as Partial<Stored>) }
  } catch {
    return DEFAULTS
  }
}

function writeStored(stored: Stored): void {
  try {
    localStorage.setItem(STORAGE_KEY, JSON.stringify(stored))
  } catch (error) {
    if (!(error instanceof DOMException)) throw error
  }
}
