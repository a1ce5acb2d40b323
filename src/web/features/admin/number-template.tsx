import { useQuery } from '@tanstack/react-query'
import { useDeferredValue } from 'react'
import { ApiError } from '../../shared/api/client.ts'
import { useOrgUnits } from '../../shared/master-data.ts'
import { useTexts } from '../../shared/preferences.tsx'
import { Button } from '../../shared/ui/button.tsx'
import { TextField } from '../../shared/ui/field.tsx'
import { tryFileNumber } from './plan-api.ts'

const TOKENS = ['{office}', '{plan}', '{year}', '{serial}'] as const

interface Properties {
  readonly template: string
  /** Number of the entry. */
  readonly plan: string
  readonly orgUnitId: string
  readonly error: string | undefined
  readonly onChange: (template: string) => void
}

/** The template of file numbers with its parts as buttons, and the number it would give. */
export function NumberTemplate({ template, plan, orgUnitId, error, onChange }: Properties) {
  const { filing } = useTexts()
  const { example, fault } = useExample(template.trim(), plan.trim(), orgUnitId)
  return (
    <div className="number-template">
      <TextField
        label={filing.template}
        hint={filing.templateHint}
        maxLength={100}
        spellCheck={false}
        autoCapitalize="none"
        error={error ?? fault}
        value={template}
        onChange={(event) => {
          onChange(event.target.value)
        }}
      />
      <div className="button-row number-template__tokens">
        {TOKENS.map((token) => (
          <Button
            key={token}
            kind="tertiary"
            className="button--small"
            aria-label={filing.insert(token)}
            onClick={() => {
              onChange(template + token)
            }}
          >
            {token}
          </Button>
        ))}
      </div>
      {example !== undefined && (
        <p className="number-template__example" aria-live="polite">
          {filing.example}: <strong>{example}</strong>
        </p>
      )}
    </div>
  )
}

/** Of a unit and an entry that stand for others where none is chosen yet. */
function useExample(template: string, plan: string, orgUnitId: string) {
  const units = useOrgUnits()
  const office = (units.find(({ id }) => id === orgUnitId) ?? units[0])?.number ?? '0'
  const wanted = useDeferredValue({ template, plan: plan || '50.10', office })
  const tried = useQuery({
    queryKey: ['file-number', wanted],
    queryFn: async ({ signal }) => tryFileNumber(wanted, signal),
    enabled: wanted.template !== '',
    retry: false,
  })
  const fault = tried.error instanceof ApiError ? tried.error.faults[0]?.message : undefined
  return { example: wanted.template === '' ? undefined : tried.data, fault }
}
