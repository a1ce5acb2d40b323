import { useState } from 'react'
import type { RoutingRuleView, RuleCondition } from '../../shared/api/types.ts'
import { unitLabel, useOrgUnits } from '../../shared/master-data.ts'
import { useTexts } from '../../shared/preferences.tsx'
import { Button, IconButton } from '../../shared/ui/button.tsx'
import { FieldError, Select, TextField } from '../../shared/ui/field.tsx'
import { FormDialog } from '../../shared/ui/form-dialog.tsx'
import { RuleTrial } from './rule-trial.tsx'
import { useSaving } from './use-saving.ts'

const FIELDS: readonly RuleCondition['field'][] = [
  'sender',
  'subject',
  'text',
  'fileNumber',
  'documentType',
  'channel',
  'barcode',
  'leitwegId',
  'formId',
]
const OPERATORS: readonly RuleCondition['operator'][] = ['contains', 'equals', 'matches']
const NEW_CONDITION: RuleCondition = { field: 'sender', operator: 'contains', value: '' }

interface Draft {
  readonly name: string
  readonly priority: string
  readonly conditions: readonly RuleCondition[]
  readonly orgUnitId: string
}

function draftOf(rule: RoutingRuleView | undefined): Draft {
  return {
    name: rule?.name ?? '',
    priority: String(rule?.priority ?? 0),
    conditions: rule?.conditions ?? [NEW_CONDITION],
    orgUnitId: rule?.target.orgUnitId ?? '',
  }
}

export function RuleForm({ rule, onClose }: { rule: RoutingRuleView | undefined; onClose: () => void }) {
  const { admin } = useTexts()
  const words = admin.rules
  const units = useOrgUnits()
  const [draft, setDraft] = useState(draftOf(rule))
  const [checked, setChecked] = useState(false)
  const saving = useSaving('routing-rules', onClose)
  const missing = (text: string) => (checked && text.trim() === '' ? admin.missing : undefined)
  const usable = usableParts(draft)
  const submit = () => {
    setChecked(true)
    if (draft.name.trim() === '' || usable === undefined) return
    saving.mutate({ record: rule, body: { name: draft.name.trim(), ...usable } })
  }
  return (
    <FormDialog
      wide
      title={rule === undefined ? words.create : words.editTitle(rule.name)}
      error={saving.error}
      pending={saving.isPending}
      onSubmit={submit}
      onClose={onClose}
    >
      <TextField
        label={words.name}
        data-autofocus
        maxLength={200}
        error={missing(draft.name)}
        value={draft.name}
        onChange={(event) => {
          setDraft({ ...draft, name: event.target.value })
        }}
      />
      <Conditions draft={draft} onChange={setDraft} checked={checked} faultOf={saving.faultOf} />
      <Select
        label={`${words.then}: ${words.target}`}
        error={missing(draft.orgUnitId)}
        value={draft.orgUnitId}
        onChange={(event) => {
          setDraft({ ...draft, orgUnitId: event.target.value })
        }}
      >
        <option value="">–</option>
        {units.map((unit) => (
          <option key={unit.id} value={unit.id}>
            {unitLabel(unit)}
          </option>
        ))}
      </Select>
      <TextField
        label={words.priority}
        hint={words.priorityHint}
        type="number"
        min={-1_000}
        max={1_000}
        value={draft.priority}
        onChange={(event) => {
          setDraft({ ...draft, priority: event.target.value })
        }}
      />
      <RuleTrial rule={usable === undefined ? undefined : { ...usable, replaces: rule?.id }} />
    </FormDialog>
  )
}

/** What a rule does, without its name; undefined while something is missing. */
function usableParts({ priority, conditions, orgUnitId }: Draft) {
  const filled = conditions.filter((condition) => condition.value.trim() !== '')
  if (orgUnitId === '' || filled.length === 0) return undefined
  return { priority: Math.trunc(Number(priority)) || 0, conditions: filled, target: { orgUnitId } }
}

interface ConditionsProperties {
  readonly draft: Draft
  readonly onChange: (draft: Draft) => void
  readonly checked: boolean
  readonly faultOf: (path: string) => string | undefined
}

function Conditions({ draft, onChange, checked, faultOf }: ConditionsProperties) {
  const { admin } = useTexts()
  const words = admin.rules
  const { conditions } = draft
  const set = (index: number, part: Partial<RuleCondition>) => {
    const changed = conditions.map((one, position) => (position === index ? { ...one, ...part } : one))
    onChange({ ...draft, conditions: changed })
  }
  const allEmpty = conditions.every((condition) => condition.value.trim() === '')
  const fault = checked && allEmpty ? admin.missing : faultOf('conditions')
  return (
    <fieldset className="conditions">
      <legend className="kern-label">{words.conditions}</legend>
      {conditions.map((condition, index) => (
        <div key={index} className="condition">
          <ConditionLine
            condition={condition}
            error={faultOf(`conditions.${index}.value`)}
            onChange={(part) => {
              set(index, part)
            }}
          />
          <IconButton
            icon="trash"
            label={words.removeCondition(index + 1)}
            disabled={conditions.length === 1}
            onClick={() => {
              onChange({ ...draft, conditions: conditions.filter((_one, position) => position !== index) })
            }}
          />
        </div>
      ))}
      {fault !== undefined && <FieldError>{fault}</FieldError>}
      <Button
        className="button--small"
        icon="plus"
        onClick={() => {
          onChange({ ...draft, conditions: [...conditions, NEW_CONDITION] })
        }}
      >
        {words.addCondition}
      </Button>
    </fieldset>
  )
}

interface LineProperties {
  readonly condition: RuleCondition
  readonly error: string | undefined
  readonly onChange: (part: Partial<RuleCondition>) => void
}

function ConditionLine({ condition, error, onChange }: LineProperties) {
  const words = useTexts().admin.rules
  return (
    <>
      <Select
        label={words.field}
        value={condition.field}
        onChange={(event) => {
          onChange({ field: event.target.value as RuleCondition['field'] })
        }}
      >
        {FIELDS.map((field) => (
          <option key={field} value={field}>
            {words.fields[field]}
          </option>
        ))}
      </Select>
      <Select
        label={words.operator}
        value={condition.operator}
        onChange={(event) => {
          onChange({ operator: event.target.value as RuleCondition['operator'] })
        }}
      >
        {OPERATORS.map((operator) => (
          <option key={operator} value={operator}>
            {words.operators[operator]}
          </option>
        ))}
      </Select>
      <TextField
        label={words.value}
        maxLength={500}
        error={error}
        value={condition.value}
        onChange={(event) => {
          onChange({ value: event.target.value })
        }}
      />
    </>
  )
}
