import { useQueryClient } from '@tanstack/react-query'
import { useCallback, useEffect, useRef, useState } from 'react'
import { Navigate, Outlet, useLocation } from 'react-router'
import { SignInAgainDialog } from '../features/sign-in/sign-in-again-dialog.tsx'
import { handleEndedSession } from '../shared/api/client.ts'
import type { SessionView } from '../shared/api/types.ts'
import { goByTimeZone } from '../shared/city-time.ts'
import { useLiveUpdates } from '../shared/live-updates.ts'
import { useSessionQuery } from '../shared/session.tsx'
import { LoadFailure, Loading } from '../shared/ui/feedback.tsx'
import { DeputyBanner } from './deputy-banner.tsx'
import { Footer } from './footer.tsx'
import { Header } from './header.tsx'
import { SkipLink } from './skip-link.tsx'
import './shell.css'

const ACCOUNT = '/konto'

/** Frame of all staff pages. Without a session it leads to the sign-in page and back, without a demanded second factor to the own account. */
export function StaffShell() {
  const { data: session, error, refetch } = useSessionQuery()
  const location = useLocation()
  if (session === undefined) {
    if (error === null) return <Loading />
    return <LoadFailure error={error} retry={() => void refetch()} />
  }
  if (session === null) {
    const target = encodeURIComponent(location.pathname + location.search)
    return <Navigate to={`/anmelden?weiter=${target}`} replace />
  }
  if (session.secondFactorMissing && location.pathname !== ACCOUNT) return <Navigate to={ACCOUNT} replace />
  // Before the pages are drawn: they show its times.
  goByTimeZone(session.tenant.timeZone)
  return <SignedIn session={session} />
}

function SignedIn({ session }: { session: SessionView }) {
  const { asking, finish } = useEndedSession()
  useLiveUpdates()
  return (
    <div className="shell shell--staff">
      <SkipLink />
      <Header session={session} />
      <DeputyBanner session={session} />
      <main id="inhalt" className="shell__main" tabIndex={-1}>
        <Outlet />
      </main>
      <Footer />
      {asking && <SignInAgainDialog username={session.user.username} onDone={finish} />}
    </div>
  )
}

/** Asks for the password once, however many calls have met the ended session; they all wait for the answer. */
function useEndedSession() {
  const client = useQueryClient()
  const [asking, setAsking] = useState(false)
  const waiting = useRef<((signedIn: boolean) => void)[]>([])
  useEffect(
    () =>
      handleEndedSession(
        async () =>
          new Promise((resolve) => {
            waiting.current.push(resolve)
            setAsking(true)
          }),
      ),
    [],
  )
  const finish = useCallback(
    (signedIn: boolean) => {
      setAsking(false)
      for (const resolve of waiting.current.splice(0)) resolve(signedIn)
      if (!signedIn) client.clear()
    },
    [client],
  )
  return { asking, finish }
}
