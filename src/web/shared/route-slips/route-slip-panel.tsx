import { useQuery } from '@tanstack/react-query'
import { useId, useState } from 'react'
import type { RouteSlipView } from '../api/types.ts'
import { formatInstant } from '../format.ts'
import { useNoteStep } from '../notes/use-note-step.ts'
import { useTexts } from '../preferences.tsx'
import { Badge, type BadgeTone } from '../ui/badge.tsx'
import { Button } from '../ui/button.tsx'
import { TextArea } from '../ui/field.tsx'
import { FormDialog } from '../ui/form-dialog.tsx'
import type { IconName } from '../ui/icon.tsx'
import { Loaded } from '../ui/loaded.tsx'
import { fetchRouteSlips, ROUTE_SLIPS_KEY, settleRouteStep, type RouteObject } from './route-slips-api.ts'
import { RouteStepsDialog } from './route-steps-dialog.tsx'
import '../desk/desk.css'

interface Properties {
  readonly object: RouteObject
  /** Whether people still work on the object. */
  readonly isOpen: boolean
  /** Whether the person may write on it. */
  readonly mayStart: boolean
}

/** The ways of an item or a case file past others, the newest first, and what the person may do on them. */
export function RouteSlipPanel({ object, isOpen, mayStart }: Properties) {
  const { routeSlips: words } = useTexts()
  const titleId = useId()
  const [starting, setStarting] = useState(false)
  const query = useQuery({
    queryKey: [...ROUTE_SLIPS_KEY, object.kind, object.id],
    queryFn: async ({ signal }) => (await fetchRouteSlips(object, signal)).items,
  })
  const isRunning = query.data?.some(({ steps }) => steps.some(({ state }) => state === 'current')) ?? true
  return (
    <section className="desk-panel" aria-labelledby={titleId}>
      <h2 className="section-title" id={titleId}>
        {words.title}
      </h2>
      <Loaded query={query}>
        {(slips) => (
          <>
            {slips.length === 0 && <p className="kern-body">{words.none}</p>}
            {slips.map((slip) => (
              <Slip key={slip.id} slip={slip} isOpen={isOpen} />
            ))}
          </>
        )}
      </Loaded>
      {isOpen && mayStart && !isRunning && (
        <div className="button-row">
          <Button
            className="button--small"
            icon="route"
            onClick={() => {
              setStarting(true)
            }}
          >
            {words.start}
          </Button>
        </div>
      )}
      {starting && (
        <RouteStepsDialog
          object={object}
          onClose={() => {
            setStarting(false)
          }}
        />
      )}
    </section>
  )
}

type Open = 'done' | 'skipped' | 'change'

function Slip({ slip, isOpen }: { slip: RouteSlipView; isOpen: boolean }) {
  const { routeSlips: words } = useTexts()
  const [open, setOpen] = useState<Open>()
  const close = () => {
    setOpen(undefined)
  }
  const { steps, createdAt, createdBy, object, mayChange, maySettle, maySkip } = slip
  const current = steps.find(({ state }) => state === 'current')
  const buttons: readonly (readonly [Open, boolean])[] = [
    ['done', maySettle],
    ['skipped', maySkip],
    ['change', mayChange],
  ]
  return (
    <>
      <p className="entry__facts">{words.startedBy(createdBy.displayName, formatInstant(createdAt))}</p>
      <ol className="entry-list">
        {steps.map((step) => (
          <Step key={step.id} step={step} />
        ))}
      </ol>
      {isOpen && current !== undefined && (
        <div className="button-row">
          {buttons
            .filter(([, isAllowed]) => isAllowed)
            .map(([name]) => (
              <Button
                key={name}
                className="button--small"
                onClick={() => {
                  setOpen(name)
                }}
              >
                {words.steps[name]}
              </Button>
            ))}
        </div>
      )}
      {open === 'change' && <RouteStepsDialog object={object} slip={slip} onClose={close} />}
      {(open === 'done' || open === 'skipped') && current !== undefined && (
        <SettleDialog slip={slip} stepId={current.id} outcome={open} onClose={close} />
      )}
    </>
  )
}

type StepView = RouteSlipView['steps'][number]

const SIGNS: Readonly<Record<StepView['state'], readonly [BadgeTone, IconName]>> = {
  future: ['neutral', 'clock'],
  current: ['info', 'route'],
  done: ['success', 'check'],
  skipped: ['neutral', 'close'],
}

function Step({ step }: { step: StepView }) {
  const { routeSlips: words } = useTexts()
  const { target, task, instruction, state, openedAt, closed } = step
  const [tone, icon] = SIGNS[state]
  return (
    <li className="entry" aria-current={state === 'current' ? 'step' : undefined}>
      <p className="entry__line">
        <Badge tone={tone} icon={icon}>
          {words.states[state]}
        </Badge>
        <span className="entry__kind">{words.tasks[task]}</span>
      </p>
      <p className="entry__purpose">{target.name}</p>
      {instruction !== null && <p className="entry__facts">{instruction}</p>}
      {openedAt !== null && closed === null && (
        <p className="entry__facts">{words.since(formatInstant(openedAt))}</p>
      )}
      {closed !== null && (
        <p className="entry__facts">
          {words.closedBy(closed.by.displayName, formatInstant(closed.at), closed.onBehalfOf?.displayName)}
        </p>
      )}
      {closed?.words && <p className="entry__facts">{closed.words}</p>}
    </li>
  )
}

interface SettleProperties {
  readonly slip: RouteSlipView
  readonly stepId: string
  readonly outcome: 'done' | 'skipped'
  readonly onClose: () => void
}

function SettleDialog({ slip, stepId, outcome, onClose }: SettleProperties) {
  const { routeSlips: words } = useTexts()
  const [said, setSaid] = useState('')
  const [checked, setChecked] = useState(false)
  const saving = useNoteStep(async () => settleRouteStep(slip, { stepId, outcome, words: said.trim() }), {
    message: words.settled[outcome],
    onSaved: onClose,
  })
  const isMissing = outcome === 'skipped' && said.trim() === ''
  return (
    <FormDialog
      title={words.steps[outcome]}
      error={saving.error}
      pending={saving.isPending}
      onClose={onClose}
      onSubmit={() => {
        setChecked(true)
        if (!isMissing) saving.mutate()
      }}
    >
      <TextArea
        label={words.words[outcome]}
        required={outcome === 'skipped'}
        rows={3}
        maxLength={2_000}
        value={said}
        data-autofocus
        error={checked && isMissing ? words.missingReason : undefined}
        onChange={(event) => {
          setSaid(event.target.value)
        }}
      />
    </FormDialog>
  )
}
