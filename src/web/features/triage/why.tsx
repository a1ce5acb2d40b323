import { useId, useState, type ReactNode } from 'react'
import type { Proposal } from '../../shared/api/types.ts'
import { useTexts } from '../../shared/preferences.tsx'
import { isCertain, weightPhrase } from './weight.ts'

interface Properties {
  readonly field: string
  readonly proposal: Proposal
  /** More that speaks for it; asked for when somebody looks. */
  readonly children?: ReactNode
}

/** A disclosure with the reasons of one proposal, the strongest first. */
export function Why({ field, proposal, children }: Properties) {
  const { triage } = useTexts()
  const [open, setOpen] = useState(false)
  const id = useId()
  if (proposal.reasons.length === 0) return null
  const reasons = proposal.reasons.toSorted((a, b) => Math.abs(b.weight) - Math.abs(a.weight))
  return (
    <div className="why">
      <button
        type="button"
        className="why__button"
        aria-expanded={open}
        aria-controls={id}
        aria-label={triage.whyFor(field)}
        onClick={() => {
          setOpen(!open)
        }}
      >
        {triage.why}
      </button>
      <div id={id} className="why__body" hidden={!open}>
        <p className="why__weight">
          {isCertain(proposal) ? triage.certain : weightPhrase(proposal, triage)}
          {proposal.page !== undefined && `, ${triage.onPage(proposal.page)}`}
        </p>
        <ul className="why__reasons">
          {reasons.map((reason, index) => (
            <li
              key={index}
              className={reason.weight < 0 ? 'why__reason why__reason--against' : 'why__reason'}
            >
              {reason.text}
            </li>
          ))}
        </ul>
        {open && children}
      </div>
    </div>
  )
}
