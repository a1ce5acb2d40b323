import { useTexts } from '../../shared/preferences.tsx'
import { useMay } from '../../shared/session.tsx'
import { PageTitle } from '../../shared/ui/page-title.tsx'
import { AuditCheck } from './audit-section.tsx'
import { ConsistencyPanel } from './consistency-panel.tsx'
import { ScanPanel } from './scan-panel.tsx'
import './integrity.css'

/** Whether everything that is stored is whole: the scan, the quick look at the records, the audit chain. */
export function IntegritySection() {
  const words = useTexts().integrity
  const may = useMay()
  return (
    <>
      <PageTitle>{words.title}</PageTitle>
      <p className="page__intro">{words.intro}</p>
      <ScanPanel />
      <ConsistencyPanel />
      <section className="integrity" aria-labelledby="unversehrtheit-protokoll">
        <h2 className="kern-heading-medium" id="unversehrtheit-protokoll">
          {words.audit.title}
        </h2>
        {may('audit:verify') ? <AuditCheck /> : <p className="kern-body">{words.audit.notYours}</p>}
      </section>
    </>
  )
}
