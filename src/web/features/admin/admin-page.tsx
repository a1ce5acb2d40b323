import type { ReactNode } from 'react'
import { Navigate, NavLink, useParams } from 'react-router'
import { useTexts } from '../../shared/preferences.tsx'
import { useMay } from '../../shared/session.tsx'
import { Icon, type IconName } from '../../shared/ui/icon.tsx'
import { AccuracySection } from './accuracy-section.tsx'
import { AgeingSection } from './ageing-section.tsx'
import { AuditSection } from './audit-section.tsx'
import { CitizenPageSection } from './citizen-page-section.tsx'
import { IntegritySection } from './integrity-section.tsx'
import { JobsSection } from './jobs-section.tsx'
import { LettersSection } from './letters-section.tsx'
import { MailAccountsSection } from './mail-accounts-section.tsx'
import { PlanSection } from './plan-section.tsx'
import { ProvidersSection } from './providers-section.tsx'
import { RetentionSection } from './retention-section.tsx'
import { RulesSection } from './rules-section.tsx'
import { ScannersSection } from './scanners-section.tsx'
import { ScanningSection } from './scanning-section.tsx'
import { SharingSection } from './sharing-section.tsx'
import { TenantsSection } from './tenants-section.tsx'
import { TypesSection } from './types-section.tsx'
import { UnitsSection } from './units-section.tsx'
import { UsersSection } from './users-section.tsx'
import { WebhookNotice } from './webhook-notice.tsx'
import { WebhooksSection } from './webhooks-section.tsx'
import './admin.css'

interface Section {
  readonly path: string
  readonly label: string
  readonly icon: IconName
  readonly permission: string
  readonly body: ReactNode
}

/** Master data and operation; each person sees the parts that the role allows. */
export function AdminPage() {
  const {
    admin,
    ageing,
    citizenPage,
    filing,
    integrity,
    letterTemplates,
    mailAccounts,
    providers,
    quality,
    scanners,
    sharing,
    webhooks,
  } = useTexts()
  const may = useMay()
  const { section: path } = useParams()
  const sections: readonly Section[] = [
    {
      path: 'mandanten',
      label: admin.tenants.title,
      icon: 'tree',
      permission: 'tenants:manage',
      body: <TenantsSection />,
    },
    {
      path: 'benutzer',
      label: admin.users.short,
      icon: 'users',
      permission: 'users:manage',
      body: <UsersSection />,
    },
    {
      path: 'anmeldedienste',
      label: providers.short,
      icon: 'lock',
      permission: 'users:manage',
      body: <ProvidersSection />,
    },
    {
      path: 'e-mail-konten',
      label: mailAccounts.short,
      icon: 'mail',
      permission: 'users:manage',
      body: <MailAccountsSection />,
    },
    {
      path: 'webhooks',
      label: webhooks.title,
      icon: 'globe',
      permission: 'users:manage',
      body: <WebhooksSection />,
    },
    {
      path: 'organisation',
      label: admin.units.title,
      icon: 'tree',
      permission: 'masterdata:edit',
      body: <UnitsSection />,
    },
    {
      path: 'dokumentarten',
      label: admin.types.title,
      icon: 'tag',
      permission: 'masterdata:edit',
      body: <TypesSection />,
    },
    {
      path: 'briefe',
      label: letterTemplates.title,
      icon: 'mail',
      permission: 'masterdata:edit',
      body: <LettersSection />,
    },
    {
      path: 'buergerseite',
      label: citizenPage.title,
      icon: 'users',
      permission: 'masterdata:edit',
      body: <CitizenPageSection />,
    },
    {
      path: 'scannen',
      label: quality.rules.title,
      icon: 'scan',
      permission: 'masterdata:edit',
      body: <ScanningSection />,
    },
    {
      path: 'scanner',
      label: scanners.title,
      icon: 'scan',
      permission: 'masterdata:edit',
      body: <ScannersSection />,
    },
    {
      path: 'liegezeiten',
      label: ageing.title,
      icon: 'clock',
      permission: 'ageing:set',
      body: <AgeingSection />,
    },
    {
      path: 'aktenplan',
      label: admin.plan.title,
      icon: 'folder',
      permission: 'masterdata:edit',
      body: <PlanSection />,
    },
    {
      path: 'aufbewahrung',
      label: filing.retentionClasses.title,
      icon: 'clock',
      permission: 'masterdata:edit',
      body: <RetentionSection />,
    },
    {
      path: 'regeln',
      label: admin.rules.short,
      icon: 'route',
      permission: 'masterdata:edit',
      body: <RulesSection />,
    },
    {
      path: 'teilen',
      label: sharing.short,
      icon: 'arrow-right',
      permission: 'masterdata:share',
      body: <SharingSection />,
    },
    {
      path: 'treffer',
      label: admin.accuracy.short,
      icon: 'sparkle',
      permission: 'items:read',
      body: <AccuracySection />,
    },
    {
      path: 'auftraege',
      label: admin.jobs.short,
      icon: 'activity',
      permission: 'jobs:read',
      body: <JobsSection />,
    },
    {
      path: 'unversehrtheit',
      label: integrity.title,
      icon: 'check-circle',
      permission: 'integrity:check',
      body: <IntegritySection />,
    },
    {
      path: 'protokoll',
      label: admin.audit.short,
      icon: 'shield',
      permission: 'audit:verify',
      body: <AuditSection />,
    },
  ]
  const allowed = sections.filter((section) => may(section.permission))
  const shown = allowed.find((section) => section.path === path)
  if (shown === undefined) {
    const [first] = allowed
    return first === undefined ? (
      <Navigate to="/" replace />
    ) : (
      <Navigate to={`/verwaltung/${first.path}`} replace />
    )
  }
  return (
    <div className="page admin">
      <nav className="admin__nav" aria-label={admin.sections}>
        <ul>
          {allowed.map((section) => (
            <li key={section.path}>
              <NavLink className="admin__link" to={`/verwaltung/${section.path}`}>
                <Icon name={section.icon} />
                {section.label}
              </NavLink>
            </li>
          ))}
        </ul>
      </nav>
      <div className="admin__body">
        {shown.path !== 'webhooks' && <WebhookNotice />}
        {shown.body}
      </div>
    </div>
  )
}
