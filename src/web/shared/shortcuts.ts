import { useEffect, useRef } from 'react'
import { usePreferences } from './preferences.tsx'

/** Key as in `KeyboardEvent.key`, lower case, with `ctrl+` or `alt+` before it. */
export type ShortcutMap = Readonly<Record<string, (event: KeyboardEvent) => void>>

const TEXT_INPUTS = new Set([
  'text',
  'search',
  'password',
  'email',
  'date',
  'datetime-local',
  'number',
  'tel',
  'url',
])

/** True while a key press belongs to what the person is writing. */
export function isWriting(target: EventTarget | null): boolean {
  if (target instanceof HTMLInputElement) return TEXT_INPUTS.has(target.type)
  if (target instanceof HTMLSelectElement || target instanceof HTMLTextAreaElement) return true
  return target instanceof HTMLElement && target.isContentEditable
}

function nameOf(event: KeyboardEvent): string {
  const prefix = event.ctrlKey || event.metaKey ? 'ctrl+' : event.altKey ? 'alt+' : ''
  return prefix + event.key.toLowerCase()
}

/**
 * Binds keys for the whole page while the component is shown. Character keys are silent while a person writes and when
 * they are switched off; Escape and combinations with Ctrl or Alt always work. All are silent while a dialog is open.
 */
export function useShortcuts(shortcuts: ShortcutMap): void {
  const { singleKeys } = usePreferences()
  const current = useRef(shortcuts)
  useEffect(() => {
    current.current = shortcuts
  })
  useEffect(() => {
    const listen = (event: KeyboardEvent) => {
      const name = nameOf(event)
      const action = current.current[name]
      if (action === undefined || event.defaultPrevented || isDialogOpen()) return
      const isCharacter = name.length === 1
      if (isCharacter && (isWriting(event.target) || !singleKeys)) return
      event.preventDefault()
      action(event)
    }
    document.addEventListener('keydown', listen)
    return () => {
      document.removeEventListener('keydown', listen)
    }
  }, [singleKeys])
}

function isDialogOpen(): boolean {
  return document.querySelector('dialog[open]') !== null
}
