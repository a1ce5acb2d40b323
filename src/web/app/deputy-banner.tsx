import type { SessionView } from '../shared/api/types.ts'
import { formatCalendarDate } from '../shared/format.ts'
import { useTexts } from '../shared/preferences.tsx'

/** For whom the person works today besides the own work. */
export function DeputyBanner({ session }: { session: SessionView }) {
  const { deputies: words } = useTexts()
  if (session.represents.length === 0) return null
  const names = session.represents.map(({ displayName, lastDay }) =>
    words.until(displayName, formatCalendarDate(lastDay)),
  )
  return <p className="deputy-banner">{words.banner(names.join(', '))}</p>
}
