import { Navigate } from 'react-router'
import { useMay } from '../shared/session.tsx'

/** Sends each person to the page where the day's work begins. */
export function Home() {
  const may = useMay()
  if (may('items:read')) return <Navigate to="/posteingang" replace />
  if (may('items:create')) return <Navigate to="/erfassen" replace />
  if (may('access-log:read')) return <Navigate to="/zugriffsprotokoll" replace />
  if (may('search:cross-unit')) return <Navigate to="/suche/alle-aemter" replace />
  if (may('disposal:manage')) return <Navigate to="/aussonderung" replace />
  return <Navigate to="/verwaltung" replace />
}
