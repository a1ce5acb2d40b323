import { useState } from 'react'
import type { PaperBoxView } from '../../shared/api/types.ts'
import { formatInstant } from '../../shared/format.ts'
import { useTexts } from '../../shared/preferences.tsx'
import { useSession } from '../../shared/session.tsx'
import { Button } from '../../shared/ui/button.tsx'
import { Alert } from '../../shared/ui/feedback.tsx'
import { Icon } from '../../shared/ui/icon.tsx'
import { protocolUrl, stepBox, type BoxStep } from './paper-api.ts'
import { TextsDialog, type DialogField } from './texts-dialog.tsx'
import { usePaperChange } from './use-paper-change.ts'

type Opened = 'put' | 'takeOut' | 'hold' | 'cancel' | 'approve' | { readonly holdId: string }

/** What can be done with the box as it is. */
export function BoxSteps({ box }: { box: PaperBoxView }) {
  const { paper: words } = useTexts()
  const session = useSession()
  const [opened, setOpened] = useState<Opened>()
  const isOwnRequest = box.requested?.by.userId === session?.user.id
  const opens = (one: Opened) => () => {
    setOpened(one)
  }
  return (
    <>
      <div className="button-row">
        {box.state === 'open' && <OpenSteps box={box} onPut={opens('put')} />}
        {box.state === 'requested' && (
          <>
            <Button kind="primary" icon="check" disabled={isOwnRequest} onClick={opens('approve')}>
              {words.approve}
            </Button>
            <Button icon="undo" onClick={opens('cancel')}>
              {words.cancel}
            </Button>
          </>
        )}
        {box.state === 'destroyed' ? (
          <a className="kern-btn kern-btn--secondary" href={protocolUrl(box.id)} download>
            <Icon name="document" />
            <span className="kern-label">{words.protocol}</span>
          </a>
        ) : (
          <>
            <Button icon="hand" onClick={opens('takeOut')}>
              {words.takeOut}
            </Button>
            <Button icon="lock" onClick={opens('hold')}>
              {words.hold}
            </Button>
          </>
        )}
      </div>
      {box.state === 'requested' && isOwnRequest && <Alert tone="info" title={words.otherPerson} />}
      <Holds
        box={box}
        onRelease={(holdId) => {
          setOpened({ holdId })
        }}
      />
      {opened !== undefined && (
        <StepDialog
          box={box}
          opened={opened}
          onClose={() => {
            setOpened(undefined)
          }}
        />
      )}
    </>
  )
}

function OpenSteps({ box, onPut }: { box: PaperBoxView; onPut: () => void }) {
  const { paper: words } = useTexts()
  const request = usePaperChange(async () => stepBox(box.id, 'request-destruction'))
  return (
    <>
      <Button icon="plus" onClick={onPut}>
        {words.put}
      </Button>
      <Button
        icon="trash"
        disabled={box.blockers.length > 0 || request.isPending}
        onClick={() => {
          request.mutate(undefined)
        }}
      >
        {words.request}
      </Button>
    </>
  )
}

function Holds({ box, onRelease }: { box: PaperBoxView; onRelease: (holdId: string) => void }) {
  const { paper: words } = useTexts()
  if (box.holds.length === 0) return null
  return (
    <section aria-labelledby="papier-sperren">
      <h2 className="section-title" id="papier-sperren">
        {words.holds}
      </h2>
      <ul className="plain-list">
        {box.holds.map(({ id, owner, reason, placedAt, placedBy }) => (
          <li key={id}>
            {`${owner}: ${reason}. ${words.by(placedBy.displayName, formatInstant(placedAt))} `}
            <Button
              className="button--small"
              onClick={() => {
                onRelease(id)
              }}
            >
              {words.release}
            </Button>
          </li>
        ))}
      </ul>
    </section>
  )
}

function StepDialog({ box, opened, onClose }: { box: PaperBoxView; opened: Opened; onClose: () => void }) {
  const { paper: words } = useTexts()
  const reason: DialogField = { name: 'reason', label: words.reason }
  const steps: Record<
    'put' | 'takeOut' | 'hold' | 'cancel' | 'approve' | 'release',
    { readonly step: BoxStep; readonly title: string; readonly fields: readonly DialogField[] }
  > = {
    put: {
      step: 'batches',
      title: words.put,
      fields: [{ name: 'batchNumber', label: words.batchNumber, hint: words.batchHint }],
    },
    takeOut: {
      step: 'take-out',
      title: words.takeOut,
      fields: [
        { name: 'receiptNumber', label: words.receipt },
        { ...reason, options: Object.entries(words.reasons) },
        { name: 'remark', label: words.remark, optional: true },
      ],
    },
    hold: { step: 'hold', title: words.hold, fields: [{ name: 'owner', label: words.owner }, reason] },
    cancel: { step: 'cancel-destruction', title: words.cancel, fields: [reason] },
    approve: {
      step: 'approve-destruction',
      title: words.approve,
      fields: [{ name: 'manner', label: words.manner, hint: words.mannerHint }],
    },
    release: { step: 'release', title: words.release, fields: [reason] },
  }
  const name = typeof opened === 'string' ? opened : 'release'
  const { step, title, fields } = steps[name]
  const more = typeof opened === 'string' ? {} : opened
  const label = title.replace(/ …$/u, '')
  return (
    <TextsDialog
      title={label}
      submitLabel={label}
      fields={fields}
      change={async (values) => stepBox(box.id, step, { ...values, ...more })}
      onClose={onClose}
    >
      {name === 'approve' && <p className="kern-body">{words.approveHint}</p>}
    </TextsDialog>
  )
}
