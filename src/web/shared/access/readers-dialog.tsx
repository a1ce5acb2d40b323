import { useQuery } from '@tanstack/react-query'
import type { ReadersView, ReadReason } from '../api/types.ts'
import { formatCalendarDate, formatInstant } from '../format.ts'
import { useTexts } from '../preferences.tsx'
import { Dialog } from '../ui/dialog.tsx'
import { Loaded } from '../ui/loaded.tsx'
import { fetchReaders, readersKey, type Guarded } from './access-api.ts'
import { GrantForm } from './grant-form.tsx'
import { GrantList } from './grant-list.tsx'
import { LevelBadge } from './level-badge.tsx'
import './access.css'

/** Everybody who may see the record now, with the reasons that the rights themselves give. */
export function ReadersDialog({ guarded, onClose }: { guarded: Guarded; onClose: () => void }) {
  const { access } = useTexts()
  const query = useQuery({
    queryKey: readersKey(guarded),
    queryFn: async ({ signal }) => fetchReaders(guarded, signal),
  })
  return (
    <Dialog title={access.readers.title} onClose={onClose} wide>
      <Loaded query={query}>
        {({ level, readers, grants, candidates, maySettle }) => (
          <div className="stack stack--wide">
            {level !== 'normal' && (
              <div>
                <LevelBadge level={level} />
              </div>
            )}
            <ReaderTable readers={readers} />
            <GrantList grants={grants} maySettle={maySettle} />
            {maySettle && <GrantForm guarded={guarded} candidates={candidates} />}
          </div>
        )}
      </Loaded>
    </Dialog>
  )
}

function ReaderTable({ readers }: Pick<ReadersView, 'readers'>) {
  const { access } = useTexts()
  const words = access.readers
  if (readers.length === 0) return <p className="kern-body">{words.none}</p>
  return (
    <div className="table-scroll readers" tabIndex={0} role="region" aria-label={words.title}>
      <table className="table">
        <thead>
          <tr>
            <th scope="col">{words.who}</th>
            <th scope="col">{words.why}</th>
          </tr>
        </thead>
        <tbody>
          {readers.map(({ userId, displayName, reasons, shutOutBecause }) => (
            <tr key={userId}>
              <th scope="row">{displayName}</th>
              <td>
                {shutOutBecause === null ? (
                  <Reasons reasons={reasons} />
                ) : (
                  <strong>{words.shutOut(shutOutBecause)}</strong>
                )}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}

function Reasons({ reasons }: { reasons: readonly ReadReason[] }) {
  const reasonText = useReasonText()
  return (
    <ul className="readers__reasons">
      {reasons.map((reason, index) => (
        <li key={index}>{reasonText(reason)}</li>
      ))}
    </ul>
  )
}

function useReasonText(): (reason: ReadReason) => string {
  const { readers } = useTexts().access
  return ({ kind, unit, forName, because, until }) => {
    const { reasons } = readers
    const named = { unit: unit ?? '', deputy: forName ?? '', grant: because ?? '' }
    const texts: Readonly<Record<ReadReason['kind'], string>> = {
      mailroom: reasons.mailroom,
      unit: reasons.unit(named.unit),
      cleared: reasons.cleared(named.unit),
      head: reasons.head(named.unit),
      grant: reasons.grant(named.grant),
      emergency: reasons.emergency(named.grant),
      deputy: reasons.deputy(named.deputy),
      asked: reasons.asked(named.unit),
    }
    if (until === null) return texts[kind]
    const when = kind === 'deputy' ? formatCalendarDate(until) : formatInstant(until)
    return `${texts[kind]} (${readers.until(when)})`
  }
}
