import type { ReactNode } from 'react'
import { useTexts } from '../../shared/preferences.tsx'
import { PageTitle } from '../../shared/ui/page-title.tsx'
import './about.css'

export function AccessibilityPage() {
  const { accessibility } = useTexts().about
  return (
    <Article title={accessibility.title}>
      <p>{accessibility.intro}</p>
      <h2>{accessibility.works}</h2>
      <List entries={accessibility.worksList} />
      <h2>{accessibility.limits}</h2>
      <List entries={accessibility.limitsList} />
      <h2 id="melden">{accessibility.feedback}</h2>
      <p>{accessibility.feedbackBody}</p>
      <h2>{accessibility.enforcement}</h2>
      <p>{accessibility.enforcementBody}</p>
    </Article>
  )
}

export function ImprintPage() {
  const { imprint } = useTexts().about
  return (
    <Article title={imprint.title}>
      <p>{imprint.body}</p>
      <p>{imprint.software}</p>
    </Article>
  )
}

export function PrivacyPage() {
  const { privacy } = useTexts().about
  return (
    <Article title={privacy.title}>
      <p>{privacy.body}</p>
      <p>{privacy.cookies}</p>
    </Article>
  )
}

function Article({ title, children }: { title: string; children: ReactNode }) {
  return (
    <article className="page page--narrow prose">
      <PageTitle>{title}</PageTitle>
      {children}
    </article>
  )
}

function List({ entries }: { entries: readonly string[] }) {
  return (
    <ul>
      {entries.map((entry) => (
        <li key={entry}>{entry}</li>
      ))}
    </ul>
  )
}
