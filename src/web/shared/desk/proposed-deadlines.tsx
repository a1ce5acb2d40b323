import { formatCalendarDate } from '../format.ts'
import { useAnnounce } from '../live.tsx'
import { useTexts } from '../preferences.tsx'
import { problemText } from '../problems.ts'
import { Button } from '../ui/button.tsx'
import type { ProposedDeadline } from './deadline-draft.ts'
import { setDeadline, type DeskObject } from './desk-api.ts'
import { useEntrySaving } from './use-entry-saving.ts'

interface Properties {
  readonly object: DeskObject
  readonly proposed: readonly ProposedDeadline[]
}

/** What the machine has found in the letter: each becomes a deadline with one press. */
export function ProposedDeadlines({ object, proposed }: Properties) {
  const texts = useTexts()
  const { desk } = texts
  const announce = useAnnounce()
  const taking = useEntrySaving(
    async ({ name, endsOn }: ProposedDeadline) =>
      setDeadline(object, { purpose: name, rule: { kind: 'end', endsOn } }),
    ({ dueOn }) => desk.deadlineSet(formatCalendarDate(dueOn)),
  )
  if (proposed.length === 0) return null
  return (
    <div className="desk-panel__proposed">
      <h3 className="desk-panel__subtitle">{desk.proposed}</h3>
      <ul className="desk-list">
        {proposed.map((one) => {
          const day = formatCalendarDate(one.endsOn)
          return (
            <li key={one.endsOn} className="desk-panel__proposal">
              <span>
                {one.name} {desk.dueOn(day)}
              </span>
              <Button
                className="button--small"
                icon="sparkle"
                aria-label={desk.takeOverOne(one.name, day)}
                disabled={taking.isPending}
                onClick={() => {
                  taking.mutate(one, {
                    onError: (error) => {
                      announce(problemText(error, texts), 'danger')
                    },
                  })
                }}
              >
                {desk.takeOver}
              </Button>
            </li>
          )
        })}
      </ul>
    </div>
  )
}
