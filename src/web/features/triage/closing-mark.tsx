import { useState } from 'react'
import type { ItemView } from '../../shared/api/types.ts'
import { formatCalendarDate, formatDay } from '../../shared/format.ts'
import { useTexts } from '../../shared/preferences.tsx'
import { useMay } from '../../shared/session.tsx'
import { useShortcuts } from '../../shared/shortcuts.ts'
import { Button } from '../../shared/ui/button.tsx'
import { Check, TextField } from '../../shared/ui/field.tsx'
import { FormDialog } from '../../shared/ui/form-dialog.tsx'
import type { ItemSteps } from './use-item-actions.ts'

type Mark = NonNullable<ItemView['mark']>

const UNFILED: readonly ItemView['state'][] = ['indexing', 'routed', 'accepted', 'returned']

/** Those that fit where the item lies. */
function marksFor({ state }: ItemView): readonly Mark['kind'][] {
  if (state === 'filed') return ['to-file', 'to-procedure']
  return UNFILED.includes(state) ? ['set-aside'] : []
}

/** Ends the work on the item, or shows how it was ended and takes it up again. */
export function ClosingMark({ item, steps }: { item: ItemView; steps: ItemSteps }) {
  const may = useMay()
  const kinds = marksFor(item)
  if (item.mark !== null) return <GivenMark item={item} mark={item.mark} steps={steps} />
  if (!may('items:file') || kinds.length === 0 || item.isStack) return null
  return <MarkButton item={item} kinds={kinds} steps={steps} />
}

function GivenMark({ item, mark, steps }: { item: ItemView; mark: Mark; steps: ItemSteps }) {
  const { marks } = useTexts().desk
  const may = useMay()
  const [asking, setAsking] = useState(false)
  return (
    <div className="closing-mark">
      <p className="kern-body">
        <strong>{marks.shown[mark.kind]}</strong> ({marks.by(mark.by.displayName, formatDay(mark.at))})
        {mark.destroyOn !== null && <>. {marks.destroyFrom(formatCalendarDate(mark.destroyOn))}</>}
      </p>
      {may('items:file') && (
        <Button
          className="button--small"
          icon="undo"
          onClick={() => {
            setAsking(true)
          }}
        >
          {marks.resume}
        </Button>
      )}
      {asking && (
        <ResumeDialog
          item={item}
          steps={steps}
          onClose={() => {
            setAsking(false)
          }}
        />
      )}
    </div>
  )
}

function MarkButton({ item, kinds, steps }: Omit<MarkProperties, 'onClose'>) {
  const { marks } = useTexts().desk
  const [asking, setAsking] = useState(false)
  const ask = () => {
    setAsking(true)
  }
  useShortcuts({ d: ask })
  return (
    <div className="closing-mark">
      <Button className="button--small" icon="check-circle" shortcut="D" onClick={ask}>
        {marks.button}
      </Button>
      {asking && (
        <MarkDialog
          item={item}
          kinds={kinds}
          steps={steps}
          onClose={() => {
            setAsking(false)
          }}
        />
      )}
    </div>
  )
}

interface MarkProperties {
  readonly item: ItemView
  readonly kinds: readonly Mark['kind'][]
  readonly steps: ItemSteps
  readonly onClose: () => void
}

function MarkDialog({ item, kinds, steps, onClose }: MarkProperties) {
  const { marks } = useTexts().desk
  const [chosen, setChosen] = useState(kinds[0])
  const [destroyOn, setDestroyOn] = useState('')
  return (
    <FormDialog
      title={marks.title}
      submitLabel={marks.submit}
      error={steps.error}
      pending={steps.isPending}
      onClose={onClose}
      onSubmit={() => {
        const body = { mark: chosen, ...(chosen === 'set-aside' && destroyOn !== '' && { destroyOn }) }
        steps.mutate(
          { action: 'mark', body, message: marks.done(item.receiptNumber), leaves: true },
          { onSuccess: onClose },
        )
      }}
    >
      <fieldset className="choice">
        <legend className="kern-label">{marks.choose}</legend>
        {kinds.map((kind, index) => (
          <Check
            key={kind}
            kind="radio"
            name="verfuegung"
            label={marks.kinds[kind]}
            checked={chosen === kind}
            data-autofocus={index === 0 ? true : undefined}
            onChange={() => {
              setChosen(kind)
            }}
          />
        ))}
      </fieldset>
      {chosen === 'set-aside' && (
        <TextField
          type="date"
          label={marks.destroyOn}
          hint={marks.destroyOnHint}
          required={false}
          value={destroyOn}
          onChange={(event) => {
            setDestroyOn(event.target.value)
          }}
        />
      )}
      <p className="kern-hint">{marks.resubmissionHint}</p>
    </FormDialog>
  )
}

function ResumeDialog({ item, steps, onClose }: Omit<MarkProperties, 'kinds'>) {
  const { desk } = useTexts()
  const { marks } = desk
  const [reason, setReason] = useState('')
  const [checked, setChecked] = useState(false)
  const isMissing = reason.trim() === ''
  return (
    <FormDialog
      title={marks.resume}
      submitLabel={marks.resume}
      error={steps.error}
      pending={steps.isPending}
      onClose={onClose}
      onSubmit={() => {
        setChecked(true)
        const body = { reason: reason.trim() }
        if (isMissing) return
        steps.mutate(
          { action: 'resume', body, message: marks.resumed(item.receiptNumber), leaves: false },
          { onSuccess: onClose },
        )
      }}
    >
      <TextField
        label={desk.reason}
        hint={marks.resumeHint}
        data-autofocus
        value={reason}
        maxLength={500}
        error={checked && isMissing ? desk.missing : undefined}
        onChange={(event) => {
          setReason(event.target.value)
        }}
      />
    </FormDialog>
  )
}
