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
  const units = useOrgUnits()
  const office = units.find(({ id }) => id === orgUnitId)?.number ?? units[0]?.number ?? '0'
  const wanted = useDeferredValue({ template: template.trim(), plan: plan.trim() || '50.10', office })
  const tried = useQuery({
    queryKey: ['file-number', wanted],
    queryFn: async ({ signal }) => tryFileNumber(wanted, signal),
    enabled: wanted.template !== '',
    retry: false,
  })
  const fault = tried.error instanceof ApiError ? tried.error.faults[0]?.message : undefined
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
      {wanted.template !== '' && tried.data !== undefined && (
        <p className="number-template__example" aria-live="polite">
          {filing.example}: <strong>{tried.data}</strong>
        </p>
      )}
    </div>
  )
}
