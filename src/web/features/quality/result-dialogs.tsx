import { useState } from 'react'
import type { FaultKind, ScanCheckView } from '../../shared/api/types.ts'
import { useTexts } from '../../shared/preferences.tsx'
import { Check, FieldError, TextField } from '../../shared/ui/field.tsx'
import { FormDialog } from '../../shared/ui/form-dialog.tsx'
import { recordResult } from './quality-api.ts'
import { useCheckChange } from './use-check-change.ts'

interface Properties {
  readonly check: ScanCheckView
  readonly onClose: () => void
  readonly onDone: () => void
}

const KINDS: readonly FaultKind[] = [
  'skewed',
  'cropped',
  'blurred',
  'upside-down',
  'double-feed',
  'missing-page',
  'wrong-order',
  'blank-lost',
  'foreign-page',
  'other',
]

function toggled<T>(chosen: readonly T[], one: T): readonly T[] {
  return chosen.includes(one) ? chosen.filter((other) => other !== one) : [...chosen, one]
}

/** What is wrong, on which pages, and a remark. */
export function FaultDialog({ check, onClose, onDone }: Properties) {
  const { quality: words } = useTexts()
  const { faultDialog } = words
  const [kinds, setKinds] = useState<readonly FaultKind[]>([])
  const [pages, setPages] = useState<readonly number[]>([])
  const [remark, setRemark] = useState('')
  const [checked, setChecked] = useState(false)
  const saving = useCheckChange(
    async () => {
      const faults = kinds.map((kind) => ({ kind, pages: [...pages] }))
      const said = remark.trim() === '' ? {} : { remark: remark.trim() }
      return recordResult(check, { verdict: 'faulty', faults, ...said })
    },
    () => words.recorded.faulty,
    () => {
      onClose()
      onDone()
    },
  )
  return (
    <FormDialog
      wide
      title={faultDialog.title(check.receiptNumber)}
      error={saving.error}
      pending={saving.isPending}
      submitLabel={faultDialog.submit}
      onSubmit={() => {
        setChecked(true)
        if (kinds.length > 0) saving.mutate(undefined)
      }}
      onClose={onClose}
    >
      <fieldset className="choice choice--columns">
        <legend className="kern-label">{faultDialog.kinds}</legend>
        {KINDS.map((kind) => (
          <Check
            key={kind}
            label={words.kinds[kind]}
            checked={kinds.includes(kind)}
            onChange={() => {
              setKinds(toggled(kinds, kind))
            }}
          />
        ))}
        {checked && kinds.length === 0 && <FieldError>{faultDialog.missing}</FieldError>}
      </fieldset>
      <PageChoice legend={faultDialog.pages} check={check} pages={pages} onPages={setPages} />
      <TextField
        label={faultDialog.remark}
        required={false}
        maxLength={500}
        value={remark}
        onChange={(event) => {
          setRemark(event.target.value)
        }}
      />
    </FormDialog>
  )
}

interface ChoiceProperties {
  readonly legend: string
  readonly check: ScanCheckView
  readonly only?: (page: ScanCheckView['pages'][number]) => boolean
  readonly pages: readonly number[]
  readonly error?: string | undefined
  readonly onPages: (pages: readonly number[]) => void
}

export function PageChoice({ legend, check, only = () => true, pages, error, onPages }: ChoiceProperties) {
  const { quality: words } = useTexts()
  return (
    <fieldset className="choice choice--columns">
      <legend className="kern-label">{legend}</legend>
      {check.pages.filter(only).map(({ page, role }) => (
        <Check
          key={page}
          label={
            role === 'page' ? words.faultDialog.page(page) : words.pageLabel(page, words.roles[role], '')
          }
          checked={pages.includes(page)}
          onChange={() => {
            onPages(toggled(pages, page))
          }}
        />
      ))}
      {error !== undefined && <FieldError>{error}</FieldError>}
    </fieldset>
  )
}

/** Another person says that the paper itself looks so. */
export function AnywayDialog({ check, onClose, onDone }: Properties) {
  const { quality: words } = useTexts()
  const { anyway } = words
  const [remark, setRemark] = useState('')
  const [checked, setChecked] = useState(false)
  const saving = useCheckChange(
    async () => recordResult(check, { verdict: 'in-order', remark: remark.trim() }),
    () => words.recorded['in-order'],
    () => {
      onClose()
      onDone()
    },
  )
  return (
    <FormDialog
      title={anyway.title(check.receiptNumber)}
      error={saving.error}
      pending={saving.isPending}
      submitLabel={anyway.submit}
      onSubmit={() => {
        setChecked(true)
        if (remark.trim() !== '') saving.mutate(undefined)
      }}
      onClose={onClose}
    >
      <p className="kern-body">{anyway.hint}</p>
      <TextField
        label={anyway.remark}
        data-autofocus
        maxLength={500}
        error={checked && remark.trim() === '' ? anyway.missing : undefined}
        value={remark}
        onChange={(event) => {
          setRemark(event.target.value)
        }}
      />
    </FormDialog>
  )
}
