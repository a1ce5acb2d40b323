import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import type { RoutingRuleView, RulesHealthView } from '../../shared/api/types.ts'
import { useUnitName } from '../../shared/master-data.ts'
import { useTexts } from '../../shared/preferences.tsx'
import { Badge } from '../../shared/ui/badge.tsx'
import { Button } from '../../shared/ui/button.tsx'
import { Empty, LoadFailure } from '../../shared/ui/feedback.tsx'
import { deleteRule, fetchRules, fetchRulesHealth } from './admin-api.ts'
import { DeleteDialog } from './delete-dialog.tsx'
import { RuleForm } from './rule-form.tsx'
import { SectionTitle } from './section-title.tsx'
import { useSaving } from './use-saving.ts'

type Opened =
  | { readonly kind: 'edit'; readonly rule: RoutingRuleView | undefined }
  | { readonly kind: 'delete'; readonly rule: RoutingRuleView }

export function RulesSection() {
  const { admin } = useTexts()
  const words = admin.rules
  const [opened, setOpened] = useState<Opened>()
  const { data, error, refetch } = useQuery({
    queryKey: ['routing-rules'],
    queryFn: async ({ signal }) => fetchRules(signal),
  })
  const { data: health } = useQuery({
    // Asked for anew whenever the rules are.
    queryKey: ['routing-rules', 'health'],
    queryFn: async ({ signal }) => fetchRulesHealth(signal),
  })
  const close = () => {
    setOpened(undefined)
  }
  return (
    <>
      <SectionTitle
        words={words}
        onCreate={() => {
          setOpened({ kind: 'edit', rule: undefined })
        }}
      />
      <p className="page__intro">{words.intro}</p>
      {error !== null && <LoadFailure error={error} retry={() => void refetch()} />}
      {data?.items.length === 0 && <Empty icon="route" title={words.empty} />}
      <ul className="rules">
        {data?.items
          .toSorted((a, b) => b.priority - a.priority)
          .map((rule) => (
            <RuleCard
              key={rule.id}
              rule={rule}
              health={health?.rules.find(({ ruleId }) => ruleId === rule.id)}
              onOpen={setOpened}
            />
          ))}
      </ul>
      {opened?.kind === 'edit' && <RuleForm rule={opened.rule} onClose={close} />}
      {opened?.kind === 'delete' && (
        <DeleteDialog
          collection="routing-rules"
          name={opened.rule.name}
          words={words}
          remove={async () => deleteRule(opened.rule)}
          onClose={close}
        />
      )}
    </>
  )
}

type Health = RulesHealthView['rules'][number]

interface CardProperties {
  readonly rule: RoutingRuleView
  /** Undefined until it is known. */
  readonly health: Health | undefined
  readonly onOpen: (opened: Opened) => void
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

function RuleCard({ rule, health, onOpen }: CardProperties) {
  const { admin, common } = useTexts()
  const words = admin.rules
  const unitName = useUnitName()
  const saving = useSaving('routing-rules')
  const switchLabel = rule.enabled ? words.disable : words.enable
  return (
    <li className="rule">
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
      <div className="rule__actions">
        <Button
          className="button--small"
          icon="pencil"
          aria-label={`${common.edit}: ${rule.name}`}
          onClick={() => {
            onOpen({ kind: 'edit', rule })
          }}
        >
          {common.edit}
        </Button>
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
        <Button
          kind="tertiary"
          className="button--small"
          icon="trash"
          aria-label={`${words.delete}: ${rule.name}`}
          onClick={() => {
            onOpen({ kind: 'delete', rule })
          }}
        >
          {words.delete}
        </Button>
      </div>
    </li>
  )
}
