import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { fetchCaseFileDocuments } from '../../shared/api/resources.ts'
import type { CaseFileView } from '../../shared/api/types.ts'
import { useAnnounce } from '../../shared/live.tsx'
import { useTexts } from '../../shared/preferences.tsx'
import { problemText } from '../../shared/problems.ts'
import { saveFile } from '../../shared/save-file.ts'
import { Button } from '../../shared/ui/button.tsx'
import { Alert, ErrorSummary, Loading } from '../../shared/ui/feedback.tsx'
import { Check, TextArea, TextField } from '../../shared/ui/field.tsx'
import { disclose, type Disclosing } from './disclosure-api.ts'
import { disclosuresKey } from './disclosure-log.tsx'
import { DocumentChoice, everything, pickedOf, type Choice } from './document-choice.tsx'

interface Draft {
  readonly form: 'pdf' | 'zip'
  readonly recipient: string
  readonly legalBasis: string
  readonly note: string
  readonly isSelection: boolean
  readonly choice: Choice
}

const EMPTY: Draft = {
  form: 'pdf',
  recipient: '',
  legalBasis: '',
  note: '',
  isSelection: false,
  choice: new Map(),
}

/** To whom, why, what, and in which form. */
export function DisclosureForm({ file }: { file: CaseFileView }) {
  const texts = useTexts()
  const { disclosure } = texts
  const [draft, setDraft] = useState(EMPTY)
  const [isSubmitted, setSubmitted] = useState(false)
  const client = useQueryClient()
  const announce = useAnnounce()
  const { mutate, isPending, error } = useMutation({
    mutationFn: async (body: Disclosing) => disclose(file.id, body),
    onSuccess: (blob, { form }) => {
      saveFile(blob, `Akte ${file.fileNumber.replaceAll('/', '-')}.${form}`)
      announce(disclosure.made)
      setSubmitted(false)
    },
    onSettled: async () => client.invalidateQueries({ queryKey: disclosuresKey(file.id) }),
  })
  const faults = faultsOf(draft, disclosure)
  const change = (changed: Partial<Draft>): void => {
    setDraft({ ...draft, ...changed })
  }
  return (
    <form
      className="stack disclosure__form"
      noValidate
      onSubmit={(event) => {
        event.preventDefault()
        setSubmitted(true)
        if (faults.length === 0) mutate(bodyOf(draft))
      }}
    >
      {isSubmitted && <ErrorSummary faults={faults} />}
      <Forms draft={draft} change={change} />
      <Documents file={file} draft={draft} change={change} />
      <TextField
        id="empfaenger"
        label={disclosure.recipient}
        hint={disclosure.recipientHint}
        required
        maxLength={500}
        value={draft.recipient}
        error={isSubmitted ? faults.find(({ fieldId }) => fieldId === 'empfaenger')?.message : undefined}
        onChange={(event) => {
          change({ recipient: event.target.value })
        }}
      />
      <TextField
        id="rechtsgrundlage"
        label={disclosure.legalBasis}
        hint={disclosure.legalBasisHint}
        required
        list="rechtsgrundlagen"
        maxLength={500}
        value={draft.legalBasis}
        error={isSubmitted ? faults.find(({ fieldId }) => fieldId === 'rechtsgrundlage')?.message : undefined}
        onChange={(event) => {
          change({ legalBasis: event.target.value })
        }}
      />
      <datalist id="rechtsgrundlagen">
        {disclosure.bases.map((basis) => (
          <option key={basis} value={basis} />
        ))}
      </datalist>
      <TextArea
        label={disclosure.note}
        required={false}
        rows={2}
        maxLength={2_000}
        value={draft.note}
        onChange={(event) => {
          change({ note: event.target.value })
        }}
      />
      {error !== null && <Alert tone="danger" title={problemText(error, texts)} urgent />}
      <Button type="submit" kind="primary" icon="download" disabled={isPending}>
        {disclosure.make}
      </Button>
      <p role="status" className="disclosure__status">
        {isPending && disclosure.making}
      </p>
    </form>
  )
}

interface PartProperties {
  readonly draft: Draft
  readonly change: (changed: Partial<Draft>) => void
}

function Forms({ draft, change }: PartProperties) {
  const { disclosure } = useTexts()
  return (
    <fieldset className="choice">
      <legend className="kern-label">{disclosure.form}</legend>
      {(['pdf', 'zip'] as const).map((form) => (
        <Check
          key={form}
          kind="radio"
          name="form"
          label={disclosure.forms[form]}
          checked={draft.form === form}
          onChange={() => {
            change({ form })
          }}
        />
      ))}
    </fieldset>
  )
}

function Documents({ file, draft, change }: PartProperties & { readonly file: CaseFileView }) {
  const { disclosure } = useTexts()
  const { data } = useQuery({
    queryKey: ['case-file', file.id, 'documents'],
    queryFn: async ({ signal }) => fetchCaseFileDocuments(file.id, signal),
  })
  const documents = data?.items ?? []
  return (
    <fieldset className="choice" id="dokumente">
      <legend className="kern-label">{disclosure.documents}</legend>
      <Check
        kind="radio"
        name="umfang"
        label={disclosure.allDocuments}
        checked={!draft.isSelection}
        onChange={() => {
          change({ isSelection: false })
        }}
      />
      <Check
        kind="radio"
        name="umfang"
        label={disclosure.someDocuments}
        checked={draft.isSelection}
        disabled={data === undefined}
        onChange={() => {
          change({ isSelection: true, choice: everything(documents) })
        }}
      />
      {draft.isSelection && data === undefined && <Loading />}
      {draft.isSelection && (
        <DocumentChoice
          documents={documents}
          choice={draft.choice}
          onChange={(choice) => {
            change({ choice })
          }}
        />
      )}
    </fieldset>
  )
}

function bodyOf({ form, recipient, legalBasis, note, isSelection, choice }: Draft): Disclosing {
  return {
    form,
    recipient: recipient.trim(),
    legalBasis: legalBasis.trim(),
    ...(note.trim() !== '' && { note: note.trim() }),
    ...(isSelection && { documents: pickedOf(choice) }),
  }
}

interface Words {
  readonly missingRecipient: string
  readonly missingBasis: string
  readonly missingDocuments: string
}

function faultsOf(draft: Draft, words: Words): { readonly fieldId: string; readonly message: string }[] {
  const { recipient, legalBasis, isSelection, choice } = draft
  return [
    ...(isSelection && choice.size === 0 ? [{ fieldId: 'dokumente', message: words.missingDocuments }] : []),
    ...(recipient.trim() === '' ? [{ fieldId: 'empfaenger', message: words.missingRecipient }] : []),
    ...(legalBasis.trim() === '' ? [{ fieldId: 'rechtsgrundlage', message: words.missingBasis }] : []),
  ]
}
