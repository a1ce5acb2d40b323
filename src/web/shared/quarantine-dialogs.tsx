import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState, type ReactNode } from 'react'
import { actOnItem } from './api/resources.ts'
import type { ItemAction, ItemSummary } from './api/types.ts'
import { useAnnounce } from './live.tsx'
import { useTexts } from './preferences.tsx'
import { Check, TextArea, TextField } from './ui/field.tsx'
import { FormDialog } from './ui/form-dialog.tsx'

interface Properties {
  readonly item: ItemSummary
  readonly onClose: () => void
}

const GROUNDS = ['false-alarm', 'checked-elsewhere'] as const

/** A ground, and a reason in own words. */
export function ReleaseDialog({ item, onClose }: Properties) {
  const { quarantine: words } = useTexts()
  const [ground, setGround] = useState<(typeof GROUNDS)[number]>('false-alarm')
  const [reason, setReason] = useState('')
  const number = item.receiptNumber
  return (
    <StepDialog
      title={words.releaseTitle(number)}
      intro={words.releaseIntro}
      label={words.release}
      step={{ item, action: 'release-from-quarantine', message: words.released(number) }}
      body={reason.trim() === '' ? undefined : { ground, reason: reason.trim() }}
      onClose={onClose}
    >
      {(tried) => (
        <>
          <fieldset className="stack">
            <legend className="kern-label">{words.ground}</legend>
            {GROUNDS.map((one) => (
              <Check
                key={one}
                kind="radio"
                name="anlass"
                label={words.grounds[one]}
                checked={ground === one}
                onChange={() => {
                  setGround(one)
                }}
              />
            ))}
          </fieldset>
          <TextField
            label={words.reason}
            required
            maxLength={500}
            data-autofocus
            error={tried && reason.trim() === '' ? words.reasonMissing : undefined}
            value={reason}
            onChange={(event) => {
              setReason(event.target.value)
            }}
          />
        </>
      )}
    </StepDialog>
  )
}

/** A reason for the house, and what the sender is told. */
export function RejectDialog({ item, onClose }: Properties) {
  const { quarantine: words } = useTexts()
  const held = item.documents.filter(({ virusScan }) => virusScan?.held === true)
  const [reason, setReason] = useState('')
  const [notice, setNotice] = useState(words.noticeText(held.map(({ filename }) => filename).join(', ')))
  const number = item.receiptNumber
  const isComplete = reason.trim() !== '' && notice.trim() !== ''
  return (
    <StepDialog
      title={words.rejectTitle(number)}
      intro={words.rejectIntro}
      label={words.reject}
      step={{ item, action: 'reject', message: words.rejected(number) }}
      body={isComplete ? { reason: reason.trim(), notice: notice.trim() } : undefined}
      onClose={onClose}
    >
      {(tried) => (
        <>
          <TextField
            label={words.reason}
            required
            maxLength={500}
            list="abweisungsgruende"
            data-autofocus
            error={tried && reason.trim() === '' ? words.reasonMissing : undefined}
            value={reason}
            onChange={(event) => {
              setReason(event.target.value)
            }}
          />
          <datalist id="abweisungsgruende">
            {words.rejectReasons.map((one) => (
              <option key={one} value={one} />
            ))}
          </datalist>
          <TextArea
            label={words.notice}
            maxLength={5_000}
            error={tried && notice.trim() === '' ? words.noticeMissing : undefined}
            value={notice}
            onChange={(event) => {
              setNotice(event.target.value)
            }}
          />
        </>
      )}
    </StepDialog>
  )
}

interface StepProperties {
  readonly title: string
  readonly intro: string
  readonly label: string
  readonly step: { readonly item: ItemSummary; readonly action: ItemAction; readonly message: string }
  /** Absent as long as something is missing. */
  readonly body: object | undefined
  readonly children: (tried: boolean) => ReactNode
  readonly onClose: () => void
}

function StepDialog({ title, intro, label, step, body, children, onClose }: StepProperties) {
  const client = useQueryClient()
  const announce = useAnnounce()
  const [tried, setTried] = useState(false)
  const deciding = useMutation({
    mutationFn: async (given: object) => actOnItem(step.item, step.action, given),
    onSuccess: () => {
      announce(step.message)
      onClose()
    },
    onSettled: async () => client.invalidateQueries({ queryKey: ['items'] }),
  })
  return (
    <FormDialog
      title={title}
      error={deciding.error}
      pending={deciding.isPending}
      submitLabel={label}
      onSubmit={() => {
        setTried(true)
        if (body !== undefined) deciding.mutate(body)
      }}
      onClose={onClose}
    >
      <p>{intro}</p>
      {children(tried)}
    </FormDialog>
  )
}
