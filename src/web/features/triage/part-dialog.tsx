import { useState } from 'react'
import { ApiError } from '../../shared/api/client.ts'
import type { ItemView } from '../../shared/api/types.ts'
import { useTexts } from '../../shared/preferences.tsx'
import { Button } from '../../shared/ui/button.tsx'
import { TextField } from '../../shared/ui/field.tsx'
import { FormDialog } from '../../shared/ui/form-dialog.tsx'
import { Loading } from '../../shared/ui/feedback.tsx'
import { usePosting } from './posting-panel.tsx'
import type { ItemSteps } from './use-item-actions.ts'

interface Properties {
  readonly item: ItemView
  readonly steps: ItemSteps
  readonly onClose: () => void
}

/** Which part of a posting the item is. */
export function PartDialog(properties: Properties) {
  const { item } = properties
  const { data } = usePosting(item)
  if (item.part === null) return <PartForm {...properties} known={item.receiptNumber} />
  if (data === undefined) return <Loading />
  return <PartForm {...properties} known={data.posting?.key ?? item.receiptNumber} />
}

const MOST = 99

function isWhole(text: string, least: number, most: number): boolean {
  return /^\d{1,2}$/.test(text.trim()) && Number(text) >= least && Number(text) <= most
}

function PartForm({ item, steps, onClose, known }: Properties & { readonly known: string }) {
  const { posting: words } = useTexts()
  const [draft, setDraft] = useState({
    key: known,
    number: String(item.part?.number ?? 1),
    of: String(item.part?.of ?? 2),
  })
  const [checked, setChecked] = useState(false)
  const faults = {
    key: draft.key.trim() === '' ? words.keyMissing : undefined,
    number: isWhole(draft.number, 1, Number(draft.of)) ? undefined : words.numberWrong,
    of: isWhole(draft.of, 2, MOST) ? undefined : words.ofWrong,
  }
  const field = (name: keyof typeof draft) => ({
    value: draft[name],
    error: (checked ? faults[name] : undefined) ?? faultOf(steps.error, name),
    onChange: (event: { target: { value: string } }) => {
      setDraft({ ...draft, [name]: event.target.value })
    },
  })
  const set = (part: { key: string; number: number; of: number } | null, message: string) => {
    steps.mutate({ action: 'part', body: { part }, message, leaves: false }, { onSuccess: onClose })
  }
  return (
    <FormDialog
      title={words.dialog}
      error={steps.error}
      pending={steps.isPending}
      onSubmit={() => {
        setChecked(true)
        if (Object.values(faults).some((fault) => fault !== undefined)) return
        const [number, of] = [Number(draft.number), Number(draft.of)]
        set({ key: draft.key.trim(), number, of }, words.done(item.receiptNumber, number, of))
      }}
      onClose={onClose}
    >
      <p>{words.dialogHint}</p>
      <TextField label={words.numberLabel} inputMode="numeric" data-autofocus {...field('number')} />
      <TextField label={words.ofLabel} inputMode="numeric" {...field('of')} />
      <TextField label={words.keyLabel} maxLength={100} {...field('key')} />
      {item.part !== null && (
        <Button
          className="button--small"
          disabled={steps.isPending}
          onClick={() => {
            set(null, words.removed(item.receiptNumber))
          }}
        >
          {words.remove}
        </Button>
      )}
    </FormDialog>
  )
}

function faultOf(error: Error | null, path: string): string | undefined {
  return error instanceof ApiError ? error.faults.find((fault) => fault.path === path)?.message : undefined
}
