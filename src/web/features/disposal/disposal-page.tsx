import { PageTitle } from '../../shared/ui/page-title.tsx'
import { useTexts } from '../../shared/preferences.tsx'
import { DuePanel } from './due-panel.tsx'
import { EntryAppraisals } from './entry-appraisals.tsx'
import { RunList } from './run-list.tsx'
import './disposal.css'

/** What becomes of case files of all units when their time is over. */
export function DisposalPage() {
  const { disposal: words } = useTexts()
  return (
    <div className="page disposal">
      <PageTitle>{words.title}</PageTitle>
      <p className="page__intro">{words.intro}</p>
      <RunList />
      <DuePanel />
      <EntryAppraisals />
    </div>
  )
}
