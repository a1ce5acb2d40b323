import { useLayoutEffect, useId, useRef, useState, type RefObject } from 'react'
import { NavLink, useLocation } from 'react-router'
import { useTexts } from '../shared/preferences.tsx'
import { Icon, type IconName } from '../shared/ui/icon.tsx'
import { entriesThatFit } from './entries-that-fit.ts'
import { useClosing } from './use-closing.ts'

export interface NavigationEntry {
  readonly to: string
  readonly label: string
  readonly icon: IconName
}

/** All places in one row; those that do not fit wait behind a button at its end. */
export function MainNavigation({ entries }: { readonly entries: readonly NavigationEntry[] }) {
  const { shell } = useTexts().common
  const row = useRef<HTMLUListElement>(null)
  const fitting = useFitting(row, entries)
  const hidden = entries.slice(fitting)
  return (
    <nav className="header__nav" aria-label={shell.navigation}>
      <ul ref={row}>
        {entries.map((entry, index) => (
          <li key={entry.to} className={index < fitting ? undefined : 'header__spilled'}>
            <PlaceLink {...entry} />
          </li>
        ))}
        <li className={hidden.length === 0 ? 'header__spilled' : undefined}>
          <MoreMenu entries={hidden} />
        </li>
      </ul>
    </nav>
  )
}

function PlaceLink({ to, label, icon, onLeave }: NavigationEntry & { readonly onLeave?: () => void }) {
  return (
    <NavLink className="header__link" to={to} {...(onLeave === undefined ? {} : { onClick: onLeave })}>
      <Icon name={icon} />
      <span>{label}</span>
    </NavLink>
  )
}

/** Opened and closed like the account menu: button, Escape, or a press elsewhere. */
function MoreMenu({ entries }: { readonly entries: readonly NavigationEntry[] }) {
  const { shell } = useTexts().common
  const { pathname } = useLocation()
  const [open, setOpen] = useState(false)
  const panelId = useId()
  const box = useRef<HTMLDivElement>(null)
  const button = useRef<HTMLButtonElement>(null)
  const close = () => {
    setOpen(false)
  }
  useClosing(open, box, close)
  const current = entries.find(({ to }) => pathname === to || pathname.startsWith(`${to}/`))
  return (
    <div
      className="header__more"
      ref={box}
      onKeyDown={(event) => {
        if (event.key !== 'Escape' || !open) return
        close()
        button.current?.focus()
      }}
    >
      <button
        ref={button}
        type="button"
        className="header__link header__more-button"
        data-current={current !== undefined}
        aria-expanded={open}
        aria-controls={panelId}
        onClick={() => {
          setOpen(!open)
        }}
      >
        <span>{shell.more}</span>
        {current !== undefined && <span className="kern-sr-only">: {current.label}</span>}
        <Icon name="chevron-down" size={16} />
      </button>
      <ul id={panelId} className="header__more-panel" hidden={!open}>
        {open &&
          entries.map((entry) => (
            <li key={entry.to}>
              <PlaceLink {...entry} onLeave={close} />
            </li>
          ))}
      </ul>
    </div>
  )
}

/** How many of the entries stand in the row; asked anew whenever the row or what is written in it changes its width. */
function useFitting(row: RefObject<HTMLUListElement | null>, entries: readonly NavigationEntry[]): number {
  const [fitting, setFitting] = useState(entries.length)
  const words = entries.map(({ label }) => label).join()
  useLayoutEffect(() => {
    const list = row.current
    if (list === null) return
    const measure = () => {
      // Those that spilled over are not shown, but laid out all the same: their width is known.
      const widths = Array.from(list.children, (child) => child.getBoundingClientRect().width)
      const more = widths.pop() ?? 0
      const gap = Number.parseFloat(getComputedStyle(list).columnGap) || 0
      setFitting(entriesThatFit(widths, { room: list.clientWidth, more, gap }))
    }
    measure()
    const watcher = new ResizeObserver(measure)
    watcher.observe(list)
    for (const child of list.children) watcher.observe(child)
    return () => {
      watcher.disconnect()
    }
  }, [row, words])
  return fitting
}
