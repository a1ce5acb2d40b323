import type { RuleCondition, SharedContent } from '../../shared/api/types.ts'
import { useTexts } from '../../shared/preferences.tsx'

/** Everything that others see of a publication. */
export function SharedContentView({ content }: { content: SharedContent }) {
  const { access, sharing } = useTexts()
  if (content.kind === 'document-type') {
    return (
      <p className="rule__target">
        {sharing.key} <span className="table__code">{content.key}</span>, {access.level}:{' '}
        {access.levels[content.level]}
      </p>
    )
  }
  return (
    <>
      <Conditions conditions={content.conditions} />
      <p className="rule__target">
        {sharing.priority} {content.priority}
        {content.targetName !== '' && `. ${sharing.sendsTo}: ${content.targetName}`}
      </p>
    </>
  )
}

export function Conditions({ conditions }: { conditions: readonly RuleCondition[] }) {
  const words = useTexts().admin.rules
  return (
    <ul className="rule__conditions">
      {conditions.map(({ field, operator, value }, index) => (
        <li key={index}>
          {words.fields[field]} <em>{words.operators[operator]}</em> „{value}“
        </li>
      ))}
    </ul>
  )
}
