import { useQuery } from '@tanstack/react-query'
import type { RoutingRuleView, RulesHealthView } from '../../shared/api/types.ts'
import { useUnitName } from '../../shared/master-data.ts'
import { useTexts } from '../../shared/preferences.tsx'
import { Badge } from '../../shared/ui/badge.tsx'
import { Button } from '../../shared/ui/button.tsx'
import { deleteRule, fetchRules, fetchRulesHealth } from './admin-api.ts'
import { RecordActions, type Openers } from './record-actions.tsx'
import { RecordSection } from './record-section.tsx'
import { RuleForm } from './rule-form.tsx'
import { useSaving } from './use-saving.ts'

export function RulesSection() {
  const query = useQuery({
    queryKey: ['routing-rules'],
    queryFn: async ({ signal }) => fetchRules(signal),
    select: ({ items }) => ({ items: items.toSorted((a, b) => b.priority - a.priority) }),
  })
  const { data: health } = useQuery({
    // Asked for anew whenever the rules are.
    queryKey: ['routing-rules', 'health'],
    queryFn: async ({ signal }) => fetchRulesHealth(signal),
  })
  return (
    <RecordSection
      collection="routing-rules"
      query={query}
      words={useTexts().admin.rules}
      icon="route"
      card={(rule, openers) => (
        <RuleCard
          rule={rule}
          health={health?.rules.find(({ ruleId }) => ruleId === rule.id)}
          openers={openers}
        />
      )}
      form={(rule, onClose) => <RuleForm rule={rule} onClose={onClose} />}
      remove={deleteRule}
    />
  )
}

type Health = RulesHealthView['rules'][number]

interface CardProperties {
  readonly rule: RoutingRuleView
  /** Undefined until it is known. */
  readonly health: Health | undefined
  readonly openers: Openers
}

/** What is wrong with a rule and how often it proposed its target. */
function RuleHealth({ health }: { health: Health }) {
  const words = useTexts().admin.rules
  return (
    <>
      {health.faults.map((fault) => (
        <p key={fault} className="rule__fault">
          <Badge tone="warning" icon="warning">
            {words.faults[fault](health.examined)}
          </Badge>
        </p>
      ))}
      {health.hits > 0 && (
        <p className="rule__use">{words.use(health.examined, health.hits, health.wrongHits)}</p>
      )}
    </>
  )
}

function RuleCard({ rule, health, openers }: CardProperties) {
  const words = useTexts().admin.rules
  const unitName = useUnitName()
  const saving = useSaving('routing-rules')
  const switchLabel = rule.enabled ? words.disable : words.enable
  return (
    <>
      <div className="rule__head">
        <h2 className="rule__name">{rule.name}</h2>
        <Badge tone={rule.enabled ? 'success' : 'neutral'} icon={rule.enabled ? 'check' : 'minus'}>
          {rule.enabled ? words.enabled : words.disabled}
        </Badge>
        <span className="rule__priority">
          {words.priority} {rule.priority}
        </span>
      </div>
      <ul className="rule__conditions">
        {rule.conditions.map(({ field, operator, value }, index) => (
          <li key={index}>
            {words.fields[field]} <em>{words.operators[operator]}</em> „{value}“
          </li>
        ))}
      </ul>
      <p className="rule__target">
        {words.then} <strong>{unitName(rule.target.orgUnitId)}</strong>
      </p>
      {health !== undefined && <RuleHealth health={health} />}
      <RecordActions name={rule.name} words={words} {...openers}>
        <Button
          kind="tertiary"
          className="button--small"
          aria-label={`${switchLabel}: ${rule.name}`}
          disabled={saving.isPending}
          onClick={() => {
            saving.mutate({ record: rule, body: { enabled: !rule.enabled } })
          }}
        >
          {switchLabel}
        </Button>
      </RecordActions>
    </>
  )
}
