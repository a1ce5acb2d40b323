import { createBrowserRouter, type RouteObject } from 'react-router'
import { SignInPage } from '../features/sign-in/sign-in-page.tsx'
import { Loading } from '../shared/ui/feedback.tsx'
import { FailurePage, NotFoundPage } from './failure-pages.tsx'
import { Home } from './home.tsx'
import { PublicShell } from './public-shell.tsx'
import { StaffShell } from './staff-shell.tsx'

/** Pages that staff see after signing in. Each comes in a file of its own, loaded when it is first opened. */
const STAFF_ROUTES: RouteObject[] = [
  { index: true, element: <Home /> },
  {
    path: 'posteingang/:itemId?',
    lazy: async () => ({ Component: (await import('../features/triage/triage-page.tsx')).TriagePage }),
  },
  {
    path: 'erfassen',
    lazy: async () => ({ Component: (await import('../features/upload/upload-page.tsx')).UploadPage }),
  },
  {
    path: 'uebersicht',
    lazy: async () => ({ Component: (await import('../features/overview/overview-page.tsx')).OverviewPage }),
  },
  {
    path: 'eingangsbuch',
    lazy: async () => ({ Component: (await import('../features/register/register-page.tsx')).RegisterPage }),
  },
  {
    path: 'eingangsbuch/tagesabschluss',
    lazy: async () => ({ Component: (await import('../features/register/closing-page.tsx')).ClosingPage }),
  },
  {
    path: 'eingangsbuch/quarantaene',
    lazy: async () => ({
      Component: (await import('../features/register/quarantine-page.tsx')).QuarantinePage,
    }),
  },
  {
    path: 'stapel',
    lazy: async () => ({ Component: (await import('../features/batches/batches-page.tsx')).BatchesPage }),
  },
  {
    path: 'stapel/:batchId',
    lazy: async () => ({ Component: (await import('../features/batches/batch-page.tsx')).BatchPage }),
  },
  {
    path: 'stapel/trennblaetter',
    lazy: async () => ({ Component: (await import('../features/stacks/sheets-page.tsx')).SheetsPage }),
  },
  {
    path: 'stapel/:batchId/scans/:itemId',
    lazy: async () => ({ Component: (await import('../features/stacks/review-page.tsx')).ReviewPage }),
  },
  {
    path: 'stapel/papierlager',
    lazy: async () => ({ Component: (await import('../features/paper/paper-page.tsx')).PaperPage }),
  },
  {
    path: 'stapel/papierlager/:boxId',
    lazy: async () => ({ Component: (await import('../features/paper/box-page.tsx')).BoxPage }),
  },
  {
    path: 'stapel/qualitaet/:checkId?',
    lazy: async () => ({ Component: (await import('../features/quality/quality-page.tsx')).QualityPage }),
  },
  {
    path: 'akten',
    lazy: async () => ({ Component: (await import('../features/files/case-files-page.tsx')).CaseFilesPage }),
  },
  {
    path: 'akten/:caseFileId',
    lazy: async () => ({ Component: (await import('../features/files/case-file-page.tsx')).CaseFilePage }),
  },
  {
    path: 'fristen',
    lazy: async () => ({ Component: (await import('../features/desk/desk-page.tsx')).DeskPage }),
  },
  {
    path: 'akten/:caseFileId/ausgabe',
    lazy: async () => ({
      Component: (await import('../features/disclosure/disclosure-page.tsx')).DisclosurePage,
    }),
  },
  {
    path: 'dokumente/:documentId/schwaerzen',
    lazy: async () => ({
      Component: (await import('../features/disclosure/redaction-page.tsx')).RedactionPage,
    }),
  },
  {
    path: 'dokumente/:documentId',
    lazy: async () => ({ Component: (await import('../features/documents/document-page.tsx')).DocumentPage }),
  },
  {
    path: 'aussonderung',
    lazy: async () => ({ Component: (await import('../features/disposal/disposal-page.tsx')).DisposalPage }),
  },
  {
    path: 'aussonderung/:runId',
    lazy: async () => ({ Component: (await import('../features/disposal/run-page.tsx')).RunPage }),
  },
  {
    path: 'suche',
    lazy: async () => ({ Component: (await import('../features/search/search-page.tsx')).SearchPage }),
  },
  {
    path: 'benachrichtigungen',
    lazy: async () => ({
      Component: (await import('../features/notifications/notifications-page.tsx')).NotificationsPage,
    }),
  },
  {
    path: 'konto',
    lazy: async () => ({ Component: (await import('../features/account/account-page.tsx')).AccountPage }),
  },
  {
    path: 'vertretung',
    lazy: async () => ({ Component: (await import('../features/deputies/deputies-page.tsx')).DeputiesPage }),
  },
  {
    path: 'notfallzugriff',
    lazy: async () => ({ Component: (await import('../features/access/emergency-page.tsx')).EmergencyPage }),
  },
  {
    path: 'zugriffsprotokoll',
    lazy: async () => ({ Component: (await import('../features/access/access-log-page.tsx')).AccessLogPage }),
  },
  {
    path: 'suche/alle-aemter',
    lazy: async () => ({ Component: (await import('../features/access/cross-unit-page.tsx')).CrossUnitPage }),
  },
  {
    path: 'verwaltung/:section?',
    lazy: async () => ({ Component: (await import('../features/admin/admin-page.tsx')).AdminPage }),
  },
]

const PUBLIC_ROUTES: RouteObject[] = [
  { path: 'anmelden', element: <SignInPage /> },
  {
    path: 'abgabe/:tenant',
    lazy: async () => ({ Component: (await import('../features/citizen/hand-in-page.tsx')).HandInPage }),
  },
  {
    path: 'abgabe/:tenant/status',
    lazy: async () => ({ Component: (await import('../features/citizen/status-page.tsx')).StatusPage }),
  },
  {
    path: 'nachreichen/:tenant',
    lazy: async () => ({ Component: (await import('../features/citizen/follow-up-page.tsx')).FollowUpPage }),
  },
  {
    path: 'barrierefreiheit',
    lazy: async () => ({ Component: (await import('../features/about/about-pages.tsx')).AccessibilityPage }),
  },
  {
    path: 'impressum',
    lazy: async () => ({ Component: (await import('../features/about/about-pages.tsx')).ImprintPage }),
  },
  {
    path: 'datenschutz',
    lazy: async () => ({ Component: (await import('../features/about/about-pages.tsx')).PrivacyPage }),
  },
  { path: '*', element: <NotFoundPage /> },
]

export function createRouter() {
  return createBrowserRouter([
    {
      element: <StaffShell />,
      hydrateFallbackElement: <Loading />,
      children: [{ errorElement: <FailurePage />, children: STAFF_ROUTES }],
    },
    {
      element: <PublicShell />,
      hydrateFallbackElement: <Loading />,
      children: [{ errorElement: <FailurePage />, children: PUBLIC_ROUTES }],
    },
  ])
}
