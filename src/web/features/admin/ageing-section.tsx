import { LimitsButton, useAgeingLimits } from '../../shared/ageing/limits-dialog.tsx'
import { useTexts } from '../../shared/preferences.tsx'
import { Loaded } from '../../shared/ui/loaded.tsx'
import { PageTitle } from '../../shared/ui/page-title.tsx'

const STAGES = ['waiting', 'returned', 'quarantined', 'routed', 'accepted'] as const

/** How long post may lie, for those who set it and see no post. */
export function AgeingSection() {
  const { ageing: words } = useTexts()
  const query = useAgeingLimits()
  return (
    <>
      <PageTitle aside={<LimitsButton />}>{words.title}</PageTitle>
      <p className="page__intro">{words.intro}</p>
      <Loaded query={query}>
        {({ hours }) => (
          <div className="table-scroll" tabIndex={0} role="region" aria-label={words.title}>
            <table className="table">
              <thead>
                <tr>
                  <th scope="col">{words.stage}</th>
                  <th scope="col">{words.limit}</th>
                </tr>
              </thead>
              <tbody>
                {STAGES.map((stage) => (
                  <tr key={stage}>
                    <th scope="row">{words.stages[stage]}</th>
                    <td>{hours[stage] === null ? words.none : words.hours(hours[stage])}</td>
                  </tr>
                ))}
              </tbody>
            </table>
          </div>
        )}
      </Loaded>
    </>
  )
}
