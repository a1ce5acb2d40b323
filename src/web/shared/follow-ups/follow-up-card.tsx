import { useState } from 'react'
import { Link } from 'react-router'
import type { FollowUpView, FollowUpWithCode } from '../api/types.ts'
import { formatCalendarDate, formatInstant } from '../format.ts'
import { useTexts } from '../preferences.tsx'
import { Badge, type BadgeTone } from '../ui/badge.tsx'
import { Button } from '../ui/button.tsx'
import { TextField } from '../ui/field.tsx'
import { FormDialog } from '../ui/form-dialog.tsx'
import type { IconName } from '../ui/icon.tsx'
import { renewLink, settleFollowUp, withdrawFollowUp } from './follow-ups-api.ts'
import { useFollowUpStep } from './use-follow-up-step.ts'

interface Properties {
  readonly followUp: FollowUpView
  readonly canChange: boolean
  readonly canRenew: boolean
  readonly onRenewed: (sent: FollowUpWithCode) => void
}

const SIGNS: Readonly<Record<FollowUpView['phase'], { tone: BadgeTone; icon: IconName }>> = {
  waiting: { tone: 'info', icon: 'clock' },
  overdue: { tone: 'warning', icon: 'warning' },
  expired: { tone: 'warning', icon: 'warning' },
  answered: { tone: 'success', icon: 'inbox' },
  settled: { tone: 'neutral', icon: 'check' },
  withdrawn: { tone: 'neutral', icon: 'close' },
}

/** One request with what came in for it, and what can be done about it. */
export function FollowUpCard({ followUp, canChange, canRenew, onRenewed }: Properties) {
  const { followUps: words } = useTexts()
  const { phase, subject, wanted, dueOn, openUntil, answers, createdBy, createdAt, closed } = followUp
  const sign = SIGNS[phase]
  return (
    <li className="entry follow-up">
      <div className="entry__line">
        <Badge tone={sign.tone} icon={sign.icon}>
          {words.phases[phase]}
        </Badge>
      </div>
      <p className="entry__purpose">{subject}</p>
      <ul className="follow-up__list">
        {wanted.map((thing) => (
          <li key={thing}>{thing}</li>
        ))}
      </ul>
      <p className="entry__facts">
        <strong>{words.until(formatCalendarDate(dueOn), formatCalendarDate(openUntil))}</strong>
      </p>
      <p className="entry__facts">{words.askedBy(createdBy.displayName, formatInstant(createdAt))}</p>
      {answers.map((answer) => (
        <p key={answer.itemId} className="entry__facts">
          <Link className="entry__link" to={`/posteingang/${answer.itemId}`}>
            {words.answer(answer.receiptNumber, formatInstant(answer.receivedAt), answer.fileCount)}
          </Link>
          {!answer.inTime && ` (${words.late})`}
        </p>
      ))}
      {closed?.reason != null && (
        <p className="entry__facts">
          {words.reason}: {closed.reason}
        </p>
      )}
      {canChange && closed === null && (
        <Steps followUp={followUp} canRenew={canRenew} onRenewed={onRenewed} />
      )}
    </li>
  )
}

function Steps({ followUp, canRenew, onRenewed }: Omit<Properties, 'canChange'>) {
  const { followUps: words } = useTexts()
  const [dialog, setDialog] = useState<'renew' | 'withdraw'>()
  const settling = useFollowUpStep(async () => settleFollowUp(followUp), { message: words.settled })
  const close = () => {
    setDialog(undefined)
  }
  const { subject, phase } = followUp
  return (
    <div className="button-row">
      <Button
        className="button--small"
        icon="check"
        aria-label={words.settleLong(subject)}
        disabled={settling.isPending}
        onClick={() => {
          settling.mutate()
        }}
      >
        {words.settle}
      </Button>
      {canRenew && phase !== 'expired' && (
        <Button
          kind="tertiary"
          className="button--small"
          aria-label={words.renewLong(subject)}
          onClick={() => {
            setDialog('renew')
          }}
        >
          {words.renew}
        </Button>
      )}
      <Button
        kind="tertiary"
        className="button--small"
        aria-label={words.withdrawLong(subject)}
        onClick={() => {
          setDialog('withdraw')
        }}
      >
        {words.withdraw}
      </Button>
      {dialog === 'renew' && <RenewDialog followUp={followUp} onRenewed={onRenewed} onClose={close} />}
      {dialog === 'withdraw' && <WithdrawDialog followUp={followUp} onClose={close} />}
    </div>
  )
}

function RenewDialog({
  followUp,
  onRenewed,
  onClose,
}: Omit<Properties, 'canChange' | 'canRenew'> & { readonly onClose: () => void }) {
  const { followUps: words } = useTexts()
  const renewing = useFollowUpStep(async () => renewLink(followUp), {
    onSaved: (sent) => {
      onClose()
      onRenewed(sent)
    },
  })
  return (
    <FormDialog
      title={words.renew}
      submitLabel={words.renew}
      error={renewing.error}
      pending={renewing.isPending}
      onClose={onClose}
      onSubmit={() => {
        renewing.mutate()
      }}
    >
      <p>{words.renewAsk}</p>
    </FormDialog>
  )
}

function WithdrawDialog({ followUp, onClose }: { followUp: FollowUpView; onClose: () => void }) {
  const { followUps: words } = useTexts()
  const [reason, setReason] = useState('')
  const [checked, setChecked] = useState(false)
  const withdrawing = useFollowUpStep(async () => withdrawFollowUp(followUp, reason.trim()), {
    message: words.withdrawn,
    onSaved: onClose,
  })
  return (
    <FormDialog
      title={words.withdraw}
      submitLabel={words.withdraw}
      error={withdrawing.error}
      pending={withdrawing.isPending}
      onClose={onClose}
      onSubmit={() => {
        setChecked(true)
        if (reason.trim() !== '') withdrawing.mutate()
      }}
    >
      <p>{words.withdrawAsk}</p>
      <TextField
        label={words.reason}
        value={reason}
        maxLength={500}
        data-autofocus
        error={checked && reason.trim() === '' ? words.missing : undefined}
        onChange={(event) => {
          setReason(event.target.value)
        }}
      />
    </FormDialog>
  )
}
