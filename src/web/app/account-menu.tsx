import { useQueryClient } from '@tanstack/react-query'
import { useId, useRef, useState } from 'react'
import { Link, useNavigate } from 'react-router'
import { API } from '../shared/api/client.ts'
import { signOut } from '../shared/api/resources.ts'
import type { SessionView } from '../shared/api/types.ts'
import { usePreferences, useTexts, type Language, type Theme } from '../shared/preferences.tsx'
import { SESSION_KEY, useMay } from '../shared/session.tsx'
import { Button } from '../shared/ui/button.tsx'
import { Select } from '../shared/ui/field.tsx'
import { Icon } from '../shared/ui/icon.tsx'
import { useThemeName } from './settings-menu.tsx'
import { useClosing } from './use-closing.ts'

const THEMES: readonly Theme[] = ['system', 'light', 'dark']

/** Who is signed in, with the settings that belong to the person and the way out. */
export function AccountMenu({ session }: { session: SessionView }) {
  const texts = useTexts()
  const [open, setOpen] = useState(false)
  const panelId = useId()
  const box = useRef<HTMLDivElement>(null)
  const button = useRef<HTMLButtonElement>(null)
  useClosing(open, box, () => {
    setOpen(false)
  })
  return (
    <div
      className="account"
      ref={box}
      onKeyDown={(event) => {
        if (event.key !== 'Escape' || !open) return
        setOpen(false)
        button.current?.focus()
      }}
    >
      <button
        ref={button}
        type="button"
        className="account__button"
        aria-expanded={open}
        aria-controls={panelId}
        onClick={() => {
          setOpen(!open)
        }}
      >
        <Icon name="user" />
        <span className="account__name">{session.user.displayName}</span>
        <span className="kern-sr-only">, {texts.common.shell.account}</span>
        <Icon name="chevron-down" size={16} />
      </button>
      <div id={panelId} className="account__panel" hidden={!open}>
        {open && (
          <AccountPanel
            session={session}
            onLeave={() => {
              setOpen(false)
            }}
          />
        )}
      </div>
    </div>
  )
}

function AccountPanel({ session, onLeave }: { session: SessionView; onLeave: () => void }) {
  const texts = useTexts()
  const may = useMay()
  const { shell, roles } = texts.common
  const client = useQueryClient()
  const navigate = useNavigate()
  const leave = async () => {
    await signOut()
    client.clear()
    client.setQueryData(SESSION_KEY, null)
    // The provider would sign the next person at this computer in without asking.
    if (session.providerId !== null) location.assign(`${API}/oidc/${session.providerId}/logout`)
    else await navigate('/anmelden')
  }
  return (
    <>
      <p className="account__who">
        <strong>{session.user.displayName}</strong>
        <span>{session.roles.map((role) => roles[role]).join(', ')}</span>
      </p>
      <Link className="kern-link" to="/konto" onClick={onLeave}>
        {shell.ownAccount}
      </Link>
      {may('deputies:set') && (
        <Link className="kern-link" to="/vertretung" onClick={onLeave}>
          {texts.deputies.title}
        </Link>
      )}
      {(may('access:emergency') || may('access:notices')) && (
        <Link className="kern-link" to="/notfallzugriff" onClick={onLeave}>
          {texts.access.emergency.title}
        </Link>
      )}
      {may('search:cross-unit') && (
        <Link className="kern-link" to="/suche/alle-aemter" onClick={onLeave}>
          {texts.access.crossUnit.title}
        </Link>
      )}
      <Settings />
      <Button icon="lock" onClick={() => void leave()}>
        {shell.signOut}
      </Button>
    </>
  )
}

function Settings() {
  const { shell } = useTexts().common
  const { theme, language, singleKeys, change } = usePreferences()
  const themeName = useThemeName()
  return (
    <>
      <Select
        label={shell.theme}
        value={theme}
        onChange={(event) => {
          change({ theme: event.target.value as Theme })
        }}
      >
        {THEMES.map((one) => (
          <option key={one} value={one}>
            {themeName(one)}
          </option>
        ))}
      </Select>
      <Select
        label={shell.language}
        value={language}
        onChange={(event) => {
          change({ language: event.target.value as Language })
        }}
      >
        <option value="de">Deutsch</option>
        <option value="en">English</option>
      </Select>
      <Select
        label={shell.shortcuts}
        value={singleKeys ? 'on' : 'off'}
        onChange={(event) => {
          change({ singleKeys: event.target.value === 'on' })
        }}
      >
        <option value="on">{shell.shortcutsOn}</option>
        <option value="off">{shell.shortcutsOff}</option>
      </Select>
    </>
  )
}
