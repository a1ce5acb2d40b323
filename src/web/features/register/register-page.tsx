import { useSearchParams } from 'react-router'
import { useToday } from '../../shared/now.ts'
import { useTexts } from '../../shared/preferences.tsx'
import { Button } from '../../shared/ui/button.tsx'
import { Icon } from '../../shared/ui/icon.tsx'
import { PageTitle } from '../../shared/ui/page-title.tsx'
import { GapPanel } from './gap-panel.tsx'
import { exportAddress, type RegisterFilter } from './register-api.ts'
import { RegisterFilterBar } from './register-filter-bar.tsx'
import { RegisterTable } from './register-table.tsx'
import { RegisterTabs } from './register-tabs.tsx'
import './register.css'

/** The mail register: every number of a time, to look through, print and hand on. */
export function RegisterPage() {
  const { register } = useTexts()
  const today = useToday()
  const [parameters, setParameters] = useSearchParams()
  const filter: RegisterFilter = {
    from: parameters.get('von') ?? today,
    to: parameters.get('bis') ?? today,
    channel: parameters.get('weg') ?? '',
    state: parameters.get('zustand') ?? '',
    sender: parameters.get('absender') ?? '',
  }
  const setFilter = (changes: Readonly<Record<string, string>>) => {
    const changed = new URLSearchParams(parameters)
    for (const [name, value] of Object.entries(changes)) changed.set(name, value)
    setParameters(changed, { replace: true })
  }
  return (
    <div className="page register">
      <PageTitle aside={<Exports filter={filter} />}>{register.title}</PageTitle>
      <RegisterTabs />
      <RegisterFilterBar filter={filter} onChange={setFilter} />
      <GapPanel />
      <RegisterTable
        filter={filter}
        onSender={(absender) => {
          setFilter({ absender })
        }}
      />
    </div>
  )
}

function Exports({ filter }: { filter: RegisterFilter }) {
  const { register } = useTexts()
  return (
    <div className="register__exports no-print">
      <Button
        icon="printer"
        onClick={() => {
          window.print()
        }}
      >
        {register.print}
      </Button>
      {(['pdf', 'csv'] as const).map((format) => (
        <a
          key={format}
          className="kern-btn kern-btn--secondary"
          href={exportAddress(filter, format)}
          download=""
        >
          <Icon name="download" />
          <span className="kern-label">{register.exports[format]}</span>
        </a>
      ))}
    </div>
  )
}
