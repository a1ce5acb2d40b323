import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import type { ScanningRulesView } from '../../shared/api/types.ts'
import { useAnnounce } from '../../shared/live.tsx'
import { useTexts } from '../../shared/preferences.tsx'
import { Button } from '../../shared/ui/button.tsx'
import { Alert } from '../../shared/ui/feedback.tsx'
import { TextField } from '../../shared/ui/field.tsx'
import { Loaded } from '../../shared/ui/loaded.tsx'
import { PageTitle } from '../../shared/ui/page-title.tsx'
import { problemText } from '../../shared/problems.ts'
import { changeScanningRules, fetchScanningRules } from './admin-api.ts'

const KEY = ['scanning-rules']
const CLASSES = ['normal', 'high', 'very-high'] as const
const MAX_WEEKS = 520

/** How scans are checked and how long paper stays. */
export function ScanningSection() {
  const { rules } = useTexts().quality
  const query = useQuery({ queryKey: KEY, queryFn: async ({ signal }) => fetchScanningRules(signal) })
  return (
    <>
      <PageTitle>{rules.title}</PageTitle>
      <p className="page__intro">{rules.intro}</p>
      <Loaded query={query}>{(known) => <RulesForm key={known.version} known={known} />}</Loaded>
    </>
  )
}

type Draft = Readonly<
  Record<'sample' | 'normal' | 'high' | 'very-high' | 'procedure' | 'environment', string>
>

function draftOf({ samplePercent, paperWeeks, procedureVersion, environment }: ScanningRulesView): Draft {
  return {
    sample: String(samplePercent),
    normal: String(paperWeeks.normal),
    high: String(paperWeeks.high),
    'very-high': String(paperWeeks['very-high']),
    procedure: procedureVersion ?? '',
    environment: environment ?? '',
  }
}

function isWhole(text: string, least: number, most: number): boolean {
  return /^\d{1,3}$/.test(text.trim()) && Number(text) >= least && Number(text) <= most
}

function bodyOf(draft: Draft) {
  const text = (value: string) => (value.trim() === '' ? null : value.trim())
  return {
    samplePercent: Number(draft.sample),
    paperWeeks: {
      normal: Number(draft.normal),
      high: Number(draft.high),
      'very-high': Number(draft['very-high']),
    },
    procedureVersion: text(draft.procedure),
    environment: text(draft.environment),
  }
}

function RulesForm({ known }: { known: ScanningRulesView }) {
  const texts = useTexts()
  const { rules, classes } = texts.quality
  const client = useQueryClient()
  const announce = useAnnounce()
  const [draft, setDraft] = useState(() => draftOf(known))
  const [checked, setChecked] = useState(false)
  const saving = useMutation({
    mutationFn: async () => changeScanningRules(known, bodyOf(draft)),
    onSuccess: () => {
      announce(texts.common.saved)
    },
    onSettled: async () => client.invalidateQueries({ queryKey: KEY }),
  })
  const isFine = (field: keyof Draft): boolean => {
    if (field === 'procedure' || field === 'environment') return true
    return field === 'sample' ? isWhole(draft.sample, 0, 100) : isWhole(draft[field], 1, MAX_WEEKS)
  }
  const field = (name: keyof Draft) => ({
    value: draft[name],
    error: checked && !isFine(name) ? rules.noNumber : undefined,
    onChange: (event: { target: { value: string } }) => {
      setDraft({ ...draft, [name]: event.target.value })
    },
  })
  return (
    <form
      className="stack stack--wide"
      noValidate
      onSubmit={(event) => {
        event.preventDefault()
        setChecked(true)
        if ((['sample', ...CLASSES] as const).every(isFine)) saving.mutate()
      }}
    >
      {saving.error !== null && <Alert tone="danger" urgent title={problemText(saving.error, texts)} />}
      <TextField label={rules.sample} hint={rules.sampleHint} inputMode="numeric" {...field('sample')} />
      <fieldset className="choice">
        <legend className="kern-label">{rules.weeks}</legend>
        {CLASSES.map((one) => (
          <TextField key={one} label={classes[one]} inputMode="numeric" {...field(one)} />
        ))}
      </fieldset>
      <TextField label={rules.procedure} required={false} maxLength={100} {...field('procedure')} />
      <TextField
        label={rules.environment}
        hint={rules.environmentHint}
        required={false}
        maxLength={500}
        {...field('environment')}
      />
      <div className="button-row">
        <Button kind="primary" type="submit" disabled={saving.isPending}>
          {texts.common.save}
        </Button>
      </div>
    </form>
  )
}
