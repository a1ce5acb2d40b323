import { Link } from 'react-router'
import type { SessionView } from '../shared/api/types.ts'
import { useTexts } from '../shared/preferences.tsx'
import { useMay } from '../shared/session.tsx'
import { NotificationBell } from './notification-bell.tsx'
import { AccountMenu } from './account-menu.tsx'
import { GlobalSearch } from './global-search.tsx'
import { MainNavigation, type NavigationEntry } from './main-navigation.tsx'
import { Mark } from './mark.tsx'

interface Entry extends NavigationEntry {
  readonly permissions: readonly string[]
}

export function Header({ session }: { session: SessionView }) {
  const texts = useTexts()
  const { shell } = texts.common
  const may = useMay()
  const entries: readonly Entry[] = [
    { to: '/posteingang', label: shell.inbox, icon: 'inbox', permissions: ['items:read'] },
    { to: '/uebersicht', label: texts.overview.title, icon: 'activity', permissions: ['items:read'] },
    { to: '/erfassen', label: shell.capture, icon: 'upload', permissions: ['items:create'] },
    { to: '/stapel', label: texts.batches.title, icon: 'scan', permissions: ['batches:read'] },
    { to: '/eingangsbuch', label: shell.register, icon: 'list', permissions: ['register:read'] },
    { to: '/akten', label: shell.files, icon: 'folder', permissions: ['files:read'] },
    { to: '/fristen', label: shell.desk, icon: 'clock', permissions: ['items:read'] },
    { to: '/aussonderung', label: texts.disposal.title, icon: 'document', permissions: ['disposal:manage'] },
    { to: '/suche', label: shell.search, icon: 'search', permissions: ['search:use'] },
    {
      to: '/zugriffsprotokoll',
      label: texts.access.log.title,
      icon: 'eye',
      permissions: ['access-log:read'],
    },
    {
      to: '/verwaltung',
      label: shell.admin,
      icon: 'settings',
      permissions: [
        'users:manage',
        'masterdata:edit',
        'jobs:read',
        'audit:verify',
        'integrity:check',
        'tenants:manage',
      ],
    },
  ]
  return (
    <header className="header">
      <Link className="brand" to="/">
        <Mark />
        <span className="brand__names">
          <span className="brand__product">{texts.common.product}</span>
          <span className="brand__tenant">{session.tenant.name}</span>
        </span>
      </Link>
      <MainNavigation entries={entries.filter(({ permissions }) => permissions.some(may))} />
      {may('search:use') && <GlobalSearch />}
      {may('items:read') && <NotificationBell />}
      <AccountMenu session={session} />
    </header>
  )
}
