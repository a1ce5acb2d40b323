import { useState } from 'react'
import type { RouteSlipView, RouteStepRequest } from '../api/types.ts'
import { useTexts } from '../preferences.tsx'
import { useNoteStep } from '../notes/use-note-step.ts'
import { Button } from '../ui/button.tsx'
import { Select, TextField } from '../ui/field.tsx'
import { FormDialog } from '../ui/form-dialog.tsx'
import { changeRouteSlip, startRouteSlip, type RouteObject } from './route-slips-api.ts'
import { draftsOf, emptyStep, requestOf, type StepDraft } from './step-draft.ts'
import { TargetField } from './target-field.tsx'

interface Properties {
  readonly object: RouteObject
  /** Whose steps to come are changed; a new one is begun when absent. */
  readonly slip?: RouteSlipView
  readonly onClose: () => void
}

const MOST_STEPS = 30

/** The steps to come, in their order. */
export function RouteStepsDialog({ object, slip, onClose }: Properties) {
  const { routeSlips: words } = useTexts()
  const [drafts, setDrafts] = useState<readonly StepDraft[]>(() => (slip ? draftsOf(slip) : [emptyStep(0)]))
  const [checked, setChecked] = useState(false)
  const saving = useNoteStep(
    async (steps: readonly RouteStepRequest[]) =>
      slip === undefined ? startRouteSlip(object, steps) : changeRouteSlip(slip, steps),
    { message: slip === undefined ? words.started : words.changed, onSaved: onClose },
  )
  const nextKey = Math.max(-1, ...drafts.map(({ key }) => key)) + 1
  return (
    <FormDialog
      wide
      title={slip === undefined ? words.start : words.change}
      {...(slip === undefined && { submitLabel: words.startNow })}
      error={saving.error}
      pending={saving.isPending}
      onClose={onClose}
      onSubmit={() => {
        setChecked(true)
        const steps = requestOf(drafts)
        if (steps !== undefined && (slip !== undefined || steps.length > 0)) saving.mutate(steps)
      }}
    >
      <p>{words.explain}</p>
      <ol className="entry-list">
        {drafts.map((draft, index) => (
          <StepFields
            key={draft.key}
            number={index + 1}
            draft={draft}
            error={checked && draft.target === undefined ? words.missing : undefined}
            onDraft={(changed) => {
              setDrafts(drafts.map((one) => (one.key === draft.key ? { ...one, ...changed } : one)))
            }}
            onEarlier={
              index === 0
                ? undefined
                : () => {
                    setDrafts(drafts.with(index - 1, draft).with(index, drafts[index - 1] ?? draft))
                  }
            }
            onRemove={
              slip === undefined && drafts.length === 1
                ? undefined
                : () => {
                    setDrafts(drafts.filter(({ key }) => key !== draft.key))
                  }
            }
          />
        ))}
      </ol>
      <Button
        className="button--small"
        icon="plus"
        disabled={drafts.length >= MOST_STEPS}
        onClick={() => {
          setDrafts([...drafts, emptyStep(nextKey)])
        }}
      >
        {words.addStep}
      </Button>
    </FormDialog>
  )
}

interface FieldsProperties {
  readonly number: number
  readonly draft: StepDraft
  readonly error: string | undefined
  readonly onDraft: (changed: Partial<StepDraft>) => void
  readonly onEarlier: (() => void) | undefined
  readonly onRemove: (() => void) | undefined
}

function StepFields({ number, draft, error, onDraft, onEarlier, onRemove }: FieldsProperties) {
  const { routeSlips: words } = useTexts()
  return (
    <li className="entry">
      <TargetField
        label={words.target(number)}
        target={draft.target}
        error={error}
        onTarget={(target) => {
          onDraft({ target })
        }}
      />
      <Select
        label={words.task(number)}
        value={draft.task}
        onChange={(event) => {
          onDraft({ task: event.target.value as StepDraft['task'] })
        }}
      >
        {(['cosign', 'comment', 'settle', 'inform'] as const).map((task) => (
          <option key={task} value={task}>
            {words.tasks[task]}
          </option>
        ))}
      </Select>
      <TextField
        label={words.instruction(number)}
        required={false}
        maxLength={500}
        value={draft.instruction}
        onChange={(event) => {
          onDraft({ instruction: event.target.value })
        }}
      />
      <div className="button-row">
        {onEarlier && (
          <Button
            kind="tertiary"
            className="button--small"
            aria-label={words.earlierLong(number)}
            onClick={onEarlier}
          >
            {words.earlier}
          </Button>
        )}
        {onRemove && (
          <Button
            kind="tertiary"
            className="button--small"
            aria-label={words.removeLong(number)}
            onClick={onRemove}
          >
            {words.remove}
          </Button>
        )}
      </div>
    </li>
  )
}
