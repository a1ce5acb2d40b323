import { useState } from 'react'
import type { DisposalFileView, DisposalRunView } from '../../shared/api/types.ts'
import { useTexts } from '../../shared/preferences.tsx'
import { FieldError, Select, TextField } from '../../shared/ui/field.tsx'
import { FileDrop } from '../../shared/ui/file-drop.tsx'
import { FormDialog } from '../../shared/ui/form-dialog.tsx'
import { cancelRun, recordLetter, sendAnswer, type Letter } from './disposal-api.ts'
import { Faults } from './faults.tsx'
import { useDisposalChange } from './use-disposal-change.ts'

/** Reads a message of the archive. */
export function AnswerDialog({ runId, onClose }: { runId: string; onClose: () => void }) {
  const { disposal: words } = useTexts()
  const [chosen, setChosen] = useState<{ readonly name: string; readonly xml: string }>()
  const [checked, setChecked] = useState(false)
  const change = useDisposalChange(async (xml: string) => sendAnswer(runId, xml), onClose)
  const choose = async (file: File | undefined) => {
    if (file !== undefined) setChosen({ name: file.name, xml: await file.text() })
  }
  return (
    <FormDialog
      title={words.readAnswer}
      submitLabel={words.takeOver}
      error={change.error}
      pending={change.isPending}
      onSubmit={() => {
        setChecked(true)
        if (chosen !== undefined) change.mutate(chosen.xml)
      }}
      onClose={onClose}
    >
      <Faults error={change.error} />
      <p className="kern-hint">{words.answerHint}</p>
      <FileDrop
        label={words.answerFile}
        title={chosen?.name ?? words.answerFile}
        hint={words.answerFileHint}
        error={checked && chosen === undefined ? words.chooseAnswer : undefined}
        onFiles={(files) => {
          void choose(files[0])
        }}
      />
    </FormDialog>
  )
}

type Said = Letter['answers'][number]['answer']

/** Records what the archive has written on paper. */
export function LetterDialog({ run, onClose }: { run: DisposalRunView; onClose: () => void }) {
  const { disposal: words, files } = useTexts()
  const [reference, setReference] = useState('')
  const [said, setSaid] = useState<ReadonlyMap<string, Said>>(new Map())
  const [checked, setChecked] = useState(false)
  const change = useDisposalChange(async (body: Letter) => recordLetter(run.id, body), onClose)
  const isSent = run.state === 'transferred'
  // The archive has got only what it wanted.
  const open = run.files.filter(
    ({ destroyed, imported, decision }) =>
      destroyed === null && imported === null && !(isSent && decision?.value === 'V'),
  )
  return (
    <FormDialog
      wide
      title={words.letter}
      submitLabel={words.takeOver}
      error={change.error}
      pending={change.isPending}
      onSubmit={() => {
        setChecked(true)
        const answers = [...said].map(([caseFileId, answer]) => ({ caseFileId, answer }))
        if (reference.trim() !== '' && answers.length > 0)
          change.mutate({ reference: reference.trim(), answers })
      }}
      onClose={onClose}
    >
      <Faults error={change.error} />
      <p className="kern-hint">{words.letterHint}</p>
      <TextField
        label={words.reference}
        hint={words.referenceHint}
        data-autofocus
        maxLength={200}
        error={checked && reference.trim() === '' ? files.missing : undefined}
        value={reference}
        onChange={(event) => {
          setReference(event.target.value)
        }}
      />
      {open.map((file) => (
        <SaidOf
          key={file.caseFileId}
          file={file}
          isSent={isSent}
          onSay={(answer) => {
            const next = new Map(said)
            if (answer === undefined) next.delete(file.caseFileId)
            else next.set(file.caseFileId, answer)
            setSaid(next)
          }}
        />
      ))}
      {checked && said.size === 0 && <FieldError>{words.saidMissing}</FieldError>}
    </FormDialog>
  )
}

const BEFORE: readonly Said[] = ['A', 'V']
const AFTER: readonly Said[] = ['imported']

function SaidOf({
  file,
  isSent,
  onSay,
}: {
  file: DisposalFileView
  isSent: boolean
  onSay: (answer: Said | undefined) => void
}) {
  const { disposal: words } = useTexts()
  const choices = isSent ? AFTER : BEFORE
  return (
    <Select
      label={file.fileNumber}
      defaultValue=""
      onChange={(event) => {
        onSay(choices.find((one) => one === event.target.value))
      }}
    >
      <option value="">{words.saysNothing}</option>
      {choices.map((one) => (
        <option key={one} value={one}>
          {words.said[one]}
        </option>
      ))}
    </Select>
  )
}

/** Gives all files of a run back. */
export function CancelDialog({ runId, onClose }: { runId: string; onClose: () => void }) {
  const { disposal: words, files } = useTexts()
  const [reason, setReason] = useState('')
  const [checked, setChecked] = useState(false)
  const change = useDisposalChange(async (why: string) => cancelRun(runId, why), onClose)
  return (
    <FormDialog
      title={words.cancel}
      submitLabel={words.cancel}
      error={change.error}
      pending={change.isPending}
      onSubmit={() => {
        setChecked(true)
        if (reason.trim() !== '') change.mutate(reason.trim())
      }}
      onClose={onClose}
    >
      <p className="kern-hint">{words.cancelHint}</p>
      <TextField
        label={files.reason}
        data-autofocus
        maxLength={500}
        error={checked && reason.trim() === '' ? files.missing : undefined}
        value={reason}
        onChange={(event) => {
          setReason(event.target.value)
        }}
      />
    </FormDialog>
  )
}
